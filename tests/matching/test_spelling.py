from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.spelling import allowed_errors, errors_to_prefix, missing_letters, running_letter_counts
from tests.matching.strategies import some_examples

WORDS = st.text("abc", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("typed", "word", "errors"),
    [
        ("tisch", "tischler", 0),
        ("tishc", "tischler", 1),
        ("tsichler", "tischler", 1),
        ("tischlre", "tischler", 1),
        ("txschler", "tischler", 1),
        ("tiischler", "tischler", 1),
        ("mahler", "maler", 1),
        ("koch", "tischler", 3),
    ],
)
def test_errors_to_prefix_when_compared_then_counts_each_slip_once(
    typed: str, word: str, errors: int
) -> None:
    assert errors_to_prefix(typed, word, 2) == errors


@some_examples
@given(WORDS, WORDS, st.integers(0, 2))
def test_errors_to_prefix_when_limited_then_agrees_with_counting_them_all(
    typed: str, word: str, most: int
) -> None:
    fewest = min(distance(typed, word[:length]) for length in range(len(word) + 1))
    assert errors_to_prefix(typed, word, most) == min(fewest, most + 1)


@some_examples
@given(st.text("abc", min_size=1, max_size=12), st.lists(WORDS, min_size=1, max_size=5))
def test_missing_letters_when_bounding_then_never_excludes_an_allowed_word(
    typed: str, words: list[str]
) -> None:
    most = allowed_errors(typed)
    for word, missing in zip(words, missing_letters(typed, running_letter_counts(words)), strict=True):
        assert min(missing, most + 1) <= errors_to_prefix(typed, word, most)


@cache
def distance(one: str, other: str) -> int:
    """Optimal string alignment, straight from its recursive definition."""
    if not one or not other:
        return len(one) + len(other)
    options = [
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1:
        options.append(distance(one[:-2], other[:-2]) + 1)
    return min(options)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.folding import fold, search_words, term_words
from tests.matching.strategies import some_examples


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bäcker", "baecker"),
        ("Bäcker", "backer"),
        ("Straßenbauer", "STRASSENBAUER"),
        ("Erzieher:in", "Erzieher"),
        ("Groß- und  Außenhandel", "gross und aussenhandel"),
        ("Ba\u0308cker", "Bäcker"),
    ],
)
def test_fold_when_spellings_mean_the_same_then_makes_them_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@some_examples
@given(st.text(max_size=60))
def test_fold_when_done_twice_then_keeps_to_plain_letters(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_search_words_when_there_are_little_words_then_leaves_them_out() -> None:
    assert search_words("Kaufleute für den Einzelhandel") == ["kaufmann", "einzelhandel"]


def test_search_words_when_there_are_only_little_words_then_keeps_them() -> None:
    assert search_words("und") == ["und"]


def test_term_words_when_a_word_has_a_hyphen_then_holds_it_apart_and_joined() -> None:
    assert term_words("KFZ-Mechaniker") == ["kfz", "mechaniker", "kfzmechaniker"]

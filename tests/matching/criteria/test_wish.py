import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria import wish
from tests.matching.strategies import some_examples

RANKS = st.integers(1, 10_000)


def test_values_when_nobody_wished_then_are_zero() -> None:
    assert wish.wish_values(0) == 0


def test_values_when_first_then_are_one() -> None:
    assert wish.wish_values(1) == 1


@some_examples
@given(RANKS)
def test_values_when_any_rank_then_are_above_what_the_promise_needs(rank: int) -> None:
    assert wish.LEAST < wish.wish_values(rank) <= 1


@some_examples
@given(RANKS, RANKS)
def test_values_when_less_wished_then_do_not_rise(one: int, other: int) -> None:
    first, second = sorted([one, other])
    assert wish.wish_values(first) >= wish.wish_values(second)


def test_values_when_given_a_matrix_then_keep_its_shape() -> None:
    ranks = np.array([[0, 1, 2]], dtype=np.int16)
    assert wish.wish_values(ranks).tolist() == [[0, 1, 0.875]]


@pytest.mark.parametrize("locale", ["de", "en"])
def test_sentence_when_one_side_wished_then_does_not_say_which(locale: str) -> None:
    assert wish.sentence(True, False, locale) == wish.sentence(False, True, locale)


def test_sentence_when_wishes_differ_then_differs() -> None:
    pairs = [(False, False), (True, False), (True, True)]
    assert len({wish.sentence(*pair, "de") for pair in pairs}) == 3

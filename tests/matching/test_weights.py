import math
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from matching.criteria import CRITERIA
from matching.criteria.criterion import Side
from matching.errors import InvalidWeights
from matching.weights import Weights
from tests.matching.strategies import some_examples, weights


@pytest.mark.parametrize("weight", [-0.1, math.nan, math.inf, 100.1, "5", None, True])
@pytest.mark.parametrize("criterion", [field.name for field in fields(Weights)])
def test_weights_when_one_is_out_of_range_then_name_it(criterion: str, weight: Any) -> None:
    with pytest.raises(InvalidWeights, match=criterion):
        Weights(**{criterion: weight})


def test_weights_when_listed_then_there_is_one_for_each_criterion() -> None:
    assert [field.name for field in fields(Weights)] == [criterion.name for criterion in CRITERIA]


@pytest.mark.parametrize(("left", "side"), [("distance", "company"), ("qualification", "applicant")])
def test_weights_when_nothing_is_left_for_one_side_then_refuse(left: str, side: str) -> None:
    with pytest.raises(InvalidWeights, match=side):
        Weights(**{field.name: float(field.name == left) for field in fields(Weights)})


@some_examples
@given(weights())
def test_shares_when_added_then_are_one_for_each_side(chosen: Weights) -> None:
    for side in Side:
        assert math.fsum(chosen.shares(side).values()) == pytest.approx(1)


@some_examples
@given(weights())
def test_shares_when_a_criterion_does_not_count_for_a_side_then_are_zero(chosen: Weights) -> None:
    assert chosen.shares(Side.COMPANY)["distance"] == 0
    assert chosen.shares(Side.APPLICANT)["qualification"] == 0

"""What a page or a message asks of the database is declared beside its right, and the same for few and for many."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.promises.budgets import Cost, costs
from tests.promises.crowds import make_crowd

FEW, MANY = 12, 60


@pytest.fixture
def both(app: Flask) -> tuple[list[Cost], list[Cost]]:
    """What everything costs among few people, and among many."""
    few = list(costs(app, make_crowd(FEW)))
    return few, list(costs(app, make_crowd(MANY)))


def test_pages_and_messages_when_many_come_ask_as_little_as_for_few_and_what_is_declared(
    both: tuple[list[Cost], list[Cost]],
) -> None:
    few, many = both
    assert [cost for cost in many if cost.statements > cost.budget] == []
    assert [(one.name, one.role) for one in few] == [(one.name, one.role) for one in many]
    grown = [(one, other) for one, other in zip(few, many, strict=True) if one.statements != other.statements]
    assert grown == []

"""The rules for fixed talks are those of the planner: neither lets pass what the other refuses."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.errors import SchedulingError
from scheduler.validation import validate
from tests.factories.people import make_table
from tests.planning.evenings import Evening, make_evening
from webapp.extensions import db
from webapp.planning.models import Pin
from webapp.planning.pin_rules import PinRules
from webapp.planning.problem import build_problem

PEOPLE, TABLES, ROUNDS = 3, 4, 3


@pytest.fixture
def evening(app: Flask) -> Evening:
    found = make_evening(firms=3, people=PEOPLE)
    make_table(found.event, found.companies[0])
    db.session.commit()
    return found


WINDOW = st.none() | st.lists(st.integers(1, ROUNDS), max_size=ROUNDS, unique=True)
PINS = st.dictionaries(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, TABLES - 1)),
    st.none() | st.integers(1, ROUNDS + 1),
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pins=PINS,
    people=st.lists(WINDOW, min_size=PEOPLE, max_size=PEOPLE),
    tables=st.lists(WINDOW, min_size=TABLES, max_size=TABLES),
)
def test_rules_whatever_is_fixed_agree_with_the_planner(
    evening: Evening,
    pins: dict[tuple[int, int], int | None],
    people: list[list[int] | None],
    tables: list[list[int] | None],
) -> None:
    event = evening.event
    for registration, window in zip(event.registrations, people, strict=True):
        registration.available = window
    for table, window in zip(event.tables, tables, strict=True):
        table.available = window
    rows = [
        Pin(event_id=event.id, applicant=evening.applicants[a], table=event.tables[t], round=r)
        for (a, t), r in pins.items()
    ]
    db.session.add_all(rows)
    db.session.flush()
    rules = PinRules(event)
    complaints = [complaint for pin in rows if (complaint := rules.complaint(pin, rows))]
    assert bool(complaints) == refused_by_planner(evening)
    db.session.rollback()


def refused_by_planner(evening: Evening) -> bool:
    try:
        validate(build_problem(evening.event))
    except SchedulingError:
        return True
    return False

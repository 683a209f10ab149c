"""What has changed since a plan: said when it has, and only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_applicant, make_company, make_registration, make_table
from tests.planning.evenings import Evening, add_wish, make_evening, planned, solved_plan
from webapp.events.models import WishSide
from webapp.extensions import db
from webapp.planning.staleness import changes_since


@pytest.fixture
def evening(app: Flask) -> Evening:
    made = make_evening(firms=2, people=3)
    for registration in made.event.registrations:
        registration.created_at = MONDAY_EVENING - timedelta(days=9)
    add_wish(made, WishSide.APPLICANT, 0, 0, rank=1)
    return made


def come(evening: Evening) -> None:
    make_registration(evening.event, make_applicant(evening.event.association)).created_at = MONDAY_EVENING


def withdraw(evening: Evening) -> None:
    db.session.delete(evening.event.registrations[0])


def promise(evening: Evening) -> None:
    evening.event.guarantee_applicant += 1


def add_table(evening: Evening) -> None:
    make_table(evening.event, make_company(evening.event.association))


def leave_early(evening: Evening) -> None:
    evening.event.tables[0].available = [1]


def weigh(evening: Evening) -> None:
    evening.event.weights = {"distance": 9.0}


def wish(evening: Evening) -> None:
    add_wish(evening, WishSide.COMPANY, 0, 0, rank=1)


def test_changes_when_nothing_has_changed_are_none(evening: Evening) -> None:
    assert changes_since(evening.event, solved_plan(evening)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (come, "1 neue Anmeldung"),
        (withdraw, "1 Absage"),
        (promise, "andere Runden oder Zusagen"),
        (add_table, "andere Tische"),
        (leave_early, "andere Zeiten von Teilnehmenden"),
        (weigh, "anders gewichtet"),
        (wish, "andere Wünsche"),
    ],
)
def test_changes_when_something_has_changed_name_it(
    evening: Evening, change: Callable[[Evening], None], words: str
) -> None:
    plan = solved_plan(evening)
    change(evening)
    db.session.commit()
    assert changes_since(evening.event, plan) == [words]


def test_changes_when_a_number_was_typed_again_are_none(evening: Evening) -> None:
    plan = solved_plan(evening)
    evening.event.weights = {"distance": 3}
    assert changes_since(evening.event, plan) == []


def test_changes_when_a_plan_does_not_know_what_it_was_asked_are_those_of_people(evening: Evening) -> None:
    plan = planned(evening, [(1, 0, 0)])
    weigh(evening)
    withdraw(evening)
    db.session.commit()
    assert changes_since(evening.event, plan) == ["1 Absage"]

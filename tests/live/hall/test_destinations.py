"""The screen at the door: who of those in the hall goes where in the running or the next round."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.live.evenings import ROUND, Evening, make_evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.hall.destinations import Destination, destinations_of, short_name
from webapp.live.hall.door import let_into_hall


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(now() - timedelta(minutes=1))


def let_in(evening: Evening, *people: Account) -> None:
    for person in people:
        let_into_hall(evening.organiser, evening.event, person.id, now())


def rows(evening: Evening, minutes: float = 0) -> list[Destination]:
    return list(destinations_of(evening.event, now() + timedelta(minutes=minutes)).rows)


def test_screen_when_both_are_in_the_hall_names_the_table(evening: Evening) -> None:
    let_in(evening, evening.anna, evening.joinery)
    (row,) = rows(evening)
    assert (row.name, row.table, row.on_screen) == (short_name(evening.anna), 1, False)


def test_screen_when_the_firm_is_not_in_the_hall_sends_to_the_phone(evening: Evening) -> None:
    let_in(evening, evening.anna)
    assert [row.on_screen for row in rows(evening)] == [True]


def test_screen_when_somebody_is_not_in_the_hall_does_not_name_them(evening: Evening) -> None:
    let_in(evening, evening.joinery, evening.bakery)
    assert rows(evening) == []


def test_screen_when_people_change_over_shows_the_next_round(evening: Evening) -> None:
    let_in(evening, evening.anna, evening.ben)
    in_changeover = ROUND.total_seconds() / 60 - 1 + 0.5
    assert {row.table for row in rows(evening, in_changeover)} == {1, 2}
    assert destinations_of(evening.event, now() + timedelta(minutes=in_changeover)).phase.round == 2


def test_screen_when_the_evening_is_over_sends_nobody_anywhere(evening: Evening) -> None:
    let_in(evening, evening.anna)
    assert rows(evening, 60) == []


def test_screen_when_opened_shows_no_family_name(app: Flask, evening: Evening) -> None:
    let_in(evening, evening.anna)
    evening.anna.first_name, evening.anna.last_name = "Anna", "Nachtigall"
    db.session.commit()
    page = app.test_client(user=evening.organiser).get(f"/events/{evening.event.id}/hall/now").text
    assert "Anna N." in page
    assert "Nachtigall" not in page

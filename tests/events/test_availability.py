"""From when to when: who cannot be there all the time says so, and every talk is planned in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import MONDAY_EVENING, make_applicant, make_table
from tests.forms_of_pages import fill, form_of
from tests.planning.evenings import BEFORE, Evening, make_evening, solved_plan
from webapp.events.models import EventState
from webapp.events.services.availability import (
    AvailabilitySettled,
    WrongAvailability,
    present_from_to,
    set_availability,
)
from webapp.extensions import db


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(firms=2, people=2, rounds=4)


@pytest.fixture
def applicant(app: Flask, evening: Evening) -> FlaskClient:
    return app.test_client(user=evening.applicants[0].account)


@pytest.fixture
def firm(app: Flask, evening: Evening) -> FlaskClient:
    return app.test_client(user=evening.companies[0].representatives[0].account)


def page_of(evening: Evening) -> str:
    return f"/events/{evening.event.id}/availability"


def form_id(number: int) -> str:
    return f"availability-{number}"


def test_availability_when_an_applicant_leaves_early_is_kept_and_shown(
    applicant: FlaskClient, evening: Evening
) -> None:
    registration = evening.event.registrations[0]
    fill(applicant, page_of(evening), form_id(registration.id), {"first": "2", "last": "3"})
    assert registration.available == [2, 3]
    said = applicant.get(f"/events/{evening.event.id}").get_data(as_text=True)
    assert "Da von Runde 2 bis Runde 3." in said


def test_availability_when_it_is_the_whole_evening_is_no_limit(
    applicant: FlaskClient, evening: Evening
) -> None:
    registration = evening.event.registrations[0]
    registration.available = [2]
    db.session.commit()
    fill(applicant, page_of(evening), form_id(registration.id), {"first": "1", "last": "4"})
    assert registration.available is None


def test_availability_when_a_firm_has_two_tables_is_told_for_each(
    firm: FlaskClient, evening: Evening
) -> None:
    second = make_table(evening.event, evening.companies[0])
    db.session.commit()
    fill(firm, page_of(evening), form_id(second.id), {"last": "2"})
    assert (evening.event.tables[0].available, second.available) == (None, [1, 2])


def test_availability_when_it_ends_before_it_begins_is_refused_and_nothing_changes(
    applicant: FlaskClient, evening: Evening
) -> None:
    registration = evening.event.registrations[0]
    page = fill(applicant, page_of(evening), form_id(registration.id), {"first": "3", "last": "2"})
    assert page.status_code == 422
    assert "Die letzte Runde kann nicht vor der ersten liegen." in page.get_data(as_text=True)
    assert registration.available is None


@pytest.mark.parametrize("typed", ["0", "5", "x", "", "99999999999999999999"])
def test_availability_when_a_round_is_made_up_is_refused_and_nothing_changes(
    applicant: FlaskClient, evening: Evening, typed: str
) -> None:
    registration = evening.event.registrations[0]
    page = fill(applicant, page_of(evening), form_id(registration.id), {"last": typed})
    assert page.status_code == 422
    assert f'id="last-{registration.id}-error"' in page.get_data(as_text=True)
    assert registration.available is None


def test_availability_of_another_firm_when_told_is_not_found(firm: FlaskClient, evening: Evening) -> None:
    other = evening.event.tables[1]
    form = form_of(firm.get(page_of(evening)), form_id(evening.event.tables[0].id))
    answer = firm.post(page_of(evening), data=form.answered({"seat": str(other.id), "last": "1"}))
    assert (answer.status_code, other.available) == (404, None)


def test_availability_when_somebody_does_not_come_asks_to_register_first(
    app: Flask, evening: Evening
) -> None:
    stranger = make_applicant(evening.event.association)
    db.session.commit()
    answer = app.test_client(user=stranger.account).get(page_of(evening))
    assert answer.status_code == 409
    assert "Erst zum Abend anmelden" in answer.get_data(as_text=True)


def test_availability_when_the_agenda_is_published_is_settled(evening: Evening) -> None:
    evening.event.state = EventState.PUBLISHED
    with pytest.raises(AvailabilitySettled):
        set_availability(evening.applicants[0].account, evening.event.registrations[0], (1, 2), BEFORE)


def test_availability_when_the_evening_has_begun_is_settled(evening: Evening) -> None:
    later = MONDAY_EVENING + timedelta(minutes=1)
    with pytest.raises(AvailabilitySettled):
        set_availability(evening.applicants[0].account, evening.event.registrations[0], (1, 2), later)


@pytest.mark.parametrize("window", [(0, 2), (1, 5), (3, 2)])
def test_availability_when_outside_the_evening_is_wrong(evening: Evening, window: tuple[int, int]) -> None:
    with pytest.raises(WrongAvailability):
        set_availability(evening.applicants[0].account, evening.event.registrations[0], window, BEFORE)


def test_availability_when_the_evening_got_shorter_ends_with_it(evening: Evening) -> None:
    registration = evening.event.registrations[0]
    registration.available = [2, 3, 4]
    evening.event.rounds = 3
    assert present_from_to(registration) == (2, 3)


def test_plan_when_people_are_there_for_a_while_has_talks_only_then(evening: Evening) -> None:
    account = evening.applicants[0].account
    set_availability(account, evening.event.registrations[0], (2, 3), BEFORE)
    set_availability(account, evening.event.tables[0], (3, 4), BEFORE)
    meetings = solved_plan(evening).meetings
    assert {d.round for d in meetings if d.applicant_id == evening.applicants[0].id} == {2, 3}
    assert {d.round for d in meetings if d.table_id == evening.event.tables[0].id} <= {3, 4}

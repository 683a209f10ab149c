"""A firm that was released, registered, and then declined: from that moment it sees nobody any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.live.evenings import Evening, make_evening
from webapp.companies.models import Company
from webapp.companies.services import decline, release
from webapp.database import now
from webapp.events.models import EventState
from webapp.extensions import db
from webapp.planning.queries import cancelled_meetings_of, meetings_of, own_meeting

RUNS_SINCE = timedelta(minutes=1)


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(now() - RUNS_SINCE)


@pytest.fixture
def firm(evening: Evening) -> Company:
    return evening.anna_joinery.table.company


@pytest.fixture
def joinery(app: Flask, evening: Evening, firm: Company) -> FlaskClient:
    decline(evening.organiser, firm, now())
    return app.test_client(user=evening.joinery)


def test_declined_firm_when_it_asks_for_its_wishes_is_shown_no_applicants(
    joinery: FlaskClient, evening: Evening
) -> None:
    evening.event.state = EventState.OPEN
    db.session.commit()
    page = joinery.get(f"/events/{evening.event.id}/wishes")
    assert page.status_code == 409
    assert "nicht freigegeben" in page.text


def test_declined_firm_when_the_evening_runs_finds_no_room(joinery: FlaskClient, evening: Evening) -> None:
    assert joinery.get(f"/events/{evening.event.id}/evening").location == f"/events/{evening.event.id}"


def test_declined_firm_when_it_has_met_somebody_reads_no_name(joinery: FlaskClient, evening: Evening) -> None:
    evening.anna.first_name = "Alrun"
    db.session.commit()
    assert "Alrun" not in joinery.get(f"/events/{evening.event.id}/answers").text


def test_declined_firm_when_asked_for_has_no_meetings_and_the_applicant_sees_hers_cancelled(
    joinery: FlaskClient, evening: Evening
) -> None:
    meeting = evening.anna_joinery
    assert (meetings_of(evening.event.id, evening.joinery), own_meeting(evening.joinery, meeting.id)) == (
        [],
        None,
    )
    assert own_meeting(evening.anna, meeting.id) is None
    assert cancelled_meetings_of(evening.event.id, evening.anna) == [meeting]


def test_declined_firm_when_released_again_does_not_have_its_meetings_back_without_a_word(
    joinery: FlaskClient, evening: Evening, firm: Company
) -> None:
    release(evening.organiser, firm, now())
    assert meetings_of(evening.event.id, evening.joinery) == []
    assert len(cancelled_meetings_of(evening.event.id, evening.joinery)) == 2

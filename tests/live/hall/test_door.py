"""The door of the hall: let in by name or by the code on a slip, and here until let out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.live.replanning.evenings import PATIENCE, WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.extensions import db
from webapp.live.hall.door import door_key, let_into_hall, let_out_of_hall, whose_key
from webapp.live.held import decide_over_rounds
from webapp.live.models import HALL, Presence
from webapp.live.queries import presence_of
from webapp.live.replanning.bridging import bridge
from webapp.live.services import check_in, forget_connections, leave
from webapp.planning.models import Meeting


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """A round of which a minute and a second are over; nobody is here."""
    return make_waiting_evening([(1, 0, 0)])


def let_in(evening: WaitingEvening, who: int) -> None:
    let_into_hall(evening.organiser, evening.event, who, now() - PATIENCE)


def presence(evening: WaitingEvening, who: int) -> Presence:
    db.session.expire_all()
    found = presence_of(evening.event.id, who)
    assert found is not None
    return found


def test_two_in_the_hall_when_their_round_is_over_have_met(evening: WaitingEvening) -> None:
    anna, firm = evening.people[0].account_id, evening.tables[0].representative_account_id
    assert firm is not None
    let_in(evening, anna)
    let_in(evening, firm)
    decide_over_rounds(evening.event, now() + timedelta(minutes=15))
    assert db.session.scalars(db.select(Meeting.held)).all() == [True]


def test_somebody_in_the_hall_when_nobody_else_is_missing_is_not_taken_for_missing(
    evening: WaitingEvening,
) -> None:
    for who in (evening.people[0].account_id, evening.tables[0].representative_account_id):
        let_in(evening, who or 0)
    evening.arrive(evening.people[1].account, evening.tables[1].representative, at=now())
    assert bridge(evening.event, now(), PATIENCE) == []


def test_somebody_in_the_hall_when_their_page_closes_is_still_here(evening: WaitingEvening) -> None:
    anna = evening.people[0].account
    let_in(evening, anna.id)
    check_in(anna, evening.event.id, "c1", now())
    assert presence(evening, anna.id).connection == "c1"
    leave("c1", now())
    assert presence(evening, anna.id).connection == HALL


def test_somebody_in_the_hall_when_the_server_starts_again_is_still_here(evening: WaitingEvening) -> None:
    anna = evening.people[0].account_id
    let_in(evening, anna)
    forget_connections(now())
    assert (presence(evening, anna).connection, presence(evening, anna).in_hall) == (HALL, True)


def test_somebody_when_let_out_of_the_hall_is_not_here_any_more(evening: WaitingEvening) -> None:
    anna = evening.people[0].account_id
    let_in(evening, anna)
    let_out_of_hall(evening.organiser, evening.event, anna, now())
    assert (presence(evening, anna).connection, presence(evening, anna).in_hall) == (None, False)


def test_code_on_a_slip_when_read_leads_to_its_person(app: Flask, evening: WaitingEvening) -> None:
    anna = evening.people[0].account_id
    key = door_key(evening.event.id, anna)
    answer = app.test_client(user=evening.organiser).get(f"/events/{evening.event.id}/door/{key}")
    assert answer.location == f"/events/{evening.event.id}/people/{anna}"


def test_code_when_of_another_evening_or_made_up_is_not_found(evening: WaitingEvening) -> None:
    other = make_waiting_evening([])
    for key in (door_key(other.event.id, other.people[0].account_id), "made-up", ""):
        with pytest.raises(NotFound):
            whose_key(evening.event, key)


def test_two_in_the_hall_when_their_pages_are_open_are_told_so(evening: WaitingEvening) -> None:
    anna, firm = evening.people[0].account, evening.tables[0].representative
    assert firm is not None
    let_in(evening, anna.id)
    let_in(evening, firm.id)
    told = check_in(anna, evening.event.id, "c1", now())
    assert told["me"]["in_hall"]
    assert told["agenda"][0]["partner_state"]["in_hall"]

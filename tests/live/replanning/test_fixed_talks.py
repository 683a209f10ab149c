"""A talk the organiser has fixed, when a side of it is missing, holds up nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.live.replanning.evenings import PATIENCE, WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.leaving import goes_home
from webapp.live.replanning.bridging import bridge
from webapp.live.replanning.proposals import make_proposal
from webapp.planning.models import Meeting, Pin

MEETINGS = [(1, 0, 0), (1, 1, 1), (1, 2, 2), (2, 1, 0)]


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """Ben's talks at tables 1 and 2 are fixed, and he is missing; so is the firm of table 1 in the first round."""
    begun = now() - PATIENCE - timedelta(seconds=1)
    evening = make_waiting_evening(MEETINGS, rounds=2, starts_at=begun)
    anna, ben, cem = evening.people
    for table, round_number in ((1, 1), (0, 2)):
        fixed = {"applicant_id": ben.id, "table_id": evening.tables[table].id, "round": round_number}
        db.session.add(Pin(event_id=evening.event.id, **fixed))
    evening.arrive(anna.account, cem.account, at=begun)
    evening.arrive(evening.tables[1].representative, evening.tables[2].representative, at=begun)
    return evening


def test_two_who_wait_when_a_fixed_talk_is_missed_are_brought_together(evening: WaitingEvening) -> None:
    bridge(evening.event, now(), PATIENCE)
    assert evening.pairs() == {(0, 1), (2, 2)}


def test_a_proposal_when_a_fixed_talk_cannot_be_held_is_made_all_the_same(evening: WaitingEvening) -> None:
    evening.arrive(evening.tables[0].representative, at=now())
    ben = evening.people[1].account_id
    parts = make_proposal(evening.organiser, evening.event, [ben], now()).parts
    assert [2, evening.people[2].id, evening.tables[0].id] in [seat for part in parts for seat in part["new"]]


def test_somebody_with_a_fixed_talk_when_they_go_home_goes(evening: WaitingEvening) -> None:
    goes_home(evening.organiser, evening.event, evening.people[1].account_id, now())
    of_round_two = db.session.scalars(
        db.select(Meeting).filter_by(round=2, applicant_id=evening.people[1].id)
    )
    assert all(meeting.cancelled_at for meeting in of_round_two)

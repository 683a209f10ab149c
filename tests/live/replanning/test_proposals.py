"""A proposal for the rounds to come without those who are missing: whole, in part or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from scheduler.clock import phase_at
from tests.live.replanning.evenings import PATIENCE, WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.events.clock import clock_of
from webapp.extensions import db
from webapp.live.desk.refusals import NothingProposed, NotOn, ProposalOutdated
from webapp.live.models import Deed, DeskEntry, Proposal, ProposalState
from webapp.live.replanning.bridging import welcome_back
from webapp.live.replanning.missing import gone_for_later
from webapp.live.replanning.proposals import accept, decline, make_proposal, open_proposal
from webapp.planning.models import CancelledBecause, Meeting

SECOND = timedelta(seconds=1)
# In round 2 Ben has the joinery and Cem nobody; Ben does not come.
MEETINGS = [(1, 0, 0), (1, 2, 2), (2, 1, 0), (2, 0, 1)]


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """The first round runs; everybody is here but Ben, who has a talk in the second, which Cem could have."""
    begun = now() - PATIENCE - SECOND
    evening = make_waiting_evening(MEETINGS, rounds=2, starts_at=begun)
    anna, _ben, cem = evening.people
    evening.arrive(anna.account, cem.account, *(t.representative for t in evening.tables), at=begun)
    return evening


def proposed(evening: WaitingEvening) -> Proposal:
    ben = evening.people[1].account_id
    return make_proposal(evening.organiser, evening.event, [ben], now())


def test_whoever_is_missing_when_talks_of_theirs_are_to_come_is_listed_with_how_many(
    evening: WaitingEvening,
) -> None:
    phase = phase_at(clock_of(evening.event), now())
    gone = gone_for_later(evening.event, phase, now(), PATIENCE)
    assert [(one.account, one.talks_to_come) for one in gone] == [(evening.people[1].account_id, 1)]


def test_a_talk_when_its_applicant_is_missing_is_proposed_to_somebody_idle(evening: WaitingEvening) -> None:
    (part,) = proposed(evening).parts
    cem, joinery = evening.people[2].id, evening.tables[0].id
    assert [2, cem, joinery] in part["new"]


def test_a_proposal_when_made_changes_nothing(evening: WaitingEvening) -> None:
    before = evening.pairs(2)
    proposed(evening)
    assert evening.pairs(2) == before


def test_a_proposal_when_accepted_is_the_plan(evening: WaitingEvening) -> None:
    proposal = proposed(evening)
    accept(evening.organiser, evening.event, proposal.id, [0], now())
    assert evening.pairs(2) == {(2, 0), (0, 1)}
    gone = db.session.scalars(db.select(Meeting).where(Meeting.cancelled_at.is_not(None))).one()
    assert gone.cancelled_because is CancelledBecause.REPLANNED


def test_a_proposal_when_accepted_stands_in_the_diary(evening: WaitingEvening) -> None:
    accept(evening.organiser, evening.event, proposed(evening).id, [0], now())
    entry = db.session.scalars(db.select(DeskEntry)).one()
    assert (entry.deed, entry.account, entry.words) == (Deed.REPLANNED, evening.organiser, "1")


def test_a_proposal_when_a_newer_one_is_made_is_closed(evening: WaitingEvening) -> None:
    older, newer = proposed(evening), proposed(evening)
    assert (older.state, open_proposal(evening.event.id)) == (ProposalState.REPLACED, newer)


def test_a_proposal_when_declined_leaves_everything(evening: WaitingEvening) -> None:
    proposal, before = proposed(evening), evening.pairs(2)
    decline(evening.organiser, evening.event, proposal.id, now())
    assert (proposal.state, evening.pairs(2)) == (ProposalState.DECLINED, before)


def test_a_proposal_when_decided_twice_is_refused_the_second_time(evening: WaitingEvening) -> None:
    proposal = proposed(evening)
    accept(evening.organiser, evening.event, proposal.id, [0], now())
    with pytest.raises(NothingProposed):
        decline(evening.organiser, evening.event, proposal.id, now())
    with pytest.raises(NothingProposed):
        accept(evening.organiser, evening.event, proposal.id, [0], now())


def test_a_proposal_when_its_round_has_begun_is_outdated(evening: WaitingEvening) -> None:
    proposal = proposed(evening)
    with pytest.raises(ProposalOutdated):
        accept(evening.organiser, evening.event, proposal.id, [0], now() + timedelta(minutes=12))
    assert evening.pairs(2) == {(1, 0), (0, 1)}


def test_a_proposal_when_somebody_in_it_has_another_talk_since_is_outdated(evening: WaitingEvening) -> None:
    proposal = proposed(evening)
    cem, bakery = evening.people[2], evening.tables[2]
    db.session.add(Meeting(plan_id=evening.plan.id, round=2, table=bakery, applicant=cem, utility=0.5))
    db.session.commit()
    with pytest.raises(ProposalOutdated):
        accept(evening.organiser, evening.event, proposal.id, [0], now())


def test_a_proposal_when_no_part_of_it_is_taken_is_refused(evening: WaitingEvening) -> None:
    with pytest.raises(ProposalOutdated):
        accept(evening.organiser, evening.event, proposed(evening).id, [], now())


def test_a_proposal_when_the_evening_has_not_begun_or_is_over_is_refused(app: Flask) -> None:
    for starts_at in (now() + timedelta(hours=1), now() - timedelta(hours=3)):
        other = make_waiting_evening(MEETINGS, rounds=2, starts_at=starts_at)
        with pytest.raises(NotOn):
            make_proposal(other.organiser, other.event, [], now())


def test_somebody_who_is_here_when_named_as_missing_keeps_their_talks(evening: WaitingEvening) -> None:
    make_proposal(evening.organiser, evening.event, [evening.people[0].account_id], now())
    proposal = open_proposal(evening.event.id)
    assert proposal is not None
    assert proposal.without == []


def test_page_when_a_proposal_waits_names_who_meets_whom(app: Flask, evening: WaitingEvening) -> None:
    proposed(evening)
    page = (
        app.test_client(user=evening.organiser)
        .get(f"/events/{evening.event.id}/proposal")
        .get_data(as_text=True)
    )
    assert evening.people[2].account.name in page
    assert f"{evening.people[1].account.name} fehlt" in page


def test_whoever_returns_when_a_plan_without_them_was_accepted_gets_what_is_free_once(
    evening: WaitingEvening,
) -> None:
    accept(evening.organiser, evening.event, proposed(evening).id, [0], now())
    assert welcome_back(evening.event, now()) == []
    ben = evening.people[1]
    evening.arrive(ben.account, at=now())
    new = welcome_back(evening.event, now())
    assert [meeting.applicant_id for meeting in new] == [ben.id]
    assert evening.pairs(2) >= {(2, 0), (0, 1)}  # who has got a talk since keeps it
    assert welcome_back(evening.event, now()) == []

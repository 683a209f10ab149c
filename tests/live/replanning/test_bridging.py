"""Whoever waits for somebody who is missing is brought together with others, and nobody who talks is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.live.replanning.evenings import PATIENCE, WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.events.models import ClockChange, ClockChangeKind
from webapp.extensions import db
from webapp.live.held import decide_over_rounds
from webapp.live.models import Deed, DeskEntry
from webapp.live.replanning.bridging import bridge
from webapp.planning.models import Ban, CancelledBecause, Meeting, MissedBy
from webapp.planning.replanner import (
    as_published,
    away_in,
    bring_together,
    prepared_problem,
    standing_meetings,
)
from webapp.planning.services.rearranging import never_again

EACH_AT_ONE = [(1, 0, 0), (1, 1, 1), (1, 2, 2)]
SECOND = timedelta(seconds=1)


@pytest.fixture
def begun(app: Flask) -> datetime:
    """When the round of these tests began."""
    return now() - PATIENCE - SECOND


def half_here(begun: datetime, **given: object) -> WaitingEvening:
    """Anna waits at table 1 whose firm is missing; the firm of table 2 waits for Ben; Cem talks at table 3."""
    evening = make_waiting_evening(EACH_AT_ONE, starts_at=begun, **given)
    anna, _ben, cem = evening.people
    evening.arrive(anna.account, cem.account, at=begun)
    evening.arrive(evening.tables[1].representative, evening.tables[2].representative, at=begun)
    return evening


def test_two_who_wait_when_their_partners_are_missing_are_brought_together(begun: datetime) -> None:
    evening = half_here(begun)
    bridge(evening.event, now(), PATIENCE)
    assert evening.pairs() == {(0, 1), (2, 2)}


def test_the_missed_meetings_when_others_take_their_place_are_kept_as_cancelled(begun: datetime) -> None:
    evening = half_here(begun)
    bridge(evening.event, now(), PATIENCE)
    cancelled = db.session.scalars(db.select(Meeting).where(Meeting.cancelled_at.is_not(None)))
    assert [meeting.cancelled_because for meeting in cancelled] == [CancelledBecause.NO_SHOW] * 2


def test_it_when_done_stands_in_the_diary_of_the_desk(begun: datetime) -> None:
    evening = half_here(begun)
    bridge(evening.event, now(), PATIENCE)
    entry = db.session.scalars(db.select(DeskEntry)).one()
    assert (entry.deed, entry.account, entry.about) == (
        Deed.BROUGHT_TOGETHER,
        None,
        evening.people[0].account,
    )


def test_nobody_when_a_minute_has_not_passed_is_given_up(begun: datetime) -> None:
    evening = half_here(begun)
    bridge(evening.event, begun + PATIENCE - SECOND, PATIENCE)
    assert evening.pairs() == {(0, 0), (1, 1), (2, 2)}


def test_somebody_when_gone_for_a_moment_only_is_waited_for(begun: datetime) -> None:
    evening = half_here(begun)
    evening.arrive(evening.people[1].account, at=begun)
    evening.leave(evening.people[1].account, at=now() - 10 * SECOND)
    bridge(evening.event, now(), PATIENCE)
    assert evening.pairs() == {(0, 0), (1, 1), (2, 2)}


def test_nobody_when_the_clock_stands_still_is_brought_together(begun: datetime) -> None:
    evening = half_here(begun)
    evening.event.clock_changes.append(ClockChange(kind=ClockChangeKind.PAUSE, at=now() - SECOND))
    db.session.commit()
    assert bridge(evening.event, now(), PATIENCE) == []


def test_nobody_when_the_round_is_nearly_over_is_brought_together(begun: datetime) -> None:
    evening = half_here(begun)
    assert bridge(evening.event, begun + timedelta(minutes=9, seconds=30), PATIENCE) == []


def test_two_who_are_kept_apart_when_both_wait_are_not_brought_together(begun: datetime) -> None:
    evening = half_here(begun)
    pair = {"applicant": evening.people[0], "company": evening.tables[1].company}
    db.session.add(Ban(event_id=evening.event.id, **pair))
    db.session.commit()
    assert bridge(evening.event, now(), PATIENCE) == []


def test_two_who_meet_later_when_both_wait_are_not_brought_together_twice(begun: datetime) -> None:
    evening = make_waiting_evening([*EACH_AT_ONE, (2, 0, 1)], rounds=2, starts_at=begun)
    evening.arrive(evening.people[0].account, evening.tables[1].representative, at=begun)
    assert bridge(evening.event, now(), PATIENCE) == []


def test_somebody_idle_by_plan_when_another_waits_is_brought_in(begun: datetime) -> None:
    evening = make_waiting_evening([(1, 0, 0)], starts_at=begun)
    evening.arrive(evening.people[2].account, evening.tables[0].representative, at=begun)
    bridge(evening.event, now(), PATIENCE)
    assert evening.pairs() == {(2, 0)}


def test_rounds_to_come_when_people_are_brought_together_stay_as_they_are(begun: datetime) -> None:
    evening = half_here(begun, rounds=3)
    bridge(evening.event, now(), PATIENCE)
    assert (evening.pairs(2), evening.pairs(3)) == (set(), set())


def test_whoever_returns_when_their_table_is_still_free_meets_there(begun: datetime) -> None:
    evening = half_here(begun)
    evening.leave(evening.people[0].account, at=begun + SECOND)  # now nobody can take Ben's place
    bridge(evening.event, now(), PATIENCE)
    assert (1, 1) in evening.pairs()


def test_a_talk_when_held_before_somebody_left_is_not_replaced(begun: datetime) -> None:
    evening = make_waiting_evening(EACH_AT_ONE, starts_at=begun - 2 * PATIENCE)
    anna, ben, _ = evening.people
    here = [evening.tables[0].representative, evening.tables[1].representative]
    evening.arrive(anna.account, ben.account, *here, at=begun - 2 * PATIENCE)
    evening.leave(anna.account, at=begun - PATIENCE)
    evening.leave(here[1], at=begun - PATIENCE)
    assert bridge(evening.event, now(), PATIENCE) == []


def test_a_meeting_when_added_in_its_round_counts_from_then_on(begun: datetime) -> None:
    evening = half_here(begun)
    (new,) = bridge(evening.event, now(), PATIENCE)
    decide_over_rounds(evening.event, begun + timedelta(minutes=11))
    db.session.refresh(new)
    assert new.held
    assert (new.together_seconds or 0) <= 600 - 60


@pytest.mark.parametrize(("place", "missing"), [(0, MissedBy.TABLE), (1, MissedBy.APPLICANT), (2, None)])
def test_who_missed_a_meeting_when_its_round_is_over_is_stored(
    begun: datetime, place: int, missing: MissedBy | None
) -> None:
    evening = half_here(begun)
    decide_over_rounds(evening.event, begun + timedelta(minutes=11))
    meeting = db.session.scalars(db.select(Meeting).filter_by(table_id=evening.tables[place].id)).one()
    assert meeting.missed_by is missing


def test_somebody_when_gone_since_the_problem_was_laid_out_is_left_alone(begun: datetime) -> None:
    evening = half_here(begun)
    prepared = prepared_problem(evening.event)
    stranger = away_in(1, [10_000], [20_000])
    published = as_published(prepared, standing_meetings(evening.event.id))
    assert bring_together(prepared, published, 1, stranger) == []


def test_two_in_a_talk_when_one_was_reported_in_it_are_not_taken_for_idle(begun: datetime) -> None:
    evening = half_here(begun)
    cems = db.session.scalars(db.select(Meeting).filter_by(table_id=evening.tables[2].id)).one()
    never_again(cems, now())
    db.session.commit()
    bridge(evening.event, now(), PATIENCE)
    assert evening.pairs() == {(0, 1), (2, 2)}

"""Each phase and each plan is told once, by one process; time is a parameter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import EventClock, Extension, Pause
from tests.live.evenings import ROUND, Evening, make_evening, publish_another_plan
from webapp.extensions import db
from webapp.jobs.leader import LIFE, hold_lease, release_lease
from webapp.jobs.ticker import (
    TICK,
    Told,
    due,
    evenings_at,
    next_tick,
    phase_with_end,
    tick,
    write_down,
)
from webapp.jobs.ticker import Evening as Conducted
from webapp.live.models import ConductedPhase
from webapp.live.services import check_in
from webapp.planning.models import Plan, PlanState

NOON = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
CLOCK = EventClock(starts_at=NOON, rounds=2, round_seconds=60, changeover_seconds=15)


def name(phase_and_end: str) -> str:
    return phase_and_end.split("@")[0]


def conducted(told: Told, plan_id: int = 7) -> Conducted:
    return Conducted(1, CLOCK, plan_id, told)


@pytest.mark.parametrize(
    ("seconds", "phase"),
    [
        (-1, "lobby-1"),
        (0, "round-1"),
        (59.999, "round-1"),
        (60, "changeover-2"),
        (75, "round-2"),
        (135, "ended-2"),
    ],
)
def test_phase_when_not_told_yet_is_due(seconds: float, phase: str) -> None:
    news = due([conducted(Told("", 7))], NOON + timedelta(seconds=seconds))
    assert [(each.event_id, name(each.now.phase), each.clock_changed) for each in news] == [(1, phase, True)]


def test_phase_when_already_told_is_not_due() -> None:
    assert due([conducted(Told(phase_with_end(CLOCK, NOON), 7))], NOON) == []


def test_phases_when_nobody_conducted_for_a_while_are_due_as_the_present_one_alone() -> None:
    news = due([conducted(Told("lobby-1", 7))], NOON + timedelta(seconds=80))
    assert [name(each.now.phase) for each in news] == ["round-2"]


def test_clock_when_the_running_phase_got_longer_is_due() -> None:
    told = Told(phase_with_end(CLOCK, NOON), 7)
    longer = replace(CLOCK, extensions=(Extension(NOON + timedelta(seconds=10), 30),))
    (news,) = due([Conducted(1, longer, 7, told)], NOON + timedelta(seconds=10))
    assert news.clock_changed


def test_clock_when_it_stands_still_is_due_once_until_it_goes_on() -> None:
    paused = replace(CLOCK, pauses=(Pause(NOON),))
    (news,) = due([Conducted(1, paused, 7, Told(phase_with_end(CLOCK, NOON), 7))], NOON)
    assert due([Conducted(1, paused, 7, news.now)], NOON + timedelta(minutes=5)) == []
    going = replace(CLOCK, pauses=(Pause(NOON, NOON + timedelta(minutes=5)),))
    assert due([Conducted(1, going, 7, news.now)], NOON + timedelta(minutes=5)) != []


def test_plan_when_another_was_published_is_due() -> None:
    (news,) = due([conducted(Told(phase_with_end(CLOCK, NOON), 6))], NOON)
    assert (news.plan_changed, news.clock_changed) == (True, False)


def test_plan_when_it_is_the_first_one_disturbs_nobody() -> None:
    (news,) = due([conducted(Told("", 0))], NOON)
    assert news.plan_changed is False


def test_rest_when_a_phase_ends_within_a_tick_lasts_until_its_end() -> None:
    evenings = [conducted(Told())]
    assert next_tick(evenings, NOON + timedelta(seconds=59.75)) == timedelta(seconds=0.25)
    assert next_tick(evenings, NOON + timedelta(seconds=30)) == TICK
    assert next_tick([], NOON) == TICK


@pytest.fixture
def evening(app: object) -> Evening:
    return make_evening(NOON)


def written(evening: Evening) -> tuple[str, int]:
    db.session.expire_all()
    row = db.session.get_one(ConductedPhase, evening.event.id)
    return name(row.phase), row.plan_id


def test_tick_when_a_round_begins_writes_it_down(evening: Evening) -> None:
    tick("first", NOON - timedelta(seconds=1))
    assert written(evening) == ("lobby-1", evening.plan.id)
    tick("first", NOON)
    assert written(evening) == ("round-1", evening.plan.id)


def test_tick_when_another_process_has_the_lease_does_nothing(evening: Evening) -> None:
    tick("first", NOON - timedelta(seconds=1))
    assert tick("second", NOON) == TICK
    assert written(evening)[0] == "lobby-1"


def test_tick_when_the_other_process_is_dead_takes_over(evening: Evening) -> None:
    tick("first", NOON - LIFE)
    tick("second", NOON)
    assert written(evening)[0] == "round-1"


def test_news_when_two_have_decided_the_same_is_told_by_one(evening: Evening) -> None:
    fence = hold_lease("first", NOON)
    assert fence is not None
    (news,) = due(evenings_at(NOON), NOON)
    assert [write_down(news, fence), write_down(news, fence)] == [True, False]


def test_news_when_the_event_was_deleted_meanwhile_is_told_to_nobody(evening: Evening) -> None:
    fence = hold_lease("first", NOON)
    assert fence is not None
    (news,) = due(evenings_at(NOON), NOON)
    gone = replace(news, event_id=evening.event.id + 1)
    assert write_down(gone, fence) is False
    assert write_down(news, fence) is True


def test_news_when_from_a_holder_that_was_replaced_is_not_told(evening: Evening) -> None:
    old = hold_lease("first", NOON - LIFE)
    assert old is not None
    (late,) = due(evenings_at(NOON - LIFE), NOON - LIFE)
    tick("second", NOON)
    assert write_down(late, old) is False
    assert written(evening)[0] == "round-1"


def test_tick_when_a_newer_plan_is_published_writes_it_down(evening: Evening) -> None:
    tick("first", NOON)
    newer = publish_another_plan(evening)
    tick("first", NOON + TICK)
    assert written(evening) == ("round-1", newer.id)


def test_tick_when_the_start_is_moved_tells_the_lobby_again(evening: Evening) -> None:
    tick("first", NOON)  # round one has begun
    evening.event.starts_at = NOON + ROUND
    db.session.commit()
    tick("first", NOON + TICK)
    assert written(evening)[0] == "lobby-1"


def held(evening: Evening) -> list[bool | None]:
    db.session.expire_all()
    return [meeting.held for meeting in evening.plan.meetings]


def test_tick_when_a_round_is_over_decides_its_talks_and_no_other(evening: Evening) -> None:
    for person in (evening.anna, evening.joinery, evening.ben):
        check_in(person, evening.event.id, f"c{person.id}", NOON)
    tick("first", NOON + ROUND - timedelta(seconds=0.1))
    assert held(evening) == [None] * 4
    tick("first", NOON + ROUND)
    assert held(evening) == [True, False, None, None]


def test_tick_when_another_process_has_the_lease_decides_nothing(evening: Evening) -> None:
    tick("first", NOON + ROUND - timedelta(seconds=1))
    tick("second", NOON + ROUND)
    assert held(evening) == [None] * 4


def test_tick_when_nobody_conducted_for_a_day_makes_up_for_every_round(evening: Evening) -> None:
    tick("first", NOON + timedelta(days=1))
    assert held(evening) == [False] * 4


def plan_in_the_making(evening: Evening, heard_at: datetime) -> Plan:
    plan = Plan(event=evening.event, version=2, state=PlanState.SOLVING, heard_at=heard_at)
    db.session.add(plan)
    db.session.commit()
    return plan


def test_tick_when_a_planner_was_not_heard_of_gives_its_plan_up(evening: Evening) -> None:
    plan = plan_in_the_making(evening, heard_at=NOON - timedelta(days=30))
    tick("first", NOON)
    assert (plan.state, written(evening)[0]) == (PlanState.FAILED, "round-1")
    assert "unterbrochen" in plan.failure


def test_tick_when_a_planner_has_just_been_heard_of_leaves_it_alone(evening: Evening) -> None:
    plan = plan_in_the_making(evening, heard_at=NOON)
    tick("first", NOON + TICK)
    assert plan.state is PlanState.SOLVING


def test_evening_when_long_over_is_left_in_peace(evening: Evening) -> None:
    assert evenings_at(NOON + timedelta(days=5)) == []
    assert [e.event_id for e in evenings_at(NOON + timedelta(hours=1))] == [evening.event.id]


def test_lease_when_held_is_kept_by_its_holder_alone(app: object) -> None:
    fence = hold_lease("first", NOON)
    assert hold_lease("first", NOON + TICK) == fence
    assert hold_lease("second", NOON + TICK) is None
    assert hold_lease("first", NOON + 3 * TICK) == fence
    assert hold_lease("second", NOON + LIFE + TICK) is None, "it was renewed"


def test_lease_when_run_out_goes_to_the_next_with_a_higher_fence(app: object) -> None:
    first = hold_lease("first", NOON)
    second = hold_lease("second", NOON + LIFE)
    assert first is not None
    assert second == first + 1
    assert hold_lease("first", NOON + LIFE) is None


def test_lease_when_given_back_is_free_at_once(app: object) -> None:
    hold_lease("first", NOON)
    release_lease("second", NOON)
    assert hold_lease("second", NOON) is None
    release_lease("first", NOON)
    assert hold_lease("second", NOON) is not None

"""One press on "plan": the real planner runs as a process of its own, and what it answers is checked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from scheduler.check import check
from scheduler.files import schedule_json
from scheduler.problem import Meeting as PairInRound
from tests.factories.people import MONDAY_EVENING
from tests.planning.evenings import BEFORE, Evening, add_wish, make_evening, planned, solved_plan
from webapp.events.models import EventState, WishSide
from webapp.extensions import db
from webapp.fit.scoring import applicant_key
from webapp.planning.models import Meeting, Pin, Plan, PlanState
from webapp.planning.planner_process import Progress
from webapp.planning.problem import build_problem, table_key
from webapp.planning.services.solving import (
    LOST_AFTER,
    Listener,
    NothingToPlan,
    PlanIsRunning,
    WrongPlanState,
    begin_plan,
    fail,
    forget_lost_plan,
    keep,
    solve,
)
from webapp.planning.staleness import what_is_planned_from


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(firms=4, people=6, rounds=3, guarantee_applicant=1, guarantee_table=2)


def test_plan_when_solved_breaks_no_rule_and_keeps_what_was_promised(evening: Evening) -> None:
    plan = solved_plan(evening)
    meetings = [
        PairInRound(d.round, applicant_key(d.applicant_id), table_key(d.table_id)) for d in plan.meetings
    ]
    verdict = check(build_problem(evening.event), meetings)
    assert (verdict.valid, verdict.shortfall, len(meetings)) == (True, 0, 12)


def test_plan_when_solved_holds_figures_and_certificate(evening: Evening) -> None:
    plan = solved_plan(evening)
    assert plan.outcome["statistics"]["dates"] == len(plan.meetings) == 12
    assert plan.outcome["certificate"]["utility"]["proven"] is True
    assert sum(meeting.utility for meeting in plan.meetings) == pytest.approx(
        plan.outcome["statistics"]["utility"]
    )


def test_plan_when_two_wish_for_each_other_brings_them_together(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 5, 0, rank=1)
    add_wish(evening, WishSide.COMPANY, 5, 0, rank=1)
    pairs = {(meeting.applicant_id, meeting.table.company_id) for meeting in solved_plan(evening).meetings}
    assert (evening.applicants[5].id, evening.companies[0].id) in pairs


def test_plan_when_somebody_would_rather_not_keeps_them_apart(evening: Evening) -> None:
    add_wish(evening, WishSide.COMPANY, 0, 0, rank=None, unwanted=True)
    pairs = {(meeting.applicant_id, meeting.table.company_id) for meeting in solved_plan(evening).meetings}
    assert (evening.applicants[0].id, evening.companies[0].id) not in pairs


def test_plan_when_a_meeting_is_pinned_holds_it(evening: Evening) -> None:
    applicant, table = evening.applicants[3], evening.event.tables[2]
    db.session.add(Pin(event_id=evening.event.id, applicant_id=applicant.id, table_id=table.id, round=2))
    db.session.commit()
    meetings = {
        (meeting.round, meeting.applicant_id, meeting.table_id) for meeting in solved_plan(evening).meetings
    }
    assert (2, applicant.id, table.id) in meetings


def test_plan_when_made_again_is_the_next_version(evening: Evening) -> None:
    assert [solved_plan(evening).version, solved_plan(evening).version] == [1, 2]


def test_plan_when_pins_collide_fails_with_a_sentence_and_stores_no_meeting(evening: Evening) -> None:
    first, second = evening.applicants[:2]
    for applicant in (first, second):
        table = evening.event.tables[0]
        db.session.add(Pin(event_id=evening.event.id, applicant_id=applicant.id, table_id=table.id, round=1))
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    solve(plan.id)
    assert (plan.state, plan.meetings) == (PlanState.FAILED, [])
    assert plan.failure


def test_begin_when_a_plan_is_being_solved_is_refused(evening: Evening) -> None:
    begin_plan(evening.organiser, evening.event, BEFORE)
    with pytest.raises(PlanIsRunning):
        begin_plan(evening.organiser, evening.event, BEFORE + timedelta(seconds=1))
    assert db.session.scalar(db.select(db.func.count(Plan.id))) == 1


def test_begin_when_another_event_is_being_solved_is_allowed(evening: Evening) -> None:
    begin_plan(evening.organiser, evening.event, BEFORE)
    other = make_evening()
    assert begin_plan(other.organiser, other.event, BEFORE).state is PlanState.SOLVING


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_begin_when_the_event_is_not_open_is_refused(evening: Evening, state: EventState) -> None:
    evening.event.state = state
    with pytest.raises(WrongPlanState):
        begin_plan(evening.organiser, evening.event, BEFORE)


def test_begin_when_the_evening_has_begun_is_refused(evening: Evening) -> None:
    with pytest.raises(WrongPlanState):
        begin_plan(evening.organiser, evening.event, MONDAY_EVENING)


def test_begin_when_nobody_has_registered_is_refused(app: Flask) -> None:
    empty = make_evening(people=0)
    with pytest.raises(NothingToPlan):
        begin_plan(empty.organiser, empty.event, BEFORE)


def test_lost_plan_when_not_heard_of_fails_with_a_sentence_and_can_be_begun_again(evening: Evening) -> None:
    lost = begin_plan(evening.organiser, evening.event, BEFORE)
    later = BEFORE + LOST_AFTER + timedelta(seconds=1)
    again = begin_plan(evening.organiser, evening.event, later)
    assert (lost.state, again.state) == (PlanState.FAILED, PlanState.SOLVING)
    assert "unterbrochen" in lost.failure


def test_plan_when_heard_of_lately_is_not_lost(evening: Evening) -> None:
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    forget_lost_plan(evening.event, BEFORE + LOST_AFTER)
    assert plan.state is PlanState.SOLVING


def test_listener_when_told_progress_writes_it_down(evening: Evening) -> None:
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    Listener(plan.id)(Progress(0.4, "rounds"))
    db.session.refresh(plan)
    assert (plan.progress, plan.stage) == (0.4, "rounds")
    assert plan.heard_at != BEFORE


def answer(evening: Evening, meetings: list[tuple[int, int, int]]) -> bytes:
    """A schedule file such as the planner writes, with (round, applicant, table) by their places."""
    rows = [
        PairInRound(r, applicant_key(evening.applicants[a].id), table_key(evening.event.tables[t].id))
        for r, a, t in meetings
    ]
    return schedule_json(build_problem(evening.event), rows).encode()


@pytest.mark.parametrize(
    "meetings",
    [[(1, 0, 0), (1, 1, 0)], [(1, 0, 0), (1, 0, 1)], [(1, 0, 0), (2, 0, 0)], [(4, 0, 0)]],
    ids=["table twice", "applicant twice", "firm met twice", "round of no event"],
)
def test_answer_when_it_breaks_a_rule_is_thrown_away(
    evening: Evening, meetings: list[tuple[int, int, int]]
) -> None:
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    keep(plan, build_problem(evening.event), answer(evening, meetings), what_is_planned_from(evening.event))
    assert plan.state is PlanState.FAILED
    assert db.session.scalar(db.select(db.func.count(Meeting.id))) == 0


def test_answer_when_the_plan_was_given_up_before_is_not_stored(evening: Evening) -> None:
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    fail(plan, "Zu spät.")
    keep(
        plan, build_problem(evening.event), answer(evening, [(1, 0, 0)]), what_is_planned_from(evening.event)
    )
    assert (plan.state, plan.meetings) == (PlanState.FAILED, [])


def test_solve_when_the_plan_is_not_being_solved_does_nothing(evening: Evening) -> None:
    plan = planned(evening, [(1, 0, 0)])
    solve(plan.id)
    solve(plan.id + 1)
    assert (plan.state, len(plan.meetings)) == (PlanState.SOLVED, 1)

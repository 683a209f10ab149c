"""One press on "plan": a version is begun, a planner runs beside the server, its answer is checked."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from scheduler.check import check
from scheduler.errors import SchedulingError
from scheduler.files import SCHEDULE_FORMAT, instance_json, parse_schedule, read_document
from scheduler.problem import Meeting as PlannedMeeting
from scheduler.problem import Problem
from webapp.accounts.models import Account
from webapp.database import now as present
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.models import Event, EventState
from webapp.events.queries import applicants_at, tables_at
from webapp.extensions import db
from webapp.fit.scoring import row_number
from webapp.offload import offload
from webapp.planning.models import NEXT_STATES, Meeting, Plan, PlanState
from webapp.planning.pin_rules import blamed_on_a_pin
from webapp.planning.planner_process import PlannerFailed, Progress, run_planner
from webapp.planning.problem import build_problem
from webapp.planning.queries import solving_plan
from webapp.planning.reasons import reasons_to_keep
from webapp.planning.staleness import what_is_planned_from

log = logging.getLogger(__name__)

# A planner is heard every two seconds; one that was silent for so long died with its server.
LOST_AFTER = timedelta(seconds=20)
# Progress is written down at most so often.
SECONDS_BETWEEN_WORDS = 0.4


class PlanIsRunning(Refused):
    """An event is planned by one planner at a time."""


class NothingToPlan(Refused):
    """Without tables or applicants there are no talks."""


class WrongPlanState(Refused):
    """The step does not follow from where the plan or its event stands."""


def begin_plan(account: Account, event: Event, now: datetime) -> Plan:
    """Add a version that is to be solved; `solve` does it."""
    forget_lost_plan(event, now)
    lock_row(event)
    if event.state not in {EventState.OPEN, EventState.PUBLISHED}:
        raise WrongPlanState(gettext("Open the evening first, so that people can register."))
    if not event.is_ahead(now):
        raise WrongPlanState(gettext("The evening has begun. Its agenda stays as it is."))
    if not tables_at(event) or not event.registrations:
        raise NothingToPlan(
            gettext("There is nothing to plan yet: it takes at least one table and one applicant.")
        )
    latest = db.session.scalar(sa.select(sa.func.max(Plan.version)).filter_by(event_id=event.id)) or 0
    plan = Plan(event=event, version=latest + 1, state=PlanState.SOLVING, created_at=now, heard_at=now)
    db.session.add(plan)
    try:
        db.session.commit()
    except IntegrityError as error:  # one solving plan per event, says the database
        db.session.rollback()
        raise PlanIsRunning(
            gettext("This evening is being planned right now. Please wait a moment.")
        ) from error
    log.info("plan %s of event %s begun by account %s", plan.id, event.id, account.id)
    return plan


def solve_in_background(app: Flask, plan_id: int, language: str) -> None:
    """Solve a plan outside of any request; a failure is written into the plan in the organiser's language."""
    with app.app_context(), force_locale(language):
        solve(plan_id)


def solve(plan_id: int) -> None:
    """Run the planner for a plan and keep what it answers, if that breaks no rule."""
    plan = db.session.get(Plan, plan_id)
    if plan is None or plan.state is not PlanState.SOLVING:
        return
    try:
        question, problem = what_is_planned_from(plan.event), build_problem(plan.event)
        schedule = run_planner(offload(instance_json, problem), Listener(plan_id))
        keep(plan, problem, schedule, question)
    except (PlannerFailed, SchedulingError) as failure:
        log.warning("plan %s failed: %s", plan_id, failure)
        fail(plan, why_it_failed(plan.event, failure))
    except Exception:
        log.exception("plan %s failed", plan_id)
        db.session.rollback()
        fail(plan, gettext("Something went wrong on our side. Nothing was changed. Please try again."))
        raise


def why_it_failed(event: Event, failure: PlannerFailed | SchedulingError) -> str:
    """Say to the organiser why there is no plan."""
    pair = failure.pair if isinstance(failure, PlannerFailed) else None
    return (blamed_on_a_pin(event, pair) if pair else None) or gettext(
        "The planner stopped without a result. Nothing was changed. Please try again."
    )


class Listener:
    """Writes the planner's progress into its plan, without wearing out the database."""

    def __init__(self, plan_id: int) -> None:
        self.plan_id = plan_id
        self.written_at = 0.0

    def __call__(self, progress: Progress | None) -> None:
        """Note one word, or only that the planner is alive."""
        if monotonic() - self.written_at < SECONDS_BETWEEN_WORDS:
            return
        self.written_at = monotonic()
        heard: dict[str, object] = {"heard_at": present()}
        if progress is not None:
            heard |= {"progress": progress.fraction, "stage": progress.stage}
        solving = (Plan.id == self.plan_id) & (Plan.state == PlanState.SOLVING)
        try:
            db.session.execute(sa.update(Plan).where(solving).values(**heard))
            db.session.commit()
        except SQLAlchemyError as error:  # the next word comes soon
            db.session.rollback()
            log.warning("a word of the planner was lost: %s", type(error).__name__)


def keep(plan: Plan, problem: Problem, schedule: bytes, question: Mapping[str, Any]) -> None:
    """Store the meetings of a schedule; one that breaks a rule is not kept."""
    meetings = offload(parse_schedule, schedule).meetings
    verdict = offload(check, problem, meetings)
    if not verdict.valid:
        log.error("plan %s breaks %s rules: %s", plan.id, len(verdict.broken), verdict.broken[0])
        fail(
            plan,
            gettext("The plan that came out breaks a rule, so it was thrown away. Please tell the operator."),
        )
        return
    rows = stored(plan, problem, meetings)
    lock_row(plan)
    if plan.state is not PlanState.SOLVING:  # given up in the meantime
        return
    if rows:  # at once, because an evening can have thousands
        db.session.execute(sa.insert(Meeting), rows)
    plan.outcome = {**outcome_of(read_document(schedule, "schedule", SCHEDULE_FORMAT)), "question": question}
    step(plan, PlanState.SOLVED)
    plan.progress = 1.0
    db.session.commit()
    log.info("plan %s solved with %s meetings", plan.id, len(meetings))


def stored(plan: Plan, problem: Problem, meetings: Sequence[PlannedMeeting]) -> list[dict[str, object]]:
    """Return the rows of the meetings of a plan, each with what it is worth and why the two meet."""
    worth = {(u.applicant, u.table): u.utility for u in problem.utilities}
    tables = {table.id: table for table in tables_at(plan.event)}
    people = {person.id: person for person in applicants_at(plan.event)}
    seats = [(d, people.get(row_number(d.applicant)), tables.get(row_number(d.table))) for d in meetings]
    why = reasons_to_keep(
        plan.event, [(person, table.company) for _, person, table in seats if person and table]
    )
    return [
        {
            "plan_id": plan.id,
            "round": meeting.round,
            "table_id": row_number(meeting.table),
            "applicant_id": row_number(meeting.applicant),
            "utility": worth[meeting.applicant, meeting.table],
            "reasons": why.get((person.id, table.company_id), []) if person and table else [],
        }
        for meeting, person, table in seats
    ]


def outcome_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a schedule file beside its meetings: figures, never the planner's own sentences."""
    reasons = [
        {key: row[key] for key in ("kind", "applicant", "table", "figures")}
        for row in document.get("explanations", [])
    ]
    return {
        "statistics": document.get("statistics"),
        "certificate": document.get("certificate"),
        "explanations": reasons,
    }


def fail(plan: Plan, sentence: str) -> None:
    """Give a plan up with a sentence, if nobody did so before."""
    db.session.rollback()
    lock_row(plan)
    if plan.state is PlanState.SOLVING:
        step(plan, PlanState.FAILED)
        plan.failure = sentence[:400]
    db.session.commit()


def forget_lost_plan(event: Event, now: datetime) -> None:
    """Give up a plan whose process was lost with its server, so that it can be begun again."""
    plan = solving_plan(event.id)
    if plan is not None and now - plan.heard_at > LOST_AFTER:
        log.warning("plan %s was not heard of since %s", plan.id, plan.heard_at)
        fail(
            plan, gettext("Planning was interrupted because the server was restarted. Please start it again.")
        )


def step(plan: Plan, state: PlanState) -> None:
    """Take a plan to its next state."""
    if state not in NEXT_STATES[plan.state]:
        raise WrongPlanState(gettext("This is not possible now. Please reload the page and look again."))
    plan.state = state

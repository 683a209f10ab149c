"""Meetings that are added and taken away while an evening runs; in the running transaction, no verb of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from scheduler.problem import Meeting as PlannedMeeting
from scheduler.replanning.prepared import PreparedProblem
from webapp.applicants.models import Applicant
from webapp.events.models import EventTable
from webapp.extensions import db
from webapp.fit.scoring import row_number
from webapp.planning.models import Ban, CancelledBecause, Meeting, Plan
from webapp.planning.reasons import reasons_to_keep


def add_meetings(
    plan: Plan, prepared: PreparedProblem, planned: Iterable[PlannedMeeting], now: datetime
) -> list[Meeting]:
    """Add meetings to a published plan, each with what it is worth and why the two meet."""
    sides = [(meeting, *sides_of(meeting)) for meeting in planned]
    why = reasons_to_keep(plan.event, [(applicant, table.company) for _, applicant, table in sides])
    rows = [
        Meeting(
            plan_id=plan.id,
            round=meeting.round,
            applicant_id=applicant.id,
            table_id=table.id,
            utility=worth_of(prepared, meeting),
            reasons=why.get((applicant.id, table.company_id), []),
            added_at=now,
        )
        for meeting, applicant, table in sides
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def sides_of(meeting: PlannedMeeting) -> tuple[Applicant, EventTable]:
    """Return whom the planner means."""
    applicant = db.session.get_one(Applicant, row_number(meeting.applicant))
    return applicant, db.session.get_one(EventTable, row_number(meeting.table))


def worth_of(prepared: PreparedProblem, meeting: PlannedMeeting) -> float:
    """Return what a meeting is worth to the planner."""
    row, column = prepared.applicant_index[meeting.applicant], prepared.table_index[meeting.table]
    return float(prepared.worth[row, column])


def never_again(meeting: Meeting, now: datetime) -> None:
    """Keep the two of a meeting apart at every evening from now on, in this one too."""
    pair = {"applicant_id": meeting.applicant_id, "company_id": meeting.table.company_id}
    known = db.session.scalar(sa.select(Ban.id).filter_by(event_id=None, **pair).limit(1))
    if known is None:
        db.session.add(Ban(event_id=None, **pair))
    tables = sa.select(EventTable.id).where(EventTable.company_id == meeting.table.company_id)
    again = sa.select(Meeting.id).where(
        Meeting.plan_id == meeting.plan_id,
        Meeting.applicant_id == meeting.applicant_id,
        Meeting.table_id.in_(tables),
        Meeting.round > meeting.round,
    )
    cancel(db.session.scalars(again).all(), CancelledBecause.KEPT_APART, now)


def cancel(meeting_ids: Collection[int], because: CancelledBecause, now: datetime) -> Sequence[int]:
    """Cancel some meetings; return those that nobody cancelled before."""
    stand = (Meeting.id.in_(meeting_ids), Meeting.cancelled_at.is_(None))
    cancelled = sa.update(Meeting).where(*stand).values(cancelled_at=now, cancelled_because=because)
    return db.session.scalars(
        cancelled.returning(Meeting.id).execution_options(synchronize_session="fetch")
    ).all()

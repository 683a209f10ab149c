"""The bridge to the planner while an evening runs: who is idle is brought together at once, and nobody is moved.

It takes some milliseconds of arithmetic, in a thread; what it stands on is laid out once and kept, as long as the same
people come and the same pairs may meet. What takes longer is asked of a process (`webapp.planning.replan_question`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import NamedTuple

import sqlalchemy as sa

from scheduler.problem import Meeting as PlannedMeeting
from scheduler.replanning.agenda import UNLISTED
from scheduler.replanning.prepared import PreparedProblem, prepare
from scheduler.request import PresenceChange, ReplanRequest, Side
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventTable, Registration
from webapp.extensions import db
from webapp.fit.scoring import applicant_key
from webapp.offload import offload
from webapp.planning.change_groups import Seat
from webapp.planning.models import Ban, CancelledBecause, Meeting, Plan, PlanState
from webapp.planning.problem import build_problem, table_key
from webapp.planning.queries import apart_at, takes_place

Look = tuple[object, ...]

_kept: dict[int, tuple[Look, PreparedProblem]] = {}


def prepared_problem(event: Event) -> PreparedProblem:
    """Return what a replan stands on, laid out anew only if other people come or other pairs may meet.

    Fixed talks are left out: they are in the plan already, and one that cannot be held must hold up nobody else.
    """
    look = look_of_people(event)
    kept = _kept.get(event.id)
    if kept is not None and kept[0] == look:
        return kept[1]
    made = offload(prepare, replace(build_problem(event), pins=()))
    _kept[event.id] = look, made
    return made


def forget_prepared_problems(but: Collection[int] = ()) -> None:
    """Keep nothing of evenings that are over."""
    for event_id in _kept.keys() - set(but):
        del _kept[event_id]


def look_of_people(event: Event) -> Look:
    """Return what tells whether other people come or other pairs may meet, in one small statement."""
    released = EventTable.company_id.in_(sa.select(Company.id).where(Company.state == ReleaseState.RELEASED))
    of_event = (
        numbers(Registration, Registration.event_id == event.id, Registration.withdrawn_at.is_(None)),
        numbers(EventTable, EventTable.event_id == event.id, EventTable.withdrawn_at.is_(None), released),
        numbers(Ban, apart_at(event.id)),
        times(Registration, Registration.event_id == event.id),
        times(EventTable, EventTable.event_id == event.id),
    )
    row = db.session.execute(sa.select(*(column for columns in of_event for column in columns))).one()
    return (event.created_at, event.rounds, *row)


def numbers(
    model: type[Registration | EventTable | Ban], *which: sa.ColumnElement[bool]
) -> tuple[sa.ScalarSelect[int], sa.ScalarSelect[int]]:
    """Select how many rows there are, and the sum of their numbers: what differs when one comes or goes."""
    count = sa.select(sa.func.count(model.id)).where(*which).scalar_subquery()
    return count, sa.select(sa.func.coalesce(sa.func.sum(model.id), 0)).where(*which).scalar_subquery()


def as_meeting(seat: Seat) -> PlannedMeeting:
    """Return what the planner calls an applicant at a table in a round."""
    return PlannedMeeting(seat.round, applicant_key(seat.applicant_id), table_key(seat.table_id))


def times(
    model: type[Registration | EventTable], *which: sa.ColumnElement[bool]
) -> tuple[sa.ScalarSelect[int], ...]:
    """Select what differs when somebody is there at other times: how much is written of them."""
    written = sa.func.length(sa.cast(model.available, sa.String))
    return (sa.select(sa.func.coalesce(sa.func.sum(written), 0)).where(*which).scalar_subquery(),)


class StandingMeeting(NamedTuple):
    """A meeting of the published plan that was held or stands."""

    meeting_id: int
    round: int
    applicant_id: int
    table_id: int


def standing_meetings(event_id: int) -> list[StandingMeeting]:
    """List what was held and what stands of the published plan; what nobody came to binds nothing.

    A talk that somebody left counts until it is decided: the two may have met.
    """
    query = sa.select(Meeting.id, Meeting.round, Meeting.applicant_id, Meeting.table_id).join(Meeting.plan)
    which = (Plan.event_id == event_id, Plan.state == PlanState.PUBLISHED, Meeting.held.is_not(False))
    binds = takes_place() | (Meeting.cancelled_because == CancelledBecause.ENDED)
    rows = db.session.execute(query.where(*which, binds).order_by(Meeting.id))
    return [StandingMeeting(*row) for row in rows]


def as_known(prepared: PreparedProblem, meeting: StandingMeeting) -> PlannedMeeting | None:
    """Return what the planner calls a meeting; None for people who are gone, or kept apart since it was published."""
    who, where = applicant_key(meeting.applicant_id), table_key(meeting.table_id)
    row, column = prepared.applicant_index.get(who), prepared.table_index.get(where)
    if row is None or column is None or prepared.worth[row, column] == UNLISTED:
        return None
    return PlannedMeeting(meeting.round, who, where)


def as_published(prepared: PreparedProblem, meetings: Iterable[StandingMeeting]) -> dict[PlannedMeeting, int]:
    """Translate the meetings the planner may know of, each with its number."""
    known = ((as_known(prepared, meeting), meeting.meeting_id) for meeting in meetings)
    return {planned: number for planned, number in known if planned is not None}


def busy_besides(prepared: PreparedProblem, meetings: Iterable[StandingMeeting]) -> Iterator[PresenceChange]:
    """Say who is taken by a meeting the planner may not know of."""
    for meeting in meetings:
        if as_known(prepared, meeting) is None:
            only = frozenset({meeting.round})
            yield PresenceChange("applicant", applicant_key(meeting.applicant_id), only)
            yield PresenceChange("table", table_key(meeting.table_id), only)


def bring_together(
    prepared: PreparedProblem,
    published: Collection[PlannedMeeting],
    first_round: int,
    away: Iterable[PresenceChange],
) -> list[PlannedMeeting]:
    """Return new meetings of people who are idle from a round on and not `away`; nobody is moved.

    Whoever has come or gone since the problem was laid out is unknown to the planner, and left alone.
    """
    index = {"applicant": prepared.applicant_index, "table": prepared.table_index}
    absent = [change for change in away if change.id in index[change.side]]
    return offload(at_once, prepared, list(published), ReplanRequest(now=first_round - 1, absent=absent))


@cache
def load_planner() -> None:
    """Load the planner's quick replan with SciPy, in a thread and before anybody waits for it; once."""
    offload(import_module, "scheduler.replan")


def at_once(
    prepared: PreparedProblem, published: list[PlannedMeeting], request: ReplanRequest
) -> list[PlannedMeeting]:
    """Ask the planner, in whatever thread this runs: it is loaded there, and only where somebody is missing."""
    from scheduler.replan import replan

    return list(replan(prepared, published, request, mode="at_once").new_meetings)


def away_in(round_number: int, applicants: Iterable[int], tables: Iterable[int]) -> list[PresenceChange]:
    """Say who is not there in a round, by the ids of applicants and tables."""
    sides: tuple[tuple[Side, Iterable[str]], ...] = (
        ("applicant", map(applicant_key, applicants)),
        ("table", map(table_key, tables)),
    )
    only = frozenset({round_number})
    return [PresenceChange(side, key, only) for side, keys in sides for key in keys]

"""Plan the rest of a running event anew: at once and moving nobody, or as a proposal that moves few."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Literal

import numpy as np

from scheduler.arrays import Integers
from scheduler.certificate import Bounds, level
from scheduler.files.request import validate_request
from scheduler.plan import DECIMALS
from scheduler.problem import Meeting, Problem
from scheduler.replanning.agenda import NOBODY, Agenda
from scheduler.replanning.assignment import bring_idle_together
from scheduler.replanning.moves import moves_of
from scheduler.replanning.pins import keep_pins
from scheduler.replanning.prepared import PreparedProblem, prepared_once
from scheduler.replanning.proposal import people_moved, propose
from scheduler.replanning.published import Published, published_agenda, published_meetings
from scheduler.replanning.result import Replan, ReplanStatistics
from scheduler.request import ReplanRequest

MOVE_LIMIT = 0.10
Mode = Literal["at_once", "proposal"]


def replan(
    problem: Problem | PreparedProblem,
    before: Iterable[Meeting],
    request: ReplanRequest,
    *,
    mode: Mode = "proposal",
    move_limit: float = MOVE_LIMIT,
) -> Replan:
    """Plan the rounds after ``request.now`` anew; the past and the running round never change.

    Parameters
    ----------
    problem : Problem or PreparedProblem
        The event, with everybody who has come meanwhile. Who asks about several events in turn prepares
        each of them once (`scheduler.replanning.prepared.prepare`); the last one is remembered.
    before : iterable of Meeting
        The published schedule.
    request : ReplanRequest
        Who is missing and who is there after all.
    mode : {"proposal", "at_once"}
        At once: people without a meeting are brought together, and nobody is moved but for a pin.
        As a proposal: other meetings change too where that is better.
    move_limit : float
        Share of all people that a proposal may move, in [0, 1].

    Returns
    -------
    Replan
        Meetings of the whole event, figures, bounds (of a proposal), and who is moved and why.

    Raises
    ------
    SchedulingError
        Problem, schedule or request make no sense, or a pin cannot be kept any more.
    """
    prepared = problem if isinstance(problem, PreparedProblem) else prepared_once(problem)
    validate_request(prepared.problem, request)
    published = published_meetings(prepared, before)
    standing = published_agenda(prepared, published, request)
    still_possible = _still_possible(standing, published)
    keep_pins(standing, prepared)
    unmoved = bring_idle_together(standing)
    if mode == "at_once":
        return _replan(prepared, published, still_possible, unmoved, unmoved, None)
    proposal = propose(unmoved, prepared, still_possible, move_limit)
    return _replan(prepared, published, still_possible, unmoved, proposal.agenda, proposal.bound)


def _still_possible(standing: Agenda, published: Published) -> Integers:
    """The published tables in the rounds to come where both are there, shape (A, R), or `NOBODY`."""
    tables = published.table_of(standing.table_of.shape)
    tables[:, : standing.now] = NOBODY
    applicants, rounds = np.nonzero(tables != NOBODY)
    there = standing.applicant_there[applicants, rounds]
    there &= standing.table_there[tables[applicants, rounds], rounds]
    tables[applicants[~there], rounds[~there]] = NOBODY
    return tables


def _replan(
    prepared: PreparedProblem,
    published: Published,
    still_possible: Integers,
    unmoved: Agenda,
    agenda: Agenda,
    bound: Bounds | None,
) -> Replan:
    new = _new_meetings(prepared.problem, published, agenda)
    shortfall = None if bound is None else level(agenda.shortfall(), bound.shortfall, True)
    meetings = _in_order(_standing_meetings(published, agenda) + new)
    utility, to_come = (round(agenda.utility(since), DECIMALS) for since in (0, agenda.now))
    lost = np.nonzero((still_possible != NOBODY) & (agenda.table_of != still_possible))
    return Replan(
        meetings=meetings,
        statistics=ReplanStatistics(
            meetings=len(meetings),
            shortfall=agenda.shortfall(),
            utility=utility,
            waiting=agenda.waiting(),
            utility_to_come=to_come,
            moved=people_moved(agenda, still_possible),
            moved_meetings=len(lost[0]),
            people=sum(agenda.worth.shape),
        ),
        shortfall=shortfall,
        utility=None
        if bound is None or shortfall is None
        else level(utility, bound.utility, shortfall.proven),
        moves=moves_of(prepared.problem, unmoved, agenda, still_possible),
        cancelled=_cancelled(published, still_possible, agenda.now),
        new_meetings=_in_order(new),
    )


def _new_meetings(problem: Problem, published: Published, agenda: Agenda) -> list[Meeting]:
    before = published.table_of(agenda.table_of.shape)
    applicants, rounds = np.nonzero((agenda.table_of != NOBODY) & (agenda.table_of != before))
    tables = agenda.table_of[applicants, rounds]
    return [
        Meeting(r + 1, problem.applicants[applicant].id, problem.tables[table].id)
        for applicant, table, r in zip(applicants.tolist(), tables.tolist(), rounds.tolist(), strict=True)
    ]


def _standing_meetings(published: Published, agenda: Agenda) -> list[Meeting]:
    stands = agenda.table_of[published.applicant, published.round] == published.table
    return [published.meetings[i] for i in np.flatnonzero(stands).tolist()]


def _in_order(meetings: list[Meeting]) -> tuple[Meeting, ...]:
    return tuple(sorted(meetings, key=attrgetter("round", "applicant", "table")))


def _cancelled(published: Published, still_possible: Integers, now: int) -> tuple[Meeting, ...]:
    gone = (published.round >= now) & (still_possible[published.applicant, published.round] == NOBODY)
    return _in_order([published.meetings[i] for i in np.flatnonzero(gone).tolist()])

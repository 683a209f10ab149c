"""Ids are the same when they look the same; whatever is written has them as the instance spells them.

A file name or a name from a Mac has its umlauts in two signs, one from elsewhere in one; a blank at the end is not
seen. Who joins a schedule to their own list does so by the spelling of the instance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scheduler.problem import Meeting, Pin, Problem, Utility
from scheduler.request import PresenceChange, ReplanRequest
from scheduler.validation import looked_at


class Spellings:
    """The ids of one side, each as it is spelled where it comes first."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        for written in ids:
            self._ids.setdefault(looked_at(written), written)
        self._known = frozenset(self._ids.values())

    def own(self, written: str) -> str:
        """The spelling of this side, or the id as it is written if nobody has it."""
        return written if written in self._known else self._ids.get(looked_at(written), written)


def with_own_spelling(problem: Problem) -> Problem:
    """A problem whose firms, utilities and pins are spelled one way each.

    Parameters
    ----------
    problem : Problem
        As it was read.

    Returns
    -------
    Problem
        The same where nothing is spelled in two ways.
    """
    applicants, tables = _sides(problem)
    firms = Spellings(table.company for table in problem.tables)
    return replace(
        problem,
        tables=[replace(table, company=firms.own(table.company)) for table in problem.tables],
        utilities=[
            Utility(applicants.own(row.applicant), tables.own(row.table), row.utility)
            for row in problem.utilities
        ],
        pins=[Pin(applicants.own(pin.applicant), tables.own(pin.table), pin.round) for pin in problem.pins],
    )


def meetings_as_spelled_in(problem: Problem, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings of another file with the ids of the instance.

    Parameters
    ----------
    problem : Problem
        The event.
    meetings : iterable of Meeting
        As they were read; ids that nobody has stay.

    Returns
    -------
    tuple of Meeting
        In their order.
    """
    applicants, tables = _sides(problem)
    return tuple(
        replace(m, applicant=applicants.own(m.applicant), table=tables.own(m.table)) for m in meetings
    )


def request_as_spelled_in(problem: Problem, request: ReplanRequest) -> ReplanRequest:
    """A request with the ids of the instance.

    Parameters
    ----------
    problem : Problem
        The event.
    request : ReplanRequest
        As it was read; ids that nobody has stay.

    Returns
    -------
    ReplanRequest
        About the same people.
    """
    applicants, tables = _sides(problem)

    def own(change: PresenceChange) -> PresenceChange:
        side = applicants if change.side == "applicant" else tables
        return replace(change, id=side.own(change.id))

    return replace(request, absent=tuple(map(own, request.absent)), arrived=tuple(map(own, request.arrived)))


def _sides(problem: Problem) -> tuple[Spellings, Spellings]:
    return (
        Spellings(applicant.id for applicant in problem.applicants),
        Spellings(table.id for table in problem.tables),
    )

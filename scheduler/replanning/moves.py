"""Who is moved in a replan, and why: the changes of a round fall apart into chains, each with one reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

import numpy as np

from scheduler.arrays import Integers
from scheduler.problem import Meeting, Problem
from scheduler.replanning.agenda import NOBODY, Agenda
from scheduler.replanning.result import Move, Reason
from scheduler.request import Side

Pair = tuple[int, int]  # applicant, table
Helped = tuple[tuple[Side, str], ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Meetings of one round that replace each other: neighbours share an applicant or a table."""

    round: int
    lost: tuple[Pair, ...]
    new: tuple[Pair, ...]


def moves_of(problem: Problem, unmoved: Agenda, after: Agenda, published: Integers) -> tuple[Move, ...]:
    """One move for each side of each published meeting that is lost although both are there.

    Parameters
    ----------
    problem : Problem
        For the ids.
    unmoved, after : Agenda
        The best without moving anybody, and the new plan.
    published : array of int, shape (A, R)
        The published table of an applicant in a round to come if both are there, or `NOBODY`.

    Returns
    -------
    tuple of Move
        Round by round, the applicant of a meeting before its table; rounds count from 1 in them.
    """
    return tuple(
        move
        for r in range(after.now, after.rounds)
        for change in _changes(after, published[:, r], r)
        for pair in sorted(change.lost)
        for move in _moves(problem, unmoved, after, change, pair)
    )


def _changes(after: Agenda, published: Integers, r: int) -> Iterator[_Change]:
    """The chains of a round in which a published meeting is lost; `published` has shape (A,)."""
    now_at = after.table_of[:, r]
    different = np.flatnonzero(now_at != published)
    if (published[different] == NOBODY).all():
        return
    lost = {(int(a), int(published[a])) for a in different if published[a] != NOBODY}
    new = {(int(a), int(now_at[a])) for a in different if now_at[a] != NOBODY}
    while lost:
        chain = _connected(min(lost), lost | new)
        yield _Change(r, tuple(sorted(chain & lost)), tuple(sorted(chain & new)))
        lost -= chain


def _connected(start: Pair, pairs: set[Pair]) -> set[Pair]:
    """The pairs that hang together with the first one by shared people."""
    by_applicant: dict[int, list[Pair]] = {}
    by_table: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_applicant.setdefault(pair[0], []).append(pair)
        by_table.setdefault(pair[1], []).append(pair)
    found, open_ = {start}, [start]
    while open_:
        applicant, table = open_.pop()
        for pair in by_applicant[applicant] + by_table[table]:
            if pair not in found:
                found.add(pair)
                open_.append(pair)
    return found


def _moves(problem: Problem, unmoved: Agenda, after: Agenda, change: _Change, pair: Pair) -> Iterator[Move]:
    applicant, table = pair
    reason, for_whom = _reason(problem, unmoved, after, change)
    elsewhere = np.flatnonzero(after.table_of[applicant] == table)
    gain = fsum([*(after.worth[p] for p in change.new), *(-after.worth[p] for p in change.lost)])
    instead = {
        "applicant": _meeting(problem, applicant, int(after.table_of[applicant, change.round]), change.round),
        "table": _meeting(problem, int(after.applicant_of[table, change.round]), table, change.round),
    }
    lost = Meeting(change.round + 1, problem.applicants[applicant].id, problem.tables[table].id)
    again = int(elsewhere[0]) + 1 if len(elsewhere) else None
    yield Move("applicant", lost.applicant, lost, instead["applicant"], again, reason, for_whom, gain)
    yield Move("table", lost.table, lost, instead["table"], again, reason, for_whom, gain)


def _reason(problem: Problem, unmoved: Agenda, after: Agenda, change: _Change) -> tuple[Reason, Helped]:
    """A pin, or somebody who would have too few meetings if nobody moved, or else the pair worth most."""
    for pair in change.new:
        if after.fixed[pair[0], change.round]:
            return "pin", _both(problem, pair)
    needy: list[tuple[Side, str]] = []
    for applicant, table in change.new:
        had, wanted = unmoved.applicant_meetings[applicant], unmoved.applicant_guarantee[applicant]
        if had < min(wanted, after.applicant_meetings[applicant]):
            needy.append(("applicant", problem.applicants[applicant].id))
        had, wanted = unmoved.table_meetings[table], unmoved.table_guarantee[table]
        if had < min(wanted, after.table_meetings[table]):
            needy.append(("table", problem.tables[table].id))
    if needy:
        return "guarantee", tuple(needy)
    if not change.new:
        return "utility", ()
    return "utility", _both(problem, max(change.new, key=lambda pair: (after.worth[pair], pair)))


def _both(problem: Problem, pair: Pair) -> Helped:
    return ("applicant", problem.applicants[pair[0]].id), ("table", problem.tables[pair[1]].id)


def _meeting(problem: Problem, applicant: int, table: int, r: int) -> Meeting | None:
    if NOBODY in (applicant, table):
        return None
    return Meeting(r + 1, problem.applicants[applicant].id, problem.tables[table].id)

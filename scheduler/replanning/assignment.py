"""One round at a time: the best assignment of a round, the other rounds being as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.replanning.agenda import NOBODY, UNLISTED, Agenda

# A meeting that is worth nothing is still better than none; this is nothing beside any utility that counts.
SOME_MEETING = 1e-9
ROUND_OFF = 1e-10
# What a missing meeting is worth in the first of two passes, as a share of the largest utility.
FIRST_MISSING_WORTH = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Loyalty:
    """What it is worth beyond its utility that a published meeting stays.

    Attributes
    ----------
    table_of : array of int, shape (A, R)
        The published table of an applicant in a round, or `NOBODY`.
    worth : float
        Of one meeting, in utility.
    """

    table_of: Integers
    worth: float


def bring_idle_together(agenda: Agenda) -> Agenda:
    """Give people without a meeting in a round one with each other; no meeting that stands is touched.

    Round by round the best assignment, once from the first and once from the last: what one round takes, the
    others cannot have any more.

    Parameters
    ----------
    agenda : Agenda
        The meetings that stand; not changed.

    Returns
    -------
    Agenda
        The better of the two ways: smaller shortfall, then larger utility.
    """
    rounds = range(agenda.now, agenda.rounds)
    ways = [_seated(agenda, order) for order in (rounds, reversed(rounds))]
    return min(ways, key=lambda way: (way.shortfall(), -way.utility()))


def _seated(agenda: Agenda, rounds: Iterable[int]) -> Agenda:
    """Seat idle people in the rounds in turn.

    A second pass gains nothing, unless somebody has too few meetings: then a missing meeting is worth little in the
    first pass, so that they are seated in the rounds in which that costs others least.
    """
    result, order = agenda.copy(), list(rounds)
    passes = [agenda.missing_meeting_worth]
    if _somebody_lacks_meetings(agenda):
        passes.insert(0, FIRST_MISSING_WORTH * (float(agenda.worth.max(initial=0.0)) or 1.0))
    for missing_worth in passes:
        for r in order:
            reassign(result, r, agenda.table_of[:, r] != NOBODY, missing_worth)
    return result


def improved_round_by_round(
    agenda: Agenda, standing: Booleans, loyalty: Loyalty, allowed: Callable[[Agenda], bool]
) -> Agenda:
    """Let the meetings to come change where that is worth more than leaving them, a round at a time.

    Parameters
    ----------
    agenda : Agenda
        Not changed.
    standing : array of bool, shape (A, R)
        Applicants whose meeting in a round stays.
    loyalty : Loyalty
        What a published meeting is worth beyond its utility.
    allowed : callable
        Whether an agenda may be the outcome; a round that makes it one that may not stays as it was.

    Returns
    -------
    Agenda
        One that no single round improves.
    """
    rounds = range(agenda.now, agenda.rounds)
    best, unchanged, turn = agenda, 0, 0
    while unchanged < len(rounds):
        r = rounds[turn % len(rounds)]
        found = best.copy()
        gain = reassign(found, r, standing[:, r], agenda.missing_meeting_worth, loyalty)
        if gain > 0.0 and allowed(found):
            best, unchanged = found, 0
        else:
            unchanged += 1
        turn += 1
    return best


def reassign(
    agenda: Agenda, r: int, standing: Booleans, missing_worth: float, loyalty: Loyalty | None = None
) -> float:
    """Solve one round anew as an assignment; what cannot gain stays as it is.

    By a shortest augmenting path algorithm (R. Jonker and A. Volgenant, Computing 38, 1987), as in scipy.

    Parameters
    ----------
    agenda : Agenda
        Changed in place.
    r : int
        The round, from 0.
    standing : array of bool, shape (A,)
        Applicants whose meeting in this round stays.
    missing_worth : float
        What a meeting is worth beyond its utility to somebody who has too few, in utility.
    loyalty : Loyalty, optional
        What a published meeting is worth beyond its utility.

    Returns
    -------
    float
        What was gained, in utility; 0 if nothing changed.
    """
    loose = np.flatnonzero((agenda.table_of[:, r] != NOBODY) & ~standing)
    former = agenda.remove(r, loose)
    applicants, tables = _free(agenda, r)
    worth = _worth(agenda, applicants, tables, missing_worth)
    if loyalty is not None:
        _add_loyalty(worth, tables, loyalty.table_of[applicants, r], loyalty.worth)
    row, column = linear_sum_assignment(worth, maximize=True)
    chosen = worth[row, column]
    was = worth[applicants.searchsorted(loose), tables.searchsorted(former)]
    gain = float(chosen.sum() - was.sum())
    if gain <= ROUND_OFF * agenda.missing_meeting_worth:
        agenda.place(r, loose, former)
        return 0.0
    paid = chosen > 0.0
    agenda.place(r, applicants[row[paid]], tables[column[paid]])
    return gain


def _somebody_lacks_meetings(agenda: Agenda) -> bool:
    """Whether somebody who will be there has fewer meetings than the guarantee."""
    applicants = agenda.applicant_there[:, agenda.now :].any(axis=1)
    tables = agenda.table_there[:, agenda.now :].any(axis=1)
    lacking = (agenda.applicant_meetings < agenda.applicant_guarantee) & applicants
    return bool(lacking.any() or ((agenda.table_meetings < agenda.table_guarantee) & tables).any())


def _free(agenda: Agenda, r: int) -> tuple[Integers, Integers]:
    """Applicants and tables who can take a meeting in this round, ascending."""
    idle = (agenda.table_of[:, r] == NOBODY) & agenda.applicant_there[:, r]
    empty = (agenda.applicant_of[:, r] == NOBODY) & agenda.table_there[:, r]
    applicants = np.flatnonzero(idle & (agenda.applicant_meetings < agenda.applicant_limit))
    return applicants, np.flatnonzero(empty & (agenda.table_meetings < agenda.table_limit))


def _worth(agenda: Agenda, applicants: Integers, tables: Integers, missing_worth: float) -> Floats:
    """What each pair would be worth in a round; 0 where it must not meet."""
    worth: Floats = agenda.worth.take(tables, axis=1)[applicants]
    impossible = agenda.met.take(agenda.company[tables], axis=1)[applicants]
    impossible |= worth == UNLISTED
    needs_a = agenda.applicant_meetings[applicants] < agenda.applicant_guarantee[applicants]
    needs_t = agenda.table_meetings[tables] < agenda.table_guarantee[tables]
    worth += (needs_a * missing_worth)[:, None]
    worth += needs_t * missing_worth + SOME_MEETING
    worth[impossible] = 0.0
    return worth


def _add_loyalty(worth: Floats, tables: Integers, published: Integers, each: float) -> None:
    """Add to the published pairs of a round, where they may still meet; `published` are their tables."""
    column = np.searchsorted(tables, published)
    row = np.flatnonzero((column < len(tables)) & (published != NOBODY))
    row = row[tables[column[row]] == published[row]]
    column = column[row]
    worth[row, column] += each * (worth[row, column] > 0.0)

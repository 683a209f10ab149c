"""One round at a time: the best assignment of a round, the other rounds being as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.replan_agenda import NOBODY, UNLISTED, Agenda

# A date that is worth nothing is still better than none; this is nothing beside any utility that counts.
SOME_DATE = 1e-9
ROUND_OFF = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Loyalty:
    """What it is worth beyond its utility that a published date stays.

    Attributes
    ----------
    table_of : array of int, shape (A, R)
        The published table of an applicant in a round, or `NOBODY`.
    worth : float
        Of one date, in utility.
    """

    table_of: Integers
    worth: float


def bring_idle_together(agenda: Agenda) -> None:
    """Give people without a date in a round one with each other; no date that stands is touched.

    Round by round the best assignment; then every round is looked at again with the dates of the others
    known, as long as that gains something.
    """
    standing = agenda.table_of != NOBODY
    sweep_until_nothing_gains(agenda, standing)


def improve_round_by_round(agenda: Agenda, loyalty: Loyalty) -> None:
    """Let every date to come change that is not fixed, where that is worth more than leaving it."""
    sweep_until_nothing_gains(agenda, agenda.fixed, loyalty)


def sweep_until_nothing_gains(agenda: Agenda, standing: Booleans, loyalty: Loyalty | None = None) -> None:
    """Reassign the rounds to come in turn, until each has been left as it is; `standing` has shape (A, R)."""
    rounds = list(range(agenda.now, agenda.rounds))
    unchanged, turn = 0, 0
    while unchanged < len(rounds):
        r = rounds[turn % len(rounds)]
        unchanged = 0 if reassign(agenda, r, standing[:, r], loyalty) > 0.0 else unchanged + 1
        turn += 1


def reassign(agenda: Agenda, r: int, standing: Booleans, loyalty: Loyalty | None = None) -> float:
    """Solve one round anew as an assignment; what cannot gain stays as it is.

    Parameters
    ----------
    agenda : Agenda
        Changed in place.
    r : int
        The round, from 0.
    standing : array of bool, shape (A,)
        Applicants whose date in this round stays.
    loyalty : Loyalty, optional
        What a published date is worth beyond its utility.

    Returns
    -------
    float
        What was gained, in utility, missing dates at `Agenda.missing_date_worth`; 0 if nothing changed.
    """
    loose = np.flatnonzero((agenda.table_of[:, r] != NOBODY) & ~standing)
    former = agenda.remove(r, loose)
    applicants, tables = _free(agenda, r)
    worth = _worth(agenda, applicants, tables)
    if loyalty is not None:
        _add_loyalty(worth, tables, loyalty.table_of[applicants, r], loyalty.worth)
    row, column = linear_sum_assignment(worth, maximize=True)
    chosen = worth[row, column]
    was = worth[np.searchsorted(applicants, loose), np.searchsorted(tables, former)]
    gain = float(chosen.sum() - was.sum())
    if gain <= ROUND_OFF * agenda.missing_date_worth:
        agenda.place(r, loose, former)
        return 0.0
    paid = chosen > 0.0
    agenda.place(r, applicants[row[paid]], tables[column[paid]])
    return gain


def _free(agenda: Agenda, r: int) -> tuple[Integers, Integers]:
    """Applicants and tables who can take a date in this round, ascending."""
    idle = (agenda.table_of[:, r] == NOBODY) & agenda.applicant_there[:, r]
    empty = (agenda.applicant_of[:, r] == NOBODY) & agenda.table_there[:, r]
    applicants = np.flatnonzero(idle & (agenda.applicant_dates < agenda.applicant_limit))
    return applicants, np.flatnonzero(empty & (agenda.table_dates < agenda.table_limit))


def _worth(agenda: Agenda, applicants: Integers, tables: Integers) -> Floats:
    """What each pair would be worth in a round; 0 where it must not meet."""
    utility = agenda.worth[:, tables][applicants]
    possible = (utility != UNLISTED) & ~agenda.met[:, agenda.company[tables]][applicants]
    needs_a = (agenda.applicant_dates < agenda.applicant_guarantee)[applicants] * agenda.missing_date_worth
    needs_t = (agenda.table_dates < agenda.table_guarantee)[tables] * agenda.missing_date_worth
    return np.asarray((utility + needs_a[:, None] + (needs_t + SOME_DATE)) * possible, np.float64)


def _add_loyalty(worth: Floats, tables: Integers, published: Integers, each: float) -> None:
    """Add to the published pairs of a round, where they may still meet; `published` are their tables."""
    column = np.searchsorted(tables, published)
    row = np.flatnonzero((column < len(tables)) & (published != NOBODY))
    row = row[tables[column[row]] == published[row]]
    column = column[row]
    worth[row, column] += each * (worth[row, column] > 0.0)

"""What is left to decide once pins with a round are set: open pairs, free rounds, limits and guarantees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import ANY_ROUND, NOT_PINNED, Arrays, Booleans, Floats, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """The open part of a problem with A applicants, T tables, R rounds and N open pairs.

    Attributes
    ----------
    pair : array of int, shape (N,)
        Which of the E listed pairs an open pair is.
    applicant, table : array of int, shape (N,)
        Who it is.
    meeting : array of int, shape (N,)
        The same number for pairs of one applicant with one firm: at most one of them may take place.
    utility : array of float, shape (N,)
        What it is worth.
    forced : array of bool, shape (N,)
        Whether it must take place, in some round.
    applicant_free, table_free : array of bool, shape (A, R) and (T, R)
        Rounds in which somebody is there and has no pin.
    limit, guarantee : array of int, shape (A + T,)
        Most and fewest meetings beside the pins with a round, applicants first.
    """

    pair: Integers
    applicant: Integers
    table: Integers
    meeting: Integers
    utility: Floats
    forced: Booleans
    applicant_free: Booleans
    table_free: Booleans
    limit: Integers
    guarantee: Integers

    @property
    def uniform(self) -> bool:
        """Whether every round is free for everybody."""
        return bool(self.applicant_free.all() and self.table_free.all())

    @property
    def node(self) -> tuple[Integers, Integers]:
        """Rows of the open pairs in `limit`: applicants as they are, tables after them."""
        return self.applicant, self.table + np.int32(len(self.applicant_free))

    def only(self, keep: Booleans) -> Demand:
        """The same people with fewer open pairs; `keep` has shape (N,)."""
        return Demand(
            self.pair[keep],
            self.applicant[keep],
            self.table[keep],
            self.meeting[keep],
            self.utility[keep],
            self.forced[keep],
            self.applicant_free,
            self.table_free,
            self.limit,
            self.guarantee,
        )


def demand_of(arrays: Arrays) -> Demand:
    """Set the pins with a round and keep the pairs that can still meet.

    Parameters
    ----------
    arrays : Arrays
        The problem; not changed. Its pins are within all limits, as validation makes sure.

    Returns
    -------
    Demand
        Open pairs in ascending order, those pinned without a round among them; people and rounds as they are.
    """
    fixed = np.flatnonzero(arrays.pin >= 0)
    applicants, tables = arrays.pair_applicant[fixed], arrays.pair_table[fixed]
    applicant_free, table_free = arrays.applicant_there.copy(), arrays.table_there.copy()
    applicant_free[applicants, arrays.pin[fixed]] = False
    table_free[tables, arrays.pin[fixed]] = False
    kept = np.concatenate(
        [
            np.bincount(applicants, minlength=arrays.applicants),
            np.bincount(tables, minlength=arrays.tables),
        ]
    )
    limit = np.concatenate([arrays.applicant_limit, arrays.table_limit]) - kept
    guarantee = np.concatenate([arrays.applicant_guarantee, arrays.table_guarantee]) - kept
    meeting = _meetings(arrays)
    pair = np.flatnonzero(_open(arrays, meeting, limit, applicant_free, table_free)).astype(np.int32)
    return Demand(
        pair,
        arrays.pair_applicant[pair],
        arrays.pair_table[pair],
        meeting[pair],
        arrays.utility[pair],
        arrays.pin[pair] == ANY_ROUND,
        applicant_free,
        table_free,
        limit.astype(np.int32),
        np.maximum(guarantee, 0).astype(np.int32),
    )


def _meetings(arrays: Arrays) -> Integers:
    """Number the (applicant, firm) combinations."""
    key = (
        arrays.pair_applicant.astype(np.int64) * max(1, arrays.companies) + arrays.company[arrays.pair_table]
    )
    return np.asarray(np.unique(key, return_inverse=True)[1], np.int32)


def _open(
    arrays: Arrays, meeting: Integers, limit: Integers, applicant_free: Booleans, table_free: Booleans
) -> Booleans:
    """Pairs that are pinned without a round, or that may meet beside all pins."""
    pinned = arrays.pin != NOT_PINNED
    pinned_meeting = np.zeros(int(meeting.max(initial=-1)) + 1, np.bool_)
    pinned_meeting[meeting[pinned]] = True
    possible = ~pinned_meeting[meeting]
    possible &= (limit[arrays.pair_applicant] > 0) & (limit[arrays.applicants + arrays.pair_table] > 0)
    if not (applicant_free.all() and table_free.all()):
        possible &= _common_round(arrays, applicant_free, table_free)
    return np.asarray(possible | (arrays.pin == ANY_ROUND), np.bool_)


def _common_round(arrays: Arrays, applicant_free: Booleans, table_free: Booleans) -> Booleans:
    """Whether the two of a pair are ever free in the same round; one round at a time saves memory."""
    common = np.zeros(arrays.pairs, np.bool_)
    for r in range(arrays.rounds):
        common |= applicant_free[arrays.pair_applicant, r] & table_free[arrays.pair_table, r]
    return common

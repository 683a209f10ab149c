"""The columns of the three-index model: every pair in every round in which both are there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import ANY_ROUND, Arrays
from scheduler.problem import Meeting


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Pair and round (from 0) of each column, and the groups of which at most one may be chosen.

    `person_round` numbers (applicant, round) and (table, round), `meeting` numbers (applicant, firm).
    """

    pair: np.ndarray
    round: np.ndarray
    applicant_round: np.ndarray
    table_round: np.ndarray
    meeting: np.ndarray


def columns_of(arrays: Arrays) -> Columns:
    """All columns; a pinned pair with a round has only that one."""
    there = arrays.applicant_there[arrays.pair_applicant] & arrays.table_there[arrays.pair_table]
    pinned = arrays.pin >= 0
    there[pinned] = False
    there[pinned, arrays.pin[pinned]] = True
    pair, r = np.nonzero(there)
    applicant, table = arrays.pair_applicant[pair], arrays.pair_table[pair]
    return Columns(
        pair,
        r,
        applicant * arrays.rounds + r,
        table * arrays.rounds + r,
        applicant * max(1, arrays.companies) + arrays.company[table],
    )


def must_meet(arrays: Arrays) -> np.ndarray:
    """Positions of the pinned pairs."""
    return np.flatnonzero(arrays.pin >= ANY_ROUND)


def meetings_of(arrays: Arrays, columns: Columns, chosen: np.ndarray) -> list[Meeting]:
    """The chosen columns as meetings."""
    return list(arrays.meetings(columns.pair[chosen], columns.round[chosen]))

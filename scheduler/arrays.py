"""A problem as arrays: what every stage of the solver works on. Rounds count from 0 here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scheduler.problem import Applicant, Meeting, Problem, Table

Integers = npt.NDArray[np.signedinteger[Any]]
Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

NOT_PINNED = -2
ANY_ROUND = -1
NO_ROUND = -1


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """One problem with A applicants, T tables, R rounds, C firms and E listed pairs.

    Attributes
    ----------
    problem : Problem
        What it was made from.
    rounds : int
        R.
    applicant_there, table_there : array of bool, shape (A, R) and (T, R)
        Who is there in which round.
    applicant_limit, table_limit : array of int, shape (A,) and (T,)
        Most meetings: ``max_dates``, or the rounds somebody is there if those are fewer.
    applicant_guarantee, table_guarantee : array of int, shape (A,) and (T,)
        Meetings wanted at least, already lowered to the limit.
    company : array of int, shape (T,)
        The firm of a table, 0..C-1.
    pair_applicant, pair_table : array of int, shape (E,)
        Who a pair is.
    utility : array of float, shape (E,)
        What a pair is worth, >= 0.
    pin : array of int, shape (E,)
        The round a pair is pinned in, `ANY_ROUND`, or `NOT_PINNED`.
    """

    problem: Problem
    rounds: int
    applicant_there: Booleans
    table_there: Booleans
    applicant_limit: Integers
    table_limit: Integers
    applicant_guarantee: Integers
    table_guarantee: Integers
    company: Integers
    pair_applicant: Integers
    pair_table: Integers
    utility: Floats
    pin: Integers

    @property
    def applicants(self) -> int:
        """A."""
        return len(self.applicant_limit)

    @property
    def tables(self) -> int:
        """T."""
        return len(self.table_limit)

    @property
    def pairs(self) -> int:
        """E."""
        return len(self.utility)

    @property
    def companies(self) -> int:
        """C."""
        return int(self.company.max()) + 1 if len(self.company) else 0

    @property
    def uniform(self) -> bool:
        """Whether everybody is there in every round."""
        return bool(self.applicant_there.all() and self.table_there.all())

    def meetings(
        self, pairs: Sequence[int] | Integers, rounds: Sequence[int] | Integers
    ) -> tuple[Meeting, ...]:
        """The meetings of `pairs` in `rounds` (from 0), sorted, as ids and rounds from 1."""
        applicants, tables = self.problem.applicants, self.problem.tables
        return tuple(
            sorted(
                Meeting(int(r) + 1, applicants[self.pair_applicant[p]].id, tables[self.pair_table[p]].id)
                for p, r in zip(pairs, rounds, strict=True)
            )
        )


def arrays_of(problem: Problem) -> Arrays:
    """Turn a validated problem into arrays.

    Parameters
    ----------
    problem : Problem
        One that `scheduler.validation.validate` has accepted; its rounds count from 1.

    Returns
    -------
    Arrays
        People and pairs in the problem's order, firms in that of their first tables, rounds from 0. Where a
        pair is pinned both with a round and without, the round stands.
    """
    applicant_index = {row.id: i for i, row in enumerate(problem.applicants)}
    table_index = {row.id: i for i, row in enumerate(problem.tables)}
    company_index = {name: i for i, name in enumerate(dict.fromkeys(row.company for row in problem.tables))}
    applicant_there = _there(problem.applicants, problem.rounds)
    table_there = _there(problem.tables, problem.rounds)
    applicant_limit = _limit(problem.applicants, applicant_there)
    table_limit = _limit(problem.tables, table_there)
    pairs = problem.utilities
    count = len(pairs)
    pair_applicant = np.fromiter((applicant_index[u.applicant] for u in pairs), np.int32, count)
    pair_table = np.fromiter((table_index[u.table] for u in pairs), np.int32, count)
    return Arrays(
        problem=problem,
        rounds=problem.rounds,
        applicant_there=applicant_there,
        table_there=table_there,
        applicant_limit=applicant_limit,
        table_limit=table_limit,
        applicant_guarantee=np.minimum(applicant_limit, min(problem.guarantee.applicant, problem.rounds)),
        table_guarantee=np.minimum(table_limit, min(problem.guarantee.table, problem.rounds)),
        company=np.array([company_index[row.company] for row in problem.tables], np.int32),
        pair_applicant=pair_applicant,
        pair_table=pair_table,
        utility=np.fromiter((u.utility for u in pairs), np.float64, count),
        pin=_pins(problem, count),
    )


def _there(rows: Iterable[Table | Applicant], rounds: int) -> Booleans:
    there = np.array([_presence(row.available, rounds) for row in rows], np.bool_)
    return there.reshape(-1, rounds)


def _presence(available: frozenset[int] | None, rounds: int) -> list[bool]:
    return [available is None or r in available for r in range(1, rounds + 1)]


def _limit(rows: Sequence[Table | Applicant], there: Booleans) -> Integers:
    rounds = there.shape[1]
    wanted: list[int] = [rounds if row.max_dates is None else min(rounds, row.max_dates) for row in rows]
    return np.asarray(np.minimum(np.array(wanted, np.int32), there.sum(axis=1)), np.int32)


def _pins(problem: Problem, count: int) -> Integers:
    pin = np.full(count, NOT_PINNED, np.int32)
    if not problem.pins:
        return pin
    place = {(row.applicant, row.table): i for i, row in enumerate(problem.utilities)}
    for wanted in sorted(
        problem.pins, key=lambda p: p.round or 0
    ):  # a pin with its round overrides one without
        pin[place[wanted.applicant, wanted.table]] = ANY_ROUND if wanted.round is None else wanted.round - 1
    return pin


def rounds_in(bits: int) -> Iterator[int]:
    """The rounds of a bit set, ascending.

    Parameters
    ----------
    bits : int
        Round r, from 0, is in it if bit r is set; >= 0, of any length.

    Yields
    ------
    int
        A round, from 0.
    """
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low

"""Cuts for windows: too many meetings of one person crowd into too few common rounds.

The circulation counts rounds person by person but does not see that both of a pair must be free in the same
one. By P. Hall's theorem one person's chosen pairs get different rounds unless some of them have fewer common
rounds, all together, than they are; each such crowd is a valid inequality that the relaxation violates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from scheduler.arrays import Booleans, Floats, Integers, rounds_in
from scheduler.choosing.reduced_problem import Demand


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """K inequalities ``rows @ chosen <= most``: rows of shape (K, N) over open pairs, most of shape (K,)."""

    rows: csr_array
    most: Floats

    def only(self, keep: Booleans) -> Cuts:
        """The same cuts for fewer open pairs."""
        return Cuts(csr_array(self.rows[:, np.flatnonzero(keep)]), self.most)

    def joined(self, more: Cuts) -> Cuts:
        """These and more."""
        return Cuts(csr_array(vstack([self.rows, more.rows])), np.concatenate([self.most, more.most]))


def no_cuts(pairs: int) -> Cuts:
    """No cuts yet.

    Parameters
    ----------
    pairs : int
        N, the number of open pairs.

    Returns
    -------
    Cuts
        Rows of shape (0, N).
    """
    return Cuts(csr_array((0, pairs)), np.zeros(0))


def common_rounds(demand: Demand) -> Integers:
    """Bit sets of the rounds in which both of an open pair are free.

    Parameters
    ----------
    demand : Demand
        N open pairs; of at most 62 rounds, since a bit set is one signed machine word.

    Returns
    -------
    array of int64, shape (N,)
        Bit r is round r, from 0.
    """
    bits = np.zeros(len(demand.pair), np.int64)
    for r in range(demand.applicant_free.shape[1]):
        both = demand.applicant_free[demand.applicant, r] & demand.table_free[demand.table, r]
        bits |= both.astype(np.int64) << r
    return bits


def crowded(demand: Demand, common: Integers, chosen: Booleans) -> Cuts:
    """The cuts that chosen pairs violate, at most one a person.

    By P. Hall's theorem (J. London Math. Soc. 10, 1935), with augmenting paths: the rounds that the first
    pair without a round has searched in vain are those of a crowd.

    Parameters
    ----------
    demand : Demand
        N open pairs of A applicants and T tables.
    common : array of int64, shape (N,)
        Their common rounds as bit sets, from `common_rounds`.
    chosen : array of bool, shape (N,)
        The pairs that somebody wants to place.

    Returns
    -------
    Cuts
        K in 0..A + T, applicants first: of a person's open pairs with all common rounds in a set, no more
        than it has rounds.
    """
    rows: list[int] = []
    columns: list[int] = []
    most: list[int] = []
    for person in demand.node:
        order = np.flatnonzero(chosen)
        order = order[np.argsort(person[order], kind="stable")]
        starts = np.flatnonzero(np.diff(person[order], prepend=-1))
        for group in np.split(order, starts[1:]):
            crowd = _crowd(common[group].tolist())
            if crowd:
                inside = np.flatnonzero((person == person[group[0]]) & (common & ~np.int64(crowd) == 0))
                rows += [len(most)] * len(inside)
                columns += inside.tolist()
                most.append(crowd.bit_count())
    matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(most), len(common)))
    return Cuts(matrix, np.array(most, float))


def _crowd(common: list[int]) -> int:
    """A bit set of rounds that holds all common rounds of more pairs than it has rounds; 0 for none."""
    holder: dict[int, int] = {}
    for pair in range(len(common)):
        reached = _augment(pair, common, holder)
        if reached:
            return reached
    return 0


def _augment(start: int, common: list[int], holder: dict[int, int]) -> int:
    """Find a round for a pair along an augmenting path; returns the rounds searched in vain, else 0."""
    came_from: dict[int, int] = {}
    seen = 0
    queue = [start]
    for pair in queue:
        for r in rounds_in(common[pair] & ~seen):
            seen |= 1 << r
            came_from[r] = pair
            if r not in holder:
                _shift(r, came_from, holder, start)
                return 0
            queue.append(holder[r])
    return seen


def _shift(r: int, came_from: dict[int, int], holder: dict[int, int], start: int) -> None:
    """Give every pair on the path the round by which it was reached."""
    held = {pair: r for r, pair in holder.items()}
    while True:
        pair = came_from[r]
        holder[r] = pair
        if pair == start:
            return
        r = held[pair]

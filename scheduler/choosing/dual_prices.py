"""A quick guess at the dual prices, good enough to tell promising pairs from hopeless ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Floats, Integers
from scheduler.choosing.reduced_problem import Demand

SWEEPS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Pairs grouped by the people of one side."""

    member: Integers
    start: Integers
    size: Integers
    limit: Integers
    guarantee: Integers


def guess_prices(demand: Demand, utility: Floats, penalty: float) -> Floats:
    """Block coordinate descent on the dual of the pair problem.

    With the tables' prices given, an applicant's best price is an order statistic: between the L-th and the
    L+1-th largest of what their pairs leave over (L the limit; below zero, the guarantee). The sides take
    turns.

    Parameters
    ----------
    demand : Demand
        N open pairs of A applicants and T tables.
    utility : array of float, shape (N,)
        Scaled to at most 1.
    penalty : float
        What one meeting missing to a guarantee costs, in scaled utility.

    Returns
    -------
    array of float, shape (A + T,)
        One price a person, in ``[-penalty, 1 + penalty / 2]``.
    """
    applicants = len(demand.applicant_free)
    sides = [
        _side(demand, demand.applicant, 0, applicants),
        _side(demand, demand.table, applicants, len(demand.limit)),
    ]
    price = [np.zeros(len(side.limit)) for side in sides]
    for _ in range(SWEEPS):
        for this, other in ((1, 0), (0, 1)):
            left_over = utility - price[other][sides[other].member]
            price[this] = _best_prices(sides[this], left_over, penalty)
    return np.concatenate(price)


def _side(demand: Demand, member: Integers, first: int, last: int) -> _Side:
    size = np.bincount(member, minlength=last - first)
    return _Side(member, np.cumsum(size) - size, size, demand.limit[first:last], demand.guarantee[first:last])


def _best_prices(side: _Side, left_over: Floats, penalty: float) -> Floats:
    """For everybody on a side the middle of the interval in which their part of the dual is least."""
    width = 4.0 * penalty + 4.0
    ordered = np.sort(side.member * width - left_over)

    def largest(count: Integers) -> Floats:
        """The count-th largest of each group, counted from 1; minus infinity beyond its size."""
        inside = (count >= 1) & (count <= side.size)
        value = np.where(count >= 1, -np.inf, np.inf)
        groups = np.flatnonzero(inside)
        value[groups] = groups * width - ordered[side.start[groups] + count[groups] - 1]
        return value

    last, next_one = largest(side.limit), largest(side.limit + 1)
    dear = (np.minimum(last, 1.0) + next_one) / 2
    needed, spare = largest(side.guarantee), np.maximum(largest(side.guarantee + 1), -penalty)
    cheap = np.maximum((needed + np.minimum(spare, needed)) / 2, -penalty)
    return np.where(next_one > 0, dear, np.where(needed < 0, cheap, 0.0))

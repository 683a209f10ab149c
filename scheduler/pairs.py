"""Who meets whom: the pairs with minimal shortfall and, among those, maximal utility, with their dual prices.

A maximum-weight b-matching in which the pairs of an applicant with one firm form a further (laminar) row. The matrix
is that of a network, hence totally unimodular, so every vertex of the linear programme is integral.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.demand import Demand
from scheduler.linear_programme import LinearProgramme, NoSolution, solve_programme
from scheduler.prices import guess_prices

SMALL = 3000  # so few pairs go into the first linear programme anyway
PROMISING = 2.0  # pairs in the first linear programme, as a multiple of the dates there can be


@dataclass(frozen=True, slots=True, eq=False)
class PairChoice:
    """Chosen pairs and what proves them.

    Attributes
    ----------
    chosen : array of bool, shape (N,)
        Which open pairs take place.
    price : array of float, shape (A + T,)
        What one more date of a person would be worth, in utility; negative where only the guarantee brings it about.
    penalty : float
        What a missing date costs in the programme, in utility.
    scale : float
        The largest utility (1 if all are 0).
    shortfall_bound : int
        No plan misses fewer dates (beside the pins with a round).
    utility_bound : float
        No plan with that shortfall has a higher utility (beside the pins with a round).
    usage : array of bool, shape (A + T, R), or None
        With windows: who is busy in which round in the relaxation.
    """

    chosen: Booleans
    price: Floats
    penalty: float
    scale: float
    shortfall_bound: int
    utility_bound: float
    usage: Booleans | None = None


def choose_pairs(demand: Demand, with_rounds: bool = False) -> PairChoice:
    """Solve on promising pairs, price the others with the duals, add what is missing, until nothing is (sifting).

    Parameters
    ----------
    demand : Demand
        The open part of the problem.
    with_rounds : bool
        Whether people must also be there: then it is a circulation round -> applicant -> table -> round, still
        integral, which bounds every plan with windows from above.

    Raises
    ------
    NoSolution
        The forced pairs cannot all take place.
    """
    scale = float(demand.utility.max(initial=0.0)) or 1.0
    utility = demand.utility / scale
    # A cycle in the network passes everybody at most once, so one date fewer missing costs less than this.
    penalty = float(min(len(demand.applicant_free), len(demand.table_free)) + 2)
    inside = _promising(demand, utility, penalty)
    while True:
        programme = LinearProgramme(demand.only(inside), utility[inside], penalty, with_rounds)
        solution = solve_programme(programme)
        worth = _reduced(demand, utility, solution.price)
        missing = _missing(demand, worth, inside)
        if not missing.any():
            break
        inside |= missing
    chosen = np.zeros(len(demand.pair), np.bool_)
    chosen[np.flatnonzero(inside)[solution.chosen]] = True
    shortfall = missing_dates(demand, chosen)
    bound = float(solution.dual_value + _meetings_worth(demand, worth)) + penalty * shortfall
    return PairChoice(
        chosen, solution.price * scale, penalty * scale, scale, shortfall, bound * scale, solution.usage,
    )


def missing_dates(demand: Demand, chosen: Booleans) -> int:
    """The shortfall of chosen open pairs, over both sides."""
    return int(np.maximum(demand.guarantee - dates_each(demand, chosen), 0).sum())


def dates_each(demand: Demand, chosen: Booleans) -> Integers:
    """Dates of everybody, shape (A + T,), applicants first."""
    applicant, table = demand.node
    ends = np.concatenate([applicant[chosen], table[chosen]])
    return np.bincount(ends, minlength=len(demand.limit)).astype(np.int32)


def _promising(demand: Demand, utility: Floats, penalty: float) -> Booleans:
    """The pairs that guessed prices make look best, and enough of them."""
    if len(utility) <= SMALL:
        return np.ones(len(utility), np.bool_)
    worth = _reduced(demand, utility, guess_prices(demand, utility, penalty))
    applicants = len(demand.applicant_free)
    dates = min(int(demand.limit[:applicants].sum()), int(demand.limit[applicants:].sum()))
    count = min(len(utility), max(SMALL, int(PROMISING * dates)))
    threshold = -np.partition(-worth, count - 1)[count - 1]
    return np.asarray((worth >= threshold) | demand.forced, np.bool_)


def _reduced(demand: Demand, utility: Floats, price: Floats) -> Floats:
    """What a pair is worth beyond the prices of its two people."""
    applicant, table = demand.node
    return np.asarray(utility - price[applicant] - price[table], np.float64)


def _missing(demand: Demand, worth: Floats, inside: Booleans) -> Booleans:
    """Pairs outside that are worth more than what the programme has for the same applicant and firm."""
    best = np.zeros(int(demand.meeting.max(initial=-1)) + 1)
    np.maximum.at(best, demand.meeting[inside], worth[inside])
    return np.asarray(~inside & (worth > best[demand.meeting] + 1e-9), np.bool_)


def _meetings_worth(demand: Demand, worth: Floats) -> float:
    """The part of the dual that belongs to the pairs: each meeting's best worth, forced ones as they are."""
    best = np.zeros(int(demand.meeting.max(initial=-1)) + 1)
    np.maximum.at(best, demand.meeting, worth)
    best[demand.meeting[demand.forced]] = worth[demand.forced]
    return float(best.sum())


__all__ = ["NoSolution", "PairChoice", "choose_pairs", "dates_each", "missing_dates"]

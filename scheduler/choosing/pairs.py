"""Who meets whom: the pairs with minimal shortfall and, among those, maximal utility, with their dual prices.

A maximum-weight b-matching in which the pairs of an applicant with one firm form a further (laminar) row. The
matrix is that of a network, hence totally unimodular, so every vertex of the linear programme is integral,
until cuts for windows are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.choosing.dual_prices import guess_prices
from scheduler.choosing.hall_cuts import Cuts, common_rounds, crowded, no_cuts
from scheduler.choosing.linear_programme import LinearProgramme, NoSolution, solve_programme
from scheduler.choosing.reduced_problem import Demand

SMALL = 3000  # so few pairs go into the first linear programme anyway
CUT_ROUNDS = 10
MOST_ROUNDS_WITH_CUTS = 62  # they keep rounds as bits of one machine word
PROMISING = 2.0  # pairs in the first linear programme, as a multiple of the meetings there can be


@dataclass(frozen=True, slots=True, eq=False)
class PairChoice:
    """Chosen pairs and what proves them.

    Attributes
    ----------
    chosen : array of bool, shape (N,)
        Which open pairs take place.
    price : array of float, shape (A + T,)
        What one more meeting of a person would be worth, in utility; negative where only the guarantee brings it
        about.
    penalty : float
        What a missing meeting costs in the programme, in utility.
    scale : float
        The largest utility (1 if all are 0).
    shortfall_bound : int
        No plan misses fewer meetings (beside the pins with a round).
    utility_bound : float
        No plan with that shortfall has a higher utility (beside the pins with a round).
    worth : array of float, shape (N,)
        What a pair is worth beyond all dual prices; far below 0, it can be in no plan near the bound.
    """

    chosen: Booleans
    price: Floats
    penalty: float
    scale: float
    shortfall_bound: int
    utility_bound: float
    worth: Floats


def choose_pairs(demand: Demand, with_rounds: bool = False) -> PairChoice:
    """Choose the pairs with minimal shortfall and then maximal utility.

    By a linear programme that starts with promising pairs and takes in others as long as its prices ask for
    them: sifting (R. Bixby, J. Gregory, I. Lustig, R. Marsten, D. Shanno, Operations Research 40, 1992).

    Parameters
    ----------
    demand : Demand
        The open part of the problem.
    with_rounds : bool
        Whether people must also be there: then it is a circulation round -> applicant -> table -> round,
        which bounds every plan with windows from above; cuts forbid crowds it cannot see.

    Returns
    -------
    PairChoice
        The pairs, the prices and the bounds that these prove.

    Raises
    ------
    NoSolution
        The forced pairs cannot all take place.
    """
    sifting = _Sifting(demand, with_rounds)
    best, dual = sifting.solve()
    shortfall = missing_meetings(demand, best)
    if with_rounds and demand.applicant_free.shape[1] <= MOST_ROUNDS_WITH_CUTS:
        best, dual = sifting.cut(best, dual)
        if missing_meetings(demand, best) > shortfall:
            shortfall = max(shortfall, _Sifting(demand, True, 0.0, sifting.cuts).fewest_missing())
    bound = dual + sifting.penalty * shortfall
    return PairChoice(
        best,
        sifting.price * sifting.scale,
        sifting.penalty * sifting.scale,
        sifting.scale,
        shortfall,
        bound * sifting.scale,
        sifting.worth * sifting.scale,
    )


class _Sifting:
    """Solve on promising pairs, price the others with the duals, add what is missing, until nothing is.

    The optimum is that of all pairs; above some ten thousand of them it takes a fraction of the time.
    """

    def __init__(
        self, demand: Demand, with_rounds: bool, weight: float = 1.0, cuts: Cuts | None = None
    ) -> None:
        self.demand = demand
        self.with_rounds = with_rounds
        self.scale = float(demand.utility.max(initial=0.0)) or 1.0
        self.utility = weight * demand.utility / self.scale
        # A cycle in the network passes everybody at most once: one meeting fewer missing costs less than this.
        self.penalty = float(min(len(demand.applicant_free), len(demand.table_free)) + 2)
        self.cuts = cuts or no_cuts(len(demand.pair))
        self.inside = _promising(demand, self.utility, self.penalty)
        self.price = np.zeros(len(demand.limit))
        self.worth = self.utility

    def solve(self) -> tuple[Booleans, float]:
        """Chosen pairs, and the dual's value: no plan's utility less its penalties is larger."""
        while True:
            programme = LinearProgramme(
                self.demand.only(self.inside),
                self.utility[self.inside],
                self.penalty,
                self.with_rounds,
                self.cuts.only(self.inside),
            )
            solution = solve_programme(programme)
            self.price = solution.price
            self.worth = _reduced(self.demand, self.utility, self.price)
            self.worth -= solution.cut_price @ self.cuts.rows
            entering = _entering(self.demand, self.worth, self.inside)
            if not entering.any():
                break
            self.inside |= entering
        chosen = np.zeros(len(self.inside), np.bool_)
        chosen[np.flatnonzero(self.inside)[solution.chosen]] = True
        return chosen, solution.dual_value + _meetings_worth(self.demand, self.worth)

    def cut(self, chosen: Booleans, dual: float) -> tuple[Booleans, float]:
        """Forbid crowds until there are none, or not for long enough."""
        common = common_rounds(self.demand)
        for _ in range(CUT_ROUNDS):
            cuts = crowded(self.demand, common, chosen)
            if not len(cuts.most):
                break
            self.cuts = self.cuts.joined(cuts)
            chosen, dual = self.solve()
        return chosen, dual

    def fewest_missing(self) -> int:
        """A bound on the shortfall alone, with all cuts."""
        _, dual = self.solve()
        return ceil(-dual / self.penalty - 1e-6)


def missing_meetings(demand: Demand, chosen: Booleans) -> int:
    """The shortfall of chosen open pairs, over both sides.

    Parameters
    ----------
    demand : Demand
        N open pairs; its guarantees are what the pins with a round leave of them.
    chosen : array of bool, shape (N,)
        Which of them take place.

    Returns
    -------
    int
        Meetings, >= 0.
    """
    return int(np.maximum(demand.guarantee - meetings_each(demand, chosen), 0).sum())


def meetings_each(demand: Demand, chosen: Booleans) -> Integers:
    """Count everybody's meetings among chosen open pairs.

    Parameters
    ----------
    demand : Demand
        N open pairs of A applicants and T tables.
    chosen : array of bool, shape (N,)
        Which of them take place.

    Returns
    -------
    array of int, shape (A + T,)
        Applicants first; pins with a round do not count.
    """
    applicant, table = demand.node
    ends = np.concatenate([applicant[chosen], table[chosen]])
    return np.bincount(ends, minlength=len(demand.limit)).astype(np.int32)


def _promising(demand: Demand, utility: Floats, penalty: float) -> Booleans:
    """The pairs that guessed prices make look best, and enough of them."""
    if len(utility) <= SMALL:
        return np.ones(len(utility), np.bool_)
    worth = _reduced(demand, utility, guess_prices(demand, utility, penalty))
    applicants = len(demand.applicant_free)
    meetings = min(int(demand.limit[:applicants].sum()), int(demand.limit[applicants:].sum()))
    count = min(len(utility), max(SMALL, int(PROMISING * meetings)))
    threshold = -np.partition(-worth, count - 1)[count - 1]
    return np.asarray((worth >= threshold) | demand.forced, np.bool_)


def _reduced(demand: Demand, utility: Floats, price: Floats) -> Floats:
    """What a pair is worth beyond the prices of its two people."""
    applicant, table = demand.node
    return np.asarray(utility - price[applicant] - price[table], np.float64)


def _entering(demand: Demand, worth: Floats, inside: Booleans) -> Booleans:
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


__all__ = ["NoSolution", "PairChoice", "choose_pairs", "meetings_each", "missing_meetings"]

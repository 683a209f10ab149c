"""The linear programme behind the choice of pairs, with or without rounds, solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array, vstack

from scheduler.arrays import Floats, Integers
from scheduler.choosing.hall_cuts import Cuts
from scheduler.choosing.reduced_problem import Demand

NODES = 50  # for the few fractional pairs that cuts can leave


class NoSolution(Exception):
    """Not even the forced pairs can take place."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearProgramme:
    """Pairs, missing and spare meetings as columns, people as rows; with rounds, a circulation with cuts.

    For everybody: meetings + missing + spare = limit, with missing in [0, guarantee] at the price of `penalty`
    and spare in [0, limit - guarantee]. Pairs of one applicant and firm: together at most 1. With rounds:
    everybody's meetings = rounds they are busy in, and in each round as many applicants busy as tables.
    """

    demand: Demand
    utility: Floats
    penalty: float
    with_rounds: bool
    cuts: Cuts


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """An optimal vertex.

    Attributes
    ----------
    chosen : array of int
        Positions of the chosen pairs.
    price : array of float, shape (A + T,)
        Dual prices of people: those of their number of meetings and, with rounds, of being free at all.
    dual_value : float
        The dual's value without the part of the pairs.
    cut_price : array of float, shape (K,)
        Dual prices of the cuts, >= 0.
    """

    chosen: Integers
    price: Floats
    dual_value: float
    cut_price: Floats


def solve_programme(programme: LinearProgramme) -> Solution:
    """Solve it with HiGHS' dual simplex (Q. Huangfu and J. Hall, Math. Prog. Comp. 10, 2018).

    Parameters
    ----------
    programme : LinearProgramme
        Of N pairs, with utilities scaled to at most 1, the penalty in the same unit, and K cuts.

    Returns
    -------
    Solution
        Positions in 0..N-1, prices in scaled utility; those of the relaxation, where cuts made it fractional.

    Raises
    ------
    NoSolution
        The forced pairs exceed somebody's limit or, with rounds, their common free rounds.
    RuntimeError
        HiGHS stopped without an optimum.
    """
    demand = programme.demand
    pairs, people = len(demand.pair), len(demand.limit)
    busy = _busy(demand) if programme.with_rounds else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    spare = demand.limit - demand.guarantee
    if not pairs:
        return _nothing_to_choose(programme)
    cost = np.concatenate(
        [-programme.utility, np.full(people, programme.penalty), np.zeros(people + len(busy[0]))]
    )
    upper = np.concatenate([np.ones(pairs), demand.guarantee, spare, np.ones(len(busy[0]))])
    lower = np.concatenate([demand.forced.astype(float), np.zeros(2 * people + len(busy[0]))])
    equalities, right = _equalities(demand, busy, programme.with_rounds)
    rows, most = _at_most(programme, len(cost))
    result = linprog(
        cost,
        A_eq=equalities,
        b_eq=right,
        A_ub=rows,
        b_ub=most,
        bounds=np.column_stack([lower, upper]),
        method="highs-ds",
        options={"dual_feasibility_tolerance": 1e-10, "primal_feasibility_tolerance": 1e-9},
    )
    if result.status == 2:
        raise NoSolution
    if result.status != 0:
        raise RuntimeError(f"HiGHS stopped without an optimum: {result.message}")
    chosen = result.x[:pairs]
    if np.abs(chosen - np.round(chosen)).max() > 1e-6:
        chosen = _whole(
            chosen,
            cost,
            Bounds(lower, upper),
            [
                LinearConstraint(equalities, right, right),
                LinearConstraint(rows, -np.inf, most),
            ],
        )
    cut_price = -result.ineqlin.marginals[rows.shape[0] - len(programme.cuts.most) :]
    return _solution(programme, chosen, -result.eqlin.marginals, cut_price, busy)


def _whole(fractional: Floats, cost: Floats, bounds: Bounds, constraints: list[LinearConstraint]) -> Floats:
    """Whole pairs, which only cuts can make fractional, by a short branch and bound."""
    integrality = np.zeros(len(cost))
    integrality[: len(fractional)] = 1
    result = milp(
        cost,
        integrality=integrality,
        bounds=bounds,
        constraints=constraints,
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    return np.floor(fractional + 1e-6) if result.x is None else np.asarray(result.x[: len(fractional)])


def _busy(demand: Demand) -> tuple[Integers, Integers]:
    """(person, round) for every round in which somebody is free."""
    rows, rounds = np.nonzero(np.vstack([demand.applicant_free, demand.table_free]))
    return rows, rounds


def _equalities(
    demand: Demand, busy: tuple[Integers, Integers], with_rounds: bool
) -> tuple[csc_array, Floats]:
    """Rows: everybody's meetings; with rounds, everybody's rounds and each round's two sides too."""
    pairs, people = len(demand.pair), len(demand.limit)
    applicants, rounds = demand.applicant_free.shape
    applicant, table = demand.node
    pair, person = np.arange(pairs), np.arange(people)
    row = [applicant, table, person, person]
    column = [pair, pair, pairs + person, pairs + people + person]
    value = [np.ones(2 * pairs + 2 * people)]
    right = demand.limit.astype(float)
    if with_rounds:
        used = pairs + 2 * people + np.arange(len(busy[0]))
        row += [people + applicant, people + table, people + busy[0], 2 * people + busy[1]]
        column += [pair, pair, used, used]
        sides = np.where(busy[0] < applicants, 1.0, -1.0)
        value += [np.ones(2 * pairs), -np.ones(len(used)), sides]
        right = np.concatenate([right, np.zeros(people + rounds)])
    columns = pairs + 2 * people + len(busy[0])
    matrix = csc_array(
        (np.concatenate(value), (np.concatenate(row), np.concatenate(column))), shape=(len(right), columns)
    )
    return matrix, right


def _at_most(programme: LinearProgramme, columns: int) -> tuple[csc_array, Floats]:
    """One row for every applicant and firm with more than one pair between them, then the cuts."""
    demand, cuts = programme.demand, programme.cuts
    size = np.bincount(demand.meeting)
    several = np.flatnonzero(size > 1)
    row_of = np.full(len(size), -1)
    row_of[several] = np.arange(len(several))
    column = np.flatnonzero(row_of[demand.meeting] >= 0)
    firms = csc_array(
        (np.ones(len(column)), (row_of[demand.meeting[column]], column)), shape=(len(several), columns)
    )
    wide = csc_array(cuts.rows)
    wide.resize((len(cuts.most), columns))
    return csc_array(vstack([firms, wide])), np.concatenate([np.ones(len(several)), cuts.most])


def _solution(
    programme: LinearProgramme, x: Floats, dual: Floats, cut_price: Floats, busy: tuple[Integers, Integers]
) -> Solution:
    demand = programme.demand
    people = len(demand.limit)
    count_price, price = dual[:people], dual[:people]
    value = _people_value(demand, count_price, programme.penalty) + float(cut_price @ programme.cuts.most)
    if programme.with_rounds:
        being_free, round_price = dual[people : 2 * people], dual[2 * people :]
        price = count_price + being_free
        sign = np.where(busy[0] < len(demand.applicant_free), -1.0, 1.0)
        value += float(np.maximum(being_free[busy[0]] + sign * round_price[busy[1]], 0.0).sum())
    return Solution(np.flatnonzero(x > 0.5), price, value, np.maximum(cut_price, 0.0))


def _people_value(demand: Demand, price: Floats, penalty: float) -> float:
    """The dual's part of the people: their limits, and the bounds of missing and spare meetings."""
    missing = demand.guarantee * np.maximum(-penalty - price, 0.0)
    spare = (demand.limit - demand.guarantee) * np.maximum(-price, 0.0)
    return float((demand.limit * price + missing + spare).sum())


def _nothing_to_choose(programme: LinearProgramme) -> Solution:
    """Without open pairs everything guaranteed is missing."""
    demand = programme.demand
    price = np.where(demand.guarantee > 0, -programme.penalty, 0.0)
    value = _people_value(demand, price, programme.penalty)
    return Solution(np.zeros(0, np.int64), price, value, np.zeros(len(programme.cuts.most)))

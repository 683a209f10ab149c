"""The linear programme behind the choice of pairs, with or without rounds, solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.demand import Demand


class NoSolution(Exception):
    """Not even the forced pairs can take place."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearProgramme:
    """Pairs, missing dates and spare dates as columns, people as rows; with rounds, a circulation."""

    demand: Demand
    utility: Floats
    penalty: float
    with_rounds: bool


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """An optimal vertex.

    Attributes
    ----------
    chosen : array of int
        Positions of the chosen pairs.
    price : array of float, shape (A + T,)
        Dual prices of people: those of their number of dates and, with rounds, of being free at all.
    dual_value : float
        The dual's value without the part of the pairs.
    usage : array of bool, shape (A + T, R), or None
        With rounds: who is busy when.
    """

    chosen: Integers
    price: Floats
    dual_value: float
    usage: Booleans | None


def solve_programme(programme: LinearProgramme) -> Solution:
    """Solve it with HiGHS' dual simplex.

    For everybody: dates + missing + spare = limit, with missing in [0, guarantee] at the price of `penalty` and
    spare in [0, limit - guarantee]. Pairs of one applicant and firm: together at most 1. With rounds: everybody's
    dates = rounds they are busy in, and in each round as many applicants busy as tables.

    Raises
    ------
    NoSolution
        The forced pairs exceed somebody's limit or, with rounds, their common free rounds.
    """
    demand = programme.demand
    pairs, people = len(demand.pair), len(demand.limit)
    busy = _busy(demand) if programme.with_rounds else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    spare = demand.limit - demand.guarantee
    if not pairs:
        return _nothing_to_choose(programme)
    cost = np.concatenate([-programme.utility, np.full(people, programme.penalty), np.zeros(people + len(busy[0]))])
    upper = np.concatenate([np.ones(pairs), demand.guarantee, spare, np.ones(len(busy[0]))])
    lower = np.concatenate([demand.forced.astype(float), np.zeros(2 * people + len(busy[0]))])
    equalities, right = _equalities(demand, busy, programme.with_rounds)
    firms, firm_count = _firm_rows(demand, len(cost))
    result = linprog(
        cost, A_eq=equalities, b_eq=right, A_ub=firms, b_ub=np.ones(firm_count) if firm_count else None,
        bounds=np.column_stack([lower, upper]), method="highs-ds",
        options={"dual_feasibility_tolerance": 1e-10, "primal_feasibility_tolerance": 1e-9},
    )
    if result.status == 2:
        raise NoSolution
    if result.status != 0:
        raise RuntimeError(f"HiGHS stopped without an optimum: {result.message}")
    return _solution(programme, result.x, -result.eqlin.marginals, busy)


def _busy(demand: Demand) -> tuple[Integers, Integers]:
    """(person, round) for every round in which somebody is free."""
    rows, rounds = np.nonzero(np.vstack([demand.applicant_free, demand.table_free]))
    return rows, rounds


def _equalities(
    demand: Demand, busy: tuple[Integers, Integers], with_rounds: bool
) -> tuple[csc_array, Floats]:
    """Rows: everybody's dates; with rounds, everybody's rounds and each round's two sides too."""
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


def _firm_rows(demand: Demand, columns: int) -> tuple[csc_array | None, int]:
    """One row for every applicant and firm with more than one pair between them."""
    size = np.bincount(demand.meeting)
    several = np.flatnonzero(size > 1)
    if not len(several):
        return None, 0
    row_of = np.full(len(size), -1)
    row_of[several] = np.arange(len(several))
    column = np.flatnonzero(row_of[demand.meeting] >= 0)
    row = row_of[demand.meeting[column]]
    return csc_array((np.ones(len(row)), (row, column)), shape=(len(several), columns)), len(several)


def _solution(
    programme: LinearProgramme, x: Floats, dual: Floats, busy: tuple[Integers, Integers]
) -> Solution:
    demand = programme.demand
    pairs, people = len(demand.pair), len(demand.limit)
    count_price, price = dual[:people], dual[:people]
    value = _people_value(demand, count_price, programme.penalty)
    usage = None
    if programme.with_rounds:
        being_free, round_price = dual[people:2 * people], dual[2 * people:]
        price = count_price + being_free
        sign = np.where(busy[0] < len(demand.applicant_free), -1.0, 1.0)
        value += float(np.maximum(being_free[busy[0]] + sign * round_price[busy[1]], 0.0).sum())
        usage = np.zeros((people, demand.applicant_free.shape[1]), np.bool_)
        usage[busy] = x[pairs + 2 * people:] > 0.5
    return Solution(np.flatnonzero(x[:pairs] > 0.5), price, value, usage)


def _people_value(demand: Demand, price: Floats, penalty: float) -> float:
    """The dual's part of the people: their limits, and the bounds of missing and spare dates."""
    missing = demand.guarantee * np.maximum(-penalty - price, 0.0)
    spare = (demand.limit - demand.guarantee) * np.maximum(-price, 0.0)
    return float((demand.limit * price + missing + spare).sum())


def _nothing_to_choose(programme: LinearProgramme) -> Solution:
    """Without open pairs everything guaranteed is missing."""
    demand = programme.demand
    price = np.where(demand.guarantee > 0, -programme.penalty, 0.0)
    usage = np.zeros((len(demand.limit), demand.applicant_free.shape[1]), np.bool_)
    value = _people_value(demand, price, programme.penalty)
    return Solution(np.zeros(0, np.int64), price, value, usage if programme.with_rounds else None)

"""Exact search over (pair, round), for what colouring leaves open: small problems or parts of large ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from scheduler.arrays import Floats, Integers, rounds_in
from scheduler.choosing.reduced_problem import Demand
from scheduler.placing.timetable import Timetable

LARGEST = 1e4  # the largest utility as HiGHS sees it, which stops at an absolute gap of 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class TimedChoice:
    """Chosen open pairs with their rounds.

    Attributes
    ----------
    position, round : array of int
        Positions of the chosen pairs among the open ones, and their rounds (from 0).
    bound : float
        The weighted value (utility minus penalty times missing meetings) cannot be larger than this.
    """

    position: Integers
    round: Integers
    bound: float


def choose_timed_pairs(
    demand: Demand,
    penalty: float,
    nodes: int,
    seconds: float | None = None,
    weight: float = 1.0,
    most_missing: int | None = None,
) -> TimedChoice | None:
    """Maximise weight x utility - penalty x missing meetings over (pair, round), by HiGHS' branch and bound.

    Parameters
    ----------
    demand : Demand
        The open part of a problem; its size decides the effort.
    penalty : float
        What a missing meeting costs, in utility.
    nodes : int
        Branch and bound stops after so many nodes.
    seconds : float or None
        It also stops after so long.
    weight : float
        Of the utility; 0 looks at missing meetings alone.
    most_missing : int or None
        No more missing meetings than these.

    Returns
    -------
    TimedChoice or None
        The best choice found; None if there was none in time.
    """
    pair, r = np.nonzero(demand.applicant_free[demand.applicant] & demand.table_free[demand.table])
    columns, people = len(pair), len(demand.limit)
    largest = float(demand.utility.max(initial=0.0)) if weight else 0.0
    scale = (largest or 1.0) / LARGEST
    cost = np.concatenate(
        [
            -weight * demand.utility[pair] / scale,
            np.full(people, penalty / scale),
            np.zeros(people),
        ]
    )
    spare = demand.limit - demand.guarantee
    options: dict[str, float] = {"mip_rel_gap": 0.0, "node_limit": nodes}
    if seconds is not None:
        options["time_limit"] = max(0.01, seconds)
    result = milp(
        cost,
        integrality=np.concatenate([np.ones(columns), np.zeros(2 * people)]),
        bounds=Bounds(0, np.concatenate([np.ones(columns), demand.guarantee, spare])),
        constraints=_constraints(demand, pair, r, most_missing),
        options=options,
    )
    if result.x is None:
        return None
    taken = np.flatnonzero(result.x[:columns] > 0.5)
    return TimedChoice(pair[taken], r[taken], -float(result.mip_dual_bound) * scale)


def _constraints(
    demand: Demand, pair: Integers, r: Integers, most_missing: int | None
) -> list[LinearConstraint]:
    """All rules, over the columns (pair, round), missing meetings and spare meetings."""
    columns, people = len(pair), len(demand.limit)
    width = columns + 2 * people
    rules = [_once(demand, pair, width), _apart(demand, pair, r, width), _counted(demand, pair, width)]
    if most_missing is not None:
        missing = np.zeros((1, width))
        missing[0, columns : columns + people] = 1
        rules.append(LinearConstraint(missing, 0, most_missing))
    return rules


def _once(demand: Demand, pair: Integers, width: int) -> LinearConstraint:
    """An applicant meets a firm at most once, and exactly once at a forced pair."""
    meeting, row = np.unique(demand.meeting[pair], return_inverse=True)
    least = np.zeros(len(meeting))
    least[np.isin(meeting, demand.meeting[demand.forced])] = 1
    return LinearConstraint(_rows(row, np.arange(len(pair)), len(meeting), width), least, 1)


def _apart(demand: Demand, pair: Integers, r: Integers, width: int) -> LinearConstraint:
    """Nobody has two meetings in a round."""
    rounds = demand.applicant_free.shape[1]
    applicant, table = demand.node
    cell = np.concatenate([applicant[pair] * rounds + r, table[pair] * rounds + r])
    cells, row = np.unique(cell, return_inverse=True)
    column = np.tile(np.arange(len(pair)), 2)
    return LinearConstraint(_rows(row, column, len(cells), width), 0, 1)


def _counted(demand: Demand, pair: Integers, width: int) -> LinearConstraint:
    """Meetings, missing meetings and spare meetings of everybody make up their limit."""
    applicant, table = demand.node
    columns, people = len(pair), len(demand.limit)
    person = np.arange(people)
    row = np.concatenate([applicant[pair], table[pair], person, person])
    column = np.concatenate([np.tile(np.arange(columns), 2), columns + person, columns + people + person])
    return LinearConstraint(_rows(row, column, people, width), demand.limit, demand.limit)


def _rows(row: Integers, column: Integers, height: int, width: int) -> csr_array:
    ones: Floats = np.ones(len(row))
    return csr_array((ones, (row, column)), shape=(height, width))


def feasible_rounds(timetable: Timetable, pairs: list[int]) -> list[int] | None:
    """Rounds for unplaced pairs beside the meetings of the timetable, or None if there are none; exact.

    By HiGHS' branch and bound over (pair, round), without a limit on its work.

    Parameters
    ----------
    timetable : Timetable
        Not changed: its meetings stay where they are.
    pairs : list of int
        Unplaced pairs, in 0..E-1, each once.

    Returns
    -------
    list of int or None
        A round, from 0, for each pair in the order given.
    """
    columns = [
        (i, r)
        for i, pair in enumerate(pairs)
        for r in rounds_in(timetable.free[timetable.ends[pair][0]] & timetable.free[timetable.ends[pair][1]])
    ]
    if len({i for i, _ in columns}) < len(pairs):
        return None
    if not pairs:
        return []
    pair_of, round_of = np.array(columns).T
    ends = np.array([timetable.ends[pair] for pair in pairs])
    cell = np.concatenate([ends[pair_of, side] * timetable.rounds + round_of for side in (0, 1)])
    cells, row = np.unique(cell, return_inverse=True)
    column = np.arange(len(columns))
    result = milp(
        np.zeros(len(columns)),
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(_rows(pair_of, column, len(pairs), len(columns)), 1, 1),
            LinearConstraint(_rows(row, np.tile(column, 2), len(cells), len(columns)), 0, 1),
        ],
    )
    if result.x is None:
        return None
    taken = np.flatnonzero(result.x > 0.5)
    rounds = np.zeros(len(pairs), int)
    rounds[pair_of[taken]] = round_of[taken]
    return [int(r) for r in rounds]

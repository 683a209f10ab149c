"""scipy.optimize.milp (HiGHS' branch and bound) on the three-index model."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

from benchmarks.peers.answer import Answer
from benchmarks.peers.three_index import columns_of, meetings_of, must_meet
from scheduler.arrays import arrays_of
from scheduler.problem import Problem


def plan(problem: Problem, seconds: float) -> Answer:
    """Maximise utility minus the price of missing meetings; the best found within `seconds`."""
    arrays = arrays_of(problem)
    columns = columns_of(arrays)
    people, count = arrays.applicants + arrays.tables, len(columns.pair)
    limit = np.concatenate([arrays.applicant_limit, arrays.table_limit])
    guarantee = np.concatenate([arrays.applicant_guarantee, arrays.table_guarantee])
    of_applicants = _rows(arrays.pair_applicant[columns.pair], arrays.applicants, count)
    of_tables = _rows(arrays.pair_table[columns.pair], arrays.tables, count)
    meetings = vstack([of_applicants, of_tables], format="csr")
    constraints = [
        LinearConstraint(_beside(_compressed(group, count), people), ub=1)
        for group in (columns.applicant_round, columns.table_round, columns.meeting)
    ]
    constraints.append(LinearConstraint(_beside(meetings, people), ub=limit))
    constraints.append(LinearConstraint(hstack([meetings, identity(people)], format="csr"), lb=guarantee))
    must = must_meet(arrays)
    if len(must):
        forced = _rows(columns.pair, arrays.pairs, count)[must]
        constraints.append(LinearConstraint(_beside(forced, people), lb=1, ub=1))
    price = float(arrays.utility.max(initial=0.0) or 1.0) * (min(arrays.applicants, arrays.tables) + 2)
    result = milp(
        np.concatenate([-arrays.utility[columns.pair], np.full(people, price)]),
        constraints=constraints,
        bounds=Bounds(0, np.concatenate([np.ones(count), guarantee])),
        integrality=np.concatenate([np.ones(count), np.zeros(people)]),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if result.x is None:
        return Answer(None, proven=False)
    return Answer(meetings_of(arrays, columns, result.x[:count] > 0.5), proven=result.status == 0)


def _rows(group: np.ndarray, rows: int, columns: int) -> csr_array:
    return csr_array((np.ones(columns), (group, np.arange(columns))), shape=(rows, columns))


def _compressed(group: np.ndarray, columns: int) -> csr_array:
    number = np.unique(group, return_inverse=True)[1]
    return _rows(number, int(number.max(initial=-1)) + 1, columns)


def _beside(matrix: csr_array, people: int) -> csr_array:
    """The same rows with empty columns for the missing meetings."""
    return hstack([matrix, csr_array((matrix.shape[0], people))], format="csr")

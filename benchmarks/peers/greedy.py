"""Greedy: the best assignment of each round, one round after the other (scipy's Jonker-Volgenant)."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.peers.answer import Answer
from scheduler.arrays import arrays_of
from scheduler.problem import Meeting, Problem


def plan(problem: Problem, _seconds: float) -> Answer:
    """Pinned pairs come first in their round; guarantees are not looked at."""
    arrays = arrays_of(problem)
    worth = np.full((arrays.applicants, arrays.tables), -1.0)
    worth[arrays.pair_applicant, arrays.pair_table] = arrays.utility + 1e-9
    pinned = 1e6 * (worth.max() + 1.0)
    meetings: list[Meeting] = []
    met = np.zeros((arrays.applicants, arrays.companies), bool)
    had_a, had_t = np.zeros(arrays.applicants, int), np.zeros(arrays.tables, int)
    for r in range(arrays.rounds):
        open_a = arrays.applicant_there[:, r] & (had_a < arrays.applicant_limit)
        open_t = arrays.table_there[:, r] & (had_t < arrays.table_limit)
        here = np.where(open_a[:, None] & open_t & ~met[:, arrays.company], worth, -1.0)
        now = (arrays.pin == r) | (arrays.pin == -1)
        a, t = arrays.pair_applicant[now], arrays.pair_table[now]
        here[a, t] = np.where(here[a, t] >= 0, pinned, -1.0)
        later = arrays.pin > r
        here[arrays.pair_applicant[later], arrays.pair_table[later]] = -1.0
        row, column = linear_sum_assignment(np.maximum(here, 0.0), maximize=True)
        good = here[row, column] > 0.0
        row, column = row[good], column[good]
        met[row, arrays.company[column]] = True
        had_a[row] += 1
        had_t[column] += 1
        for i, k in zip(row.tolist(), column.tolist(), strict=True):
            meetings.append(Meeting(r + 1, problem.applicants[i].id, problem.tables[k].id))
    return Answer(meetings, proven=False)

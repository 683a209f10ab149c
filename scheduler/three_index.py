"""Exact search over (pair, round), for what colouring and repair leave open."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from scheduler.timetable import Timetable, rounds_in


def feasible_rounds(timetable: Timetable, pairs: list[int]) -> list[int] | None:
    """Rounds for unplaced pairs beside the dates of the timetable, or None if there are none (decided exactly)."""
    columns = [
        (i, r) for i, pair in enumerate(pairs)
        for r in rounds_in(timetable.free[timetable.ends[pair][0]] & timetable.free[timetable.ends[pair][1]])
    ]
    if len({i for i, _ in columns}) < len(pairs):
        return None
    if not pairs:
        return []
    pair_of, round_of = np.array(columns).T
    ends = np.array([timetable.ends[pair] for pair in pairs])
    cell = [ends[pair_of, side] * timetable.rounds + round_of for side in (0, 1)]
    column = np.arange(len(columns))
    once = csr_array((np.ones(len(columns)), (pair_of, column)))
    cells, row = np.unique(np.concatenate(cell), return_inverse=True)
    apart = csr_array((np.ones(len(row)), (row, np.concatenate([column, column]))), shape=(len(cells), len(columns)))
    result = milp(
        np.zeros(len(columns)), integrality=np.ones(len(columns)), bounds=Bounds(0, 1),
        constraints=[LinearConstraint(once, 1, 1), LinearConstraint(apart, 0, 1)],
    )
    if result.x is None:
        return None
    taken = np.flatnonzero(result.x > 0.5)
    rounds = np.zeros(len(pairs), int)
    rounds[pair_of[taken]] = round_of[taken]
    return [int(r) for r in rounds]

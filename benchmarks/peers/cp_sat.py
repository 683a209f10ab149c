"""OR-tools' CP-SAT on the three-index model."""

from __future__ import annotations

import os
from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.answer import Answer
from benchmarks.peers.three_index import columns_of, meetings_of, must_meet
from scheduler.arrays import arrays_of
from scheduler.problem import Problem

DIGITS = 10_000


def plan(problem: Problem, seconds: float) -> Answer:
    """Maximise utility minus the price of missing meetings; the best found within `seconds`."""
    arrays = arrays_of(problem)
    columns = columns_of(arrays)
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(len(columns.pair))]
    for group in (columns.applicant_round, columns.table_round, columns.meeting):
        for members in _grouped(x, group).values():
            model.add_at_most_one(members)
    of_pair = _grouped(x, columns.pair)
    for pair in must_meet(arrays).tolist():
        model.add_exactly_one(of_pair[pair])
    largest = round(float(arrays.utility.max(initial=0.0)) * DIGITS) + 1
    price = largest * (min(arrays.applicants, arrays.tables) + 2)
    missing = []
    sides = (
        (arrays.pair_applicant, arrays.applicant_limit, arrays.applicant_guarantee),
        (arrays.pair_table, arrays.table_limit, arrays.table_guarantee),
    )
    for who, limit, guarantee in sides:
        meetings = _grouped(x, who[columns.pair])
        for person in range(len(limit)):
            short = model.new_int_var(0, int(guarantee[person]), "")
            missing.append(short)
            model.add(sum(meetings.get(person, [])) + short >= int(guarantee[person]))
            model.add(sum(meetings.get(person, [])) <= int(limit[person]))
    worth = np.round(arrays.utility[columns.pair] * DIGITS).astype(int).tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(x, worth) - price * cp_model.LinearExpr.sum(missing))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = os.cpu_count() or 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, proven=False)
    chosen = np.array([solver.boolean_value(var) for var in x])
    return Answer(meetings_of(arrays, columns, chosen), proven=status == cp_model.OPTIMAL)


def _grouped(x: list[cp_model.IntVar], group: np.ndarray) -> dict[int, list[cp_model.IntVar]]:
    members: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for var, number in zip(x, group.tolist(), strict=True):
        members[number].append(var)
    return members

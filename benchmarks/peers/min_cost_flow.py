"""OR-tools' min-cost flow for the pairs, then edge colouring for the rounds; for evenings without windows."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.peers.answer import Answer
from scheduler.arrays import NOT_PINNED, Arrays, arrays_of
from scheduler.placing.edge_colouring import place_all
from scheduler.placing.timetable import Timetable
from scheduler.problem import Problem

DIGITS = 10_000  # utilities have four digits; OR-tools wants whole costs


def plan(problem: Problem, _seconds: float) -> Answer:
    """The flow's pairs, coloured with our own Kempe chains, since OR-tools has no edge colouring."""
    arrays = arrays_of(problem)
    timetable = Timetable(arrays)
    chosen = choose_pairs(arrays)
    place_all(timetable, [pair for pair in chosen.tolist() if arrays.pin[pair] < 0])
    return Answer(list(arrays.meetings(*timetable.placed())), proven=True)


def choose_pairs(arrays: Arrays) -> np.ndarray:
    """Positions of the chosen pairs: a circulation from applicants over firms to tables and back."""
    flow = min_cost_flow.SimpleMinCostFlow()
    scale = round(float(arrays.utility.max(initial=0.0)) * DIGITS) + 1
    missing = scale * (min(arrays.applicants, arrays.tables) + 2)
    applicant = np.arange(arrays.applicants)
    table = arrays.applicants + np.arange(arrays.tables)
    source, sink = arrays.applicants + arrays.tables, arrays.applicants + arrays.tables + 1
    _side(
        flow, 0 * applicant + source, applicant, arrays.applicant_limit, arrays.applicant_guarantee, missing
    )
    _side(flow, table, 0 * table + sink, arrays.table_limit, arrays.table_guarantee, missing)
    flow.add_arc_with_capacity_and_unit_cost(sink, source, int(arrays.applicant_limit.sum()), 0)
    pairs = _pair_arcs(flow, arrays, sink + 1, scale * missing)
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    return np.flatnonzero(flow.flows(pairs) > 0)


def _side(
    flow: min_cost_flow.SimpleMinCostFlow,
    tail: np.ndarray,
    head: np.ndarray,
    limit: np.ndarray,
    guarantee: np.ndarray,
    missing: int,
) -> None:
    """Guaranteed meetings are paid for, the others are free."""
    zeros = np.zeros(len(limit), np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, guarantee.astype(np.int64), zeros - missing)
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, (limit - guarantee).astype(np.int64), zeros)


def _pair_arcs(
    flow: min_cost_flow.SimpleMinCostFlow, arrays: Arrays, first_free_node: int, pinned: int
) -> np.ndarray:
    """One arc a pair; pairs of an applicant with a firm of several tables go through a node of capacity 1."""
    key = arrays.pair_applicant.astype(np.int64) * arrays.companies + arrays.company[arrays.pair_table]
    meetings, meeting, size = np.unique(key, return_inverse=True, return_counts=True)
    several = np.flatnonzero(size > 1)
    node = np.full(len(meetings), -1)
    node[several] = first_free_node + np.arange(len(several))
    one = np.ones(len(several), np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        meetings[several] // arrays.companies, node[several], one, 0 * one
    )
    tail = np.where(node[meeting] >= 0, node[meeting], arrays.pair_applicant)
    head = arrays.applicants + arrays.pair_table
    cost = -np.round(arrays.utility * DIGITS).astype(np.int64) - np.where(arrays.pin != NOT_PINNED, pinned, 0)
    return flow.add_arcs_with_capacity_and_unit_cost(tail, head, np.ones(arrays.pairs, np.int64), cost)

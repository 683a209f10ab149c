"""Our planner up to the proven optimum of shortfall and utility, which is all that the peers look for."""

from __future__ import annotations

from benchmarks.peers.answer import Answer
from scheduler.problem import Problem
from scheduler.solve import solve


def plan(problem: Problem, _seconds: float) -> Answer:
    """The first arrangement; without windows it is already proven."""
    made = solve(problem, time_limit=0)
    return Answer(list(made.meetings), made.certificate.optimal)

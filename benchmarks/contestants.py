"""Who takes part in the comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.peers import cp_sat, greedy, milp, min_cost_flow, rotation
from benchmarks.peers.answer import Answer
from scheduler.arrays import arrays_of
from scheduler.problem import Problem
from scheduler.solve import solve


@dataclass(frozen=True, slots=True)
class Contestant:
    """A way to plan, and where it takes part.

    Attributes
    ----------
    plan : callable
        (problem, seconds) to answer.
    windows : bool
        Whether it knows availability windows.
    most_columns : int or None
        It takes part only up to so many (pair, round) columns.
    """

    plan: Callable[[Problem, float], Answer]
    windows: bool = True
    most_columns: int | None = None

    def takes_part(self, problem: Problem) -> bool:
        """Whether this problem is something for it."""
        if self.most_columns is not None and len(problem.utilities) * problem.rounds > self.most_columns:
            return False
        return self.windows or arrays_of(problem).uniform


def _ours(problem: Problem, _seconds: float) -> Answer:
    plan = solve(problem)
    return Answer(list(plan.dates), plan.certificate.optimal)


def _ours_without_waiting(problem: Problem, _seconds: float) -> Answer:
    plan = solve(problem, time_limit=0)
    return Answer(list(plan.dates), plan.certificate.optimal)


OURS = "ours, pairs and rounds"
CONTESTANTS: dict[str, Contestant] = {
    OURS: Contestant(_ours_without_waiting, windows=False),
    "ours, waiting shortened too": Contestant(_ours),
    "OR-tools min-cost flow + colouring": Contestant(min_cost_flow.plan, windows=False),
    "CP-SAT, three-index": Contestant(cp_sat.plan, most_columns=200_000),
    "scipy milp, three-index": Contestant(milp.plan, most_columns=200_000),
    "greedy assignment per round": Contestant(greedy.plan),
    "plain rotation": Contestant(rotation.plan),
}
SLOW = ("CP-SAT, three-index", "scipy milp, three-index")

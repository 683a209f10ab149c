"""Who takes part in the comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from benchmarks.peers.answer import Answer
from scheduler.arrays import arrays_of
from scheduler.problem import Problem


@dataclass(frozen=True, slots=True)
class Contestant:
    """A way to plan, and where it takes part.

    Attributes
    ----------
    module : str
        Where its `plan` is; loaded when it is called, so that memory is that of one contestant alone.
    windows : bool
        Whether it knows availability windows.
    most_columns : int or None
        It takes part only up to so many (pair, round) columns.
    """

    module: str
    windows: bool = True
    most_columns: int | None = None

    def takes_part(self, problem: Problem) -> bool:
        """Whether this problem is something for it."""
        if self.most_columns is not None and len(problem.utilities) * problem.rounds > self.most_columns:
            return False
        return self.windows or arrays_of(problem).uniform

    def load(self) -> Callable[[Problem, float], Answer]:
        """Its function of a problem and a time limit in seconds."""
        return cast(Callable[[Problem, float], Answer], import_module(self.module).plan)


OURS = "ours, pairs and rounds"
OURS_WITH_WAITING = "ours, waiting shortened too"
CONTESTANTS: dict[str, Contestant] = {
    OURS: Contestant("benchmarks.peers.ours_without_waiting", windows=False),
    OURS_WITH_WAITING: Contestant("benchmarks.peers.ours"),
    "OR-tools min-cost flow + colouring": Contestant("benchmarks.peers.min_cost_flow", windows=False),
    "CP-SAT, three-index": Contestant("benchmarks.peers.cp_sat", most_columns=200_000),
    "scipy milp, three-index": Contestant("benchmarks.peers.milp", most_columns=200_000),
    "greedy assignment per round": Contestant("benchmarks.peers.greedy"),
    "plain rotation": Contestant("benchmarks.peers.rotation"),
}
SLOW = ("CP-SAT, three-index", "scipy milp, three-index")

"""All contestants on all problems, interleaved, each several times, as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.contestants import CONTESTANTS, OURS, SLOW
from benchmarks.measurement import Measurement, measure
from scheduler.arrays import arrays_of
from scheduler.check import Verdict, check
from scheduler.problem import Problem

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """How often to measure, and for how long the slow contestants may search."""

    repetitions: int
    slow_repetitions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """All runs of a contestant on a problem, and what the checker says of the last plan."""

    name: str
    runs: list[Measurement]
    verdict: Verdict | None

    @property
    def seconds(self) -> float:
        """Median wall seconds."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu_seconds(self) -> float:
        """Median CPU seconds, over all threads."""
        return median(run.cpu_seconds for run in self.runs)


def compare(problem: Problem, effort: Effort, say: Say) -> list[Result]:
    """Measure everybody who takes part, in turns, so that a busy moment of the machine hits all alike."""
    names = [name for name, contestant in CONTESTANTS.items() if contestant.takes_part(problem)]
    runs: dict[str, list[Measurement]] = {name: [] for name in names}
    for turn in range(max(effort.repetitions, effort.slow_repetitions)):
        for name in names:
            if turn < (effort.slow_repetitions if name in SLOW else effort.repetitions):
                seconds = effort.seconds if name in SLOW else 0.0
                runs[name].append(measure(name, problem, seconds))
                say(f"{problem.name}, {name}: {runs[name][-1].seconds:.3f} s")
    return [Result(name, runs[name], _verdict(problem, runs[name][-1])) for name in names if runs[name]]


def _verdict(problem: Problem, run: Measurement) -> Verdict | None:
    return None if run.meetings is None else check(problem, run.meetings)


def as_markdown(problem: Problem, results: list[Result], seconds: float) -> str:
    """One table a problem."""
    arrays = arrays_of(problem)
    title = (
        f"### {problem.name}\n\n{arrays.applicants:,} applicants, {arrays.tables:,} tables, {problem.rounds} "
        f"rounds, {arrays.pairs:,} pairs, guarantee {problem.guarantee.applicant}/{problem.guarantee.table}, "
        f"{len(problem.pins)} pins, {'everybody always there' if arrays.uniform else 'with windows'}\n"
    )
    head = [
        "| contestant | runs | s (median) | CPU s | times ours | peak MB "
        "| rules | shortfall | utility | proven | waiting |",
        "| --- | --: | --: | --: | --: | --: | --- | --: | --: | --- | --: |",
    ]
    ours = next((result.seconds for result in results if result.name == OURS), results[0].seconds)
    return "\n".join([title, *head, *(_row(result, ours, seconds) for result in results)]) + "\n"


def _row(result: Result, ours: float, limit: float) -> str:
    peak = max(run.peak_megabytes for run in result.runs)
    stopped = result.name in SLOW and not all(run.proven for run in result.runs)
    at_least = ">= " if stopped else ""
    cells = [result.name, str(len(result.runs)), f"{result.seconds:.3f}", f"{result.cpu_seconds:.3f}"]
    cells += [f"{at_least}{result.seconds / ours:.2f}", f"{peak:.0f}", *_quality(result, limit)]
    return "| " + " | ".join(cells) + " |"


def _quality(result: Result, limit: float) -> list[str]:
    verdict = result.verdict
    if verdict is None:
        return [f"no plan in {limit:.0f} s", "", "", "no", ""]
    rules = "kept" if verdict.valid else f"{len(verdict.broken)} broken"
    proven = "yes" if all(run.proven for run in result.runs) else "no"
    return [rules, str(verdict.shortfall), f"{verdict.utility:.4f}", proven, str(verdict.waiting)]

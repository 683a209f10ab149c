"""Seconds and megabytes of our planner while the work grows up to a million pairs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.comparison import Say
from benchmarks.contestants import OURS
from benchmarks.evenings import evening
from benchmarks.measurement import measure
from scheduler.check import check

SIZES = ((500, 100), (1_000, 100), (2_000, 200), (4_000, 400), (7_000, 700), (10_000, 1_000))
ROUNDS, CANDIDATES = 24, 100


@dataclass(frozen=True, slots=True)
class Point:
    """One size: what it took and whether it is proven and keeps the rules."""

    applicants: int
    tables: int
    pairs: int
    seconds: float
    megabytes: float
    proven: bool
    valid: bool
    utility: float


def grow(repetitions: int, most_pairs: int, say: Say) -> list[Point]:
    """Measure every size, the small ones several times."""
    points = []
    for applicants, tables in SIZES:
        problem = evening(applicants, tables, ROUNDS, seed=1, candidates=CANDIDATES)
        if len(problem.utilities) > most_pairs:
            break
        runs = [measure(OURS, problem, 0.0) for _ in range(repetitions)]
        assert runs[-1].meetings is not None
        verdict = check(problem, runs[-1].meetings)
        points.append(
            Point(
                applicants,
                tables,
                len(problem.utilities),
                median(run.seconds for run in runs),
                max(run.peak_megabytes for run in runs),
                all(run.proven for run in runs),
                verdict.valid,
                verdict.utility,
            )
        )
        say(f"{applicants} x {tables}: {points[-1].seconds:.2f} s, {points[-1].megabytes:.0f} MB")
    return points


def as_markdown(points: list[Point]) -> str:
    """A table with the time of each pair, so that growth faster than the pairs shows."""
    rows = [
        "| applicants x tables x rounds | pairs | s | microseconds a pair | peak MB | rules | proven |",
        "| --- | --: | --: | --: | --: | --- | --- |",
    ]
    rows += [
        f"| {p.applicants:,} x {p.tables:,} x {ROUNDS} | {p.pairs:,} | {p.seconds:.2f} "
        f"| {1e6 * p.seconds / p.pairs:.1f} | {p.megabytes:.0f} | {'kept' if p.valid else 'broken'} "
        f"| {'yes' if p.proven else 'no'} |"
        for p in points
    ]
    return "\n".join(rows) + "\n"


def draw(points: list[Point], path: Path) -> None:
    """Seconds and megabytes over pairs, both axes logarithmic for the seconds."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "tischwechsel"
    import matplotlib.pyplot as plt

    figure, (seconds, memory) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    pairs = [p.pairs for p in points]
    seconds.loglog(pairs, [p.seconds for p in points], "o-", color="#1f6f8b")
    seconds.set(xlabel="pairs", ylabel="seconds", title="Time to the proven optimum")
    memory.plot(pairs, [p.megabytes for p in points], "o-", color="#b5523b")
    memory.set(xlabel="pairs", ylabel="MB", title="Peak memory of the process", ylim=(0, None))
    for axes in (seconds, memory):
        axes.grid(visible=True, alpha=0.3)
    figure.savefig(path, metadata={"Meeting": None})
    plt.close(figure)

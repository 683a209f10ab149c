"""How the waiting falls while our planner searches on: the quality curve at 300 x 100 x 12."""

from __future__ import annotations

from pathlib import Path

from benchmarks.comparison import Say
from benchmarks.evenings import evening, with_windows
from scheduler.plan import Plan
from scheduler.solve import solve

MOMENTS = (0.5, 1.0, 2.0, 5.0)


def search(seconds: float, say: Say) -> dict[str, Plan]:
    """One plan of each kind of evening, with its curve."""
    plain, wished = evening(300, 100, 12, seed=1, wishes=False), evening(300, 100, 12, seed=1)
    evenings = {
        "always there, smooth utilities": plain,
        "always there, wishes": wished,
        "30 % with windows, wishes": with_windows(wished, 0.3, seed=1),
    }
    plans = {}
    for name, problem in evenings.items():
        plans[name] = solve(problem, time_limit=seconds)
        say(f"{name}: waiting {plans[name].statistics.first_waiting} -> {plans[name].statistics.waiting}")
    return plans


def as_markdown(plans: dict[str, Plan]) -> str:
    """Waiting rounds at the first arrangement, after some seconds and at the end."""
    moments = " | ".join(f"{moment:g} s" for moment in MOMENTS)
    rows = [
        f"| evening, 300 x 100 x 12 | first arrangement | {moments} | less waiting |",
        "| --- | --: |" + " --: |" * len(MOMENTS) + " --: |",
    ]
    for name, plan in plans.items():
        first = plan.statistics.first_waiting
        cells = [str(_waiting_after(plan, moment)) for moment in MOMENTS]
        less = 1.0 - plan.statistics.waiting / first if first else 0.0
        rows.append(f"| {name} | {first} | {' | '.join(cells)} | {100 * less:.1f} % |")
    return "\n".join(rows) + "\n"


def _waiting_after(plan: Plan, seconds: float) -> int:
    seen = [point.waiting for point in plan.curve if point.seconds <= seconds]
    return seen[-1] if seen else plan.statistics.first_waiting


def draw(plans: dict[str, Plan], path: Path) -> None:
    """One line an evening."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "tischwechsel"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
    for name, plan in plans.items():
        points = [(point.seconds, point.waiting) for point in plan.curve]
        axes.step([s for s, _ in points], [w for _, w in points], where="post", label=name)
    axes.set(xlabel="seconds", ylabel="waiting rounds", title="Quality over time", ylim=(0, None))
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.savefig(path, metadata={"Meeting": None})
    plt.close(figure)

"""The planner beside its peers in one run, as Markdown.

``python -m benchmarks.planner [--quick] [--only SECTION] [--docs]`` prints it; with ``--docs`` it also writes
``docs/benchmarks.md`` and its plots.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import comparison, promises, replanning, scaling, waiting
from benchmarks.comparison import Effort
from benchmarks.evenings import evening, with_windows
from scheduler.files import read_instance
from scheduler.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("comparison", "scaling", "waiting", "replanning")
FULL = Effort(repetitions=5, slow_repetitions=5, seconds=90.0)
ON_THE_SIDE = Effort(repetitions=5, slow_repetitions=1, seconds=20.0)
QUICK = Effort(repetitions=1, slow_repetitions=1, seconds=5.0)
NOTES = """\
Every figure is from one run of `python -m benchmarks.planner --docs` on one machine, so compare figures with
each other, not with those of other machines. Contestants take turns, each call in a fresh process; seconds
are the median of the calls and leave out imports and reading, peak memory counts them. CPU seconds tell the
work where other programs kept the machine busy. The checker judges every plan.

- *proven*: the contestant itself proves shortfall and utility best. The flow proves the pairs, and colouring
  always finds rounds for them when everybody is always there.
- Where a slow contestant is stopped at its limit, its ratio is a lower bound and its figures are what it had.
- OR-tools' flow has no guarantee of its own, no pins with a round and no windows: here guarantees are priced
  arcs, pins are coloured by our own Kempe chains, and with windows it does not take part.
- Greedy and rotation know no guarantee: greedy's utility can be higher than the optimum's because it pays for
  it with people who get too few dates; look at the shortfall first.
"""


def main() -> int:
    """Run the sections that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one call each, short limits, small sizes")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section alone (repeatable)")
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md and its plots")
    arguments = parser.parse_args()
    report = make_report(
        set(arguments.only or SECTIONS), arguments.quick, ROOT / "docs" if arguments.docs else None
    )
    print(report)
    if arguments.docs:
        (ROOT / "docs" / "benchmarks.md").write_text(report, encoding="utf-8")
    return 0


def make_report(sections: set[str], quick: bool, docs: Path | None) -> str:
    """All sections as one Markdown page."""
    started = datetime.now(UTC)
    parts, kept = [], []
    if "comparison" in sections:
        text, results = _comparison(quick)
        parts.append(f"## Beside its peers\n\n{NOTES}\n{text}")
        kept += promises.of_comparison(results)
    if "scaling" in sections:
        points = scaling.grow(1 if quick else 3, 100_000 if quick else 1_000_000, _say)
        parts.append(
            "## As the work grows\n\n" + scaling.as_markdown(points) + _plot(docs, "benchmark-scaling.svg")
        )
        kept += promises.of_scaling(points)
        if docs:
            scaling.draw(points, docs / "benchmark-scaling.svg")
    if "waiting" in sections:
        plans = waiting.search(1.0 if quick else 5.0, _say)
        parts.append("## Waiting\n\n" + waiting.as_markdown(plans) + _plot(docs, "benchmark-waiting.svg"))
        kept += promises.of_waiting(plans)
        if docs:
            waiting.draw(plans, docs / "benchmark-waiting.svg")
    if "replanning" in sections:
        cases = replanning.disturb(1 if quick else 4, _say)
        parts.append(f"## Replanning\n\n{replanning.NOTES}\n{replanning.as_markdown(cases)}")
        kept += promises.of_replanning(cases)
    head = f"# Benchmarks\n\n{_machine(started)}\n\n## Promises\n\n{promises.as_markdown(kept)}"
    return "\n".join([head, *parts])


def _comparison(quick: bool) -> tuple[str, dict[str, list[comparison.Result]]]:
    text, results = [], {}
    for name, problem, effort in _evenings(quick):
        results[name] = comparison.compare(problem, effort, _say)
        text.append(comparison.as_markdown(problem, results[name], effort.seconds))
    return "\n".join(text), results


def _evenings(quick: bool) -> list[tuple[str, Problem, Effort]]:
    """The public instances and made-up evenings; only at 300 x 40 x 12 everybody is called equally often."""
    side = QUICK if quick else ON_THE_SIDE
    public = [
        path for path in sorted((ROOT / "tests" / "instances").glob("*.json")) if path.stem != "expected"
    ]
    found = [(path.stem, read_instance(path), side) for path in public]
    found.append(("300 x 40 x 12", evening(300, 40, 12, seed=1), QUICK if quick else FULL))
    found.append(("300 x 100 x 12", evening(300, 100, 12, seed=1), side))
    found.append(("300 x 100 x 12, windows", with_windows(evening(300, 100, 12, seed=1), 0.3, seed=1), side))
    if not quick:
        found.append(("750 x 100 x 18", evening(750, 100, 18, seed=1), side))
        found.append(("2,000 x 200 x 24", evening(2000, 200, 24, seed=1), side))
    return found


def _plot(docs: Path | None, name: str) -> str:
    return f"\n![{name}]({name})\n" if docs else ""


def _machine(started: datetime) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "ortools"))
    load = os.getloadavg()[0]
    return (
        f"{started:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors ({_processor()}), "
        f"load {load:.1f} after the run, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}."
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [
            row.split(":", 1)[1].strip()
            for row in information.read_text().splitlines()
            if "model name" in row
        ]
        if names:
            return names[0]
    return platform.processor() or "unknown"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

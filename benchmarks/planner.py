"""The planner beside its peers in one run, as Markdown.

``python -m benchmarks.planner [--quick] [--only SECTION] [--docs]`` prints it; with ``--docs`` it also writes
``docs/benchmarks.md`` and its plots.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import comparison, promises, proofs, replanning, scaling, waiting
from benchmarks.comparison import Effort
from benchmarks.evenings import evening, with_windows
from scheduler.files import read_instance
from scheduler.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("comparison", "scaling", "proofs", "waiting", "replanning")
FULL = Effort(repetitions=5, slow_repetitions=5, seconds=90.0)
ON_THE_SIDE = Effort(repetitions=5, slow_repetitions=1, seconds=10.0)
QUICK = Effort(repetitions=1, slow_repetitions=1, seconds=5.0)
QUICK_LOOK = (
    "**A quick look: one call each, short limits, no large evenings.** Run it without `--quick` for ratios."
)
NOTES = """\
Every figure is from the run named above, on one machine, so compare figures with
each other, not with those of other machines. Contestants take turns, each call in a fresh process; seconds
are the median of the calls and leave out imports and reading, peak memory counts them. CPU seconds tell the
work where other programs kept the machine busy. The checker judges every plan.

- *proven*: the contestant itself proves shortfall and utility best. The flow proves the pairs, and colouring
  always finds rounds for them when everybody is always there.
- Where a slow contestant is stopped at its limit, its ratio is a lower bound and its figures are what it
  had. The limit is that of `--limit` at 300 x 40 x 12; on the other instances the three-index models are
  called once, with 10 seconds.
- OR-tools' flow has no guarantee of its own, no pins with a round and no windows: here guarantees are priced
  arcs, pins are coloured by our own Kempe chains, and with windows it does not take part.
- Greedy and rotation know no guarantee: greedy's utility can be higher than the optimum's because it pays for
  it with people who get too few meetings; look at the shortfall first.
"""


def main() -> int:
    """Run the sections that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one call each, short limits, small sizes")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section alone (repeatable)")
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md and its plots")
    parser.add_argument("--repetitions", type=int, help="calls of everybody, instead of 5")
    parser.add_argument("--slow-repetitions", type=int, help="calls of the three-index models, instead of 5")
    parser.add_argument("--limit", type=float, help="seconds for them at 300 x 40 x 12, instead of 90")
    arguments = parser.parse_args()
    page = Page(ROOT / "docs" if arguments.docs else None, " ".join(sys.argv[1:]), arguments.quick)
    for section in arguments.only or SECTIONS:
        RUN[section](page, arguments)
    print(page.text())
    return 0


class Page:
    """The report so far; with a folder, every part is written as soon as it is there."""

    def __init__(self, folder: Path | None, command: str, quick: bool) -> None:
        self.folder = folder
        self.command = command
        self.quick = quick
        self.started = datetime.now(UTC)
        self.promises: list[promises.Promise] = []
        self.parts: dict[str, list[str]] = {}

    def add(self, heading: str, text: str, kept: list[promises.Promise]) -> None:
        """Add text under a heading, and what it says of the promises."""
        self.parts.setdefault(heading, []).append(text)
        self.promises += kept
        if self.folder:
            (self.folder / "benchmarks.md").write_text(self.text(), encoding="utf-8")

    def text(self) -> str:
        """The whole page."""
        machine, kept = _machine(self.started), promises.as_markdown(self.promises)
        title = f"# Benchmarks\n\n`python -m benchmarks.planner {self.command}`"
        title += f"\n\n{QUICK_LOOK}" if self.quick else ""
        head = f"{title}\n\n{machine}\n\n## Promises\n\n{kept}"
        return "\n".join([head, *(f"## {name}\n\n" + "\n".join(texts) for name, texts in self.parts.items())])


def _compare(page: Page, arguments: argparse.Namespace) -> None:
    heading = "Beside its peers"
    page.add(heading, NOTES, [])
    for name, problem, effort in _evenings(arguments):
        results = comparison.compare(problem, effort, _say)
        text = comparison.as_markdown(problem, results, effort.seconds)
        page.add(heading, text, promises.of_comparison({name: results}))


def _grow(page: Page, arguments: argparse.Namespace) -> None:
    repetitions = 1 if arguments.quick else arguments.repetitions or 5
    points = scaling.grow(repetitions, 100_000 if arguments.quick else 1_000_000, _say)
    if page.folder:
        scaling.draw(points, page.folder / "benchmark-scaling.svg")
    text = scaling.as_markdown(points) + _plot(page.folder, "benchmark-scaling.svg")
    page.add("As the work grows", text, promises.of_scaling(points))


def _prove(page: Page, arguments: argparse.Namespace) -> None:
    seeds = 1 if arguments.quick else arguments.repetitions or 5
    found = proofs.prove(seeds, _say)
    page.add("Proofs and gaps", proofs.as_markdown(found, seeds), promises.of_proofs(found))


def _wait(page: Page, arguments: argparse.Namespace) -> None:
    plans = waiting.search(1.0 if arguments.quick else 5.0, _say)
    if page.folder:
        waiting.draw(plans, page.folder / "benchmark-waiting.svg")
    text = waiting.as_markdown(plans) + _plot(page.folder, "benchmark-waiting.svg")
    page.add("Waiting", text, promises.of_waiting(plans))


def _replan(page: Page, arguments: argparse.Namespace) -> None:
    cases = replanning.disturb(1 if arguments.quick else min(4, arguments.repetitions or 4), _say)
    text = f"{replanning.NOTES}\n{replanning.as_markdown(cases)}"
    page.add("Replanning", text, promises.of_replanning(cases))


RUN: dict[str, Callable[[Page, argparse.Namespace], None]] = {
    "comparison": _compare,
    "scaling": _grow,
    "proofs": _prove,
    "waiting": _wait,
    "replanning": _replan,
}


def _evenings(arguments: argparse.Namespace) -> list[tuple[str, Problem, Effort]]:
    """The public instances and made-up evenings; only at 300 x 40 x 12 everybody is called equally often."""
    side, full = _efforts(arguments)
    public = [
        path for path in sorted((ROOT / "tests" / "instances").glob("*.json")) if path.stem != "expected"
    ]
    found = [("300 x 40 x 12", evening(300, 40, 12, seed=1), full)]
    found += [(path.stem, read_instance(path), side) for path in public]
    found.append(("300 x 100 x 12", evening(300, 100, 12, seed=1), side))
    found.append(("300 x 100 x 12, windows", with_windows(evening(300, 100, 12, seed=1), 0.3, seed=1), side))
    if not arguments.quick:
        found.append(("750 x 100 x 18", evening(750, 100, 18, seed=1), side))
        found.append(("2,000 x 200 x 24", evening(2000, 200, 24, seed=1), side))
    return found


def _efforts(arguments: argparse.Namespace) -> tuple[Effort, Effort]:
    """On the side, and at 300 x 40 x 12."""
    if arguments.quick:
        return Effort(1, 0, QUICK.seconds), QUICK
    repetitions = arguments.repetitions or FULL.repetitions
    slow = FULL.slow_repetitions if arguments.slow_repetitions is None else arguments.slow_repetitions
    limit = arguments.limit or FULL.seconds
    return Effort(repetitions, min(slow, 1), min(limit, ON_THE_SIDE.seconds)), Effort(
        repetitions, slow, limit
    )


def _plot(docs: Path | None, name: str) -> str:
    return f"\n![{name}]({name})\n" if docs else ""


def _machine(started: datetime) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "ortools"))
    load = os.getloadavg()[0]
    return (
        f"{started:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors ({_processor()}), "
        f"load {load:.1f} at the end, {platform.system()} {platform.machine()}, "
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

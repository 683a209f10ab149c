"""The figures as a table and a plot."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

Figures = dict[str, float]
Found = Mapping[int, tuple[Figures, Figures]]
DOCS = Path(__file__).parents[2] / "docs"
PAGE, PLOT = DOCS / "benchmarks-live.md", DOCS / "benchmark-live.svg"
VERSIONS = ("Flask", "Flask-SocketIO", "gevent", "SQLAlchemy")
DRAWN = (
    "check-in, p95, ms",
    "a signal takes, p95, ms",
    "the clock is heard late by, p99, ms",
    "a tap after a talk, p95, ms",
)
NOTES = """\
Figures are of one run on one machine: compare ours with the floor beside it, not with other machines. The floor is a
bare Flask-SocketIO server that answers the same messages with the same bytes, checks nothing and keeps nothing
(`benchmarks/live/floor.py`). Everybody is a real Socket.IO client in another process, on the same cores as the server.
There are as many tables as applicants, so everybody has a meeting in each of eight rounds: the hardest evening of that
many people. Who comes in asks for the time ten times, as the page does; *processor a person* holds all of it, *memory a
person* the connection, too. Signals of a pair: an offer, an answer, and three bundles of candidates from either side,
spread over four seconds.
"""


def table(found: Found) -> str:
    """One row a figure, two columns a size."""
    sizes = list(found)
    rows = list(dict.fromkeys(name for both in found.values() for figures in both for name in figures))
    head = "| what | " + " | ".join(f"{size:,} people | floor" for size in sizes) + " |"
    lines = [head, "| --- |" + " --: | --: |" * len(sizes)]
    for row in rows:
        cells = (cell(figures.get(row)) for size in sizes for figures in found[size])
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def cell(figure: float | None) -> str:
    """Write a figure so that it can be read."""
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if figure == round(figure) or figure >= 100 else f"{figure:.2g}"


def write(found: Found, command: str, database: str) -> None:
    """Write the page and its plot."""
    draw(found)
    versions = ", ".join(
        [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in VERSIONS)]
    )
    server = f"{'PostgreSQL' if database else 'SQLite'}, one server process"
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end (the run's own included)"
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    PAGE.write_text(
        f"# The live evening, measured\n\n`python -m benchmarks.live {command}`, {when}, {server}, {machine}, "
        f"{sys.platform}.\n{versions}.\n\n{table(found)}\n"
        f"![ours and the floor over the number of people]({PLOT.name})\n\n{NOTES}",
        encoding="utf-8",
    )


def draw(found: Found) -> None:
    """Ours and the floor over people."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "tischwechsel"
    import matplotlib.pyplot as plt

    figure, all_axes = plt.subplots(1, len(DRAWN), figsize=(12, 3), layout="constrained")
    for axes, name in zip(all_axes, DRAWN, strict=True):
        for which, label in enumerate(("ours", "floor")):
            points = [(size, both[which][name]) for size, both in found.items() if name in both[which]]
            axes.plot([p[0] for p in points], [p[1] for p in points], marker="o", label=label)
        axes.set(title=name, xlabel="people", ylim=(0, None))
        axes.grid(visible=True, alpha=0.3)
    all_axes[0].legend()
    figure.savefig(PLOT, metadata={"Date": None})
    plt.close(figure)

"""Which parts of the tests ran: printed at the end, so that a part that did not run cannot be overlooked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator

import pytest

PARTS = {"browser": "real browser", "server": "real server process"}
OUTCOMES = ("passed", "failed", "error", "skipped")


def part_of(report: pytest.TestReport) -> str:
    """Name the part a test belongs to, by its marker."""
    return next(
        (name for marker, name in PARTS.items() if marker in report.keywords), "rules, pages and planner"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line per part, the database, and whether the shared referee judged."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in OUTCOMES:
        for report in terminalreporter.stats.get(outcome, []):
            if isinstance(report, pytest.TestReport) and (report.when == "call" or outcome != "passed"):
                counts[part_of(report), outcome] += 1
    terminalreporter.section("parts that ran")
    for part in ("rules, pages and planner", *PARTS.values()):
        told = [f"{counts[part, outcome]} {outcome}" for outcome in OUTCOMES if counts[part, outcome]]
        terminalreporter.line(f"{part}: {', '.join(told) or 'did not run'}")
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.line(f"needed a second attempt: {report.nodeid}")
    database = os.environ.get("DATABASE_URL", "sqlite").split(":")[0]
    terminalreporter.line(f"database: {database}")
    terminalreporter.line(
        f"shared referee: {'judged' if os.environ.get('REFEREE') else 'not here (set REFEREE)'}"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI a part that cannot run fails instead of being skipped."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but CI must run every part: {report.longrepr}"
    return report

"""What a failed journey leaves behind: a picture of each person's page in `screenshots/`."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.journeys.people import Person

FOLDER = Path("screenshots")


@pytest.fixture
def people() -> dict[str, Person]:
    """Everybody of the journey by name; filled by the test."""
    return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take the pictures while the browsers are still open."""
    report = yield
    if report.when == "call" and report.failed:
        FOLDER.mkdir(exist_ok=True)
        for name, person in item.funcargs.get("people", {}).items():
            person.page.screenshot(path=FOLDER / f"{name.replace(' ', '-')}.png")
        if server := item.funcargs.get("server"):
            report.sections.append(("what the server wrote", "".join(server.log[-60:])))
    return report

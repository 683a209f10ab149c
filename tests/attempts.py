"""Under CI, tests that wait for browsers and processes may be tried once more; `tests.parts` tells who needed it."""

from __future__ import annotations

import os

import pytest

SECOND_ATTEMPTS = 1
WAIT_FOR_OTHERS = {"browser", "server"}


def allow_second_attempts(items: list[pytest.Item]) -> None:
    """Let tests of a real browser or server process be tried once more, where neighbours take their time."""
    for item in items:
        if os.environ.get("CI") == "true" and WAIT_FOR_OTHERS & item.keywords.keys():
            item.add_marker(pytest.mark.flaky(reruns=SECOND_ATTEMPTS))

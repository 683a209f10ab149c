"""Under CI every test may be tried once more, where neighbours take their time; `tests.parts` tells who needed it."""

from __future__ import annotations

import os

import pytest

SECOND_ATTEMPTS = 1


def allow_second_attempts(items: list[pytest.Item]) -> None:
    """Let each test be tried once more; by hand nothing is."""
    for item in items if os.environ.get("CI") == "true" else ():
        item.add_marker(pytest.mark.flaky(reruns=SECOND_ATTEMPTS))

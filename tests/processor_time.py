"""How long the processor works for something: the least of several times, as others use the same machine."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


def least_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the least processor time that a piece of work takes."""
    spent = []
    for _ in range(times):
        begun = process_time()
        work()
        spent.append(process_time() - begun)
    return min(spent)

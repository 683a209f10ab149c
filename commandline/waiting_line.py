"""A line on a terminal while people wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

SILENT_SECONDS = 1.0


@contextmanager
def waiting_line(text: str, after: float = SILENT_SECONDS) -> Iterator[None]:
    """After some seconds a line on a terminal, wiped at the end; nothing where standard error is none."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    timer = Timer(after, show_line, [f"{text} ..."])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        show_line("")


def show_line(line: str) -> None:
    """Write a line over what stands there."""
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

"""How far a run has come: a line on a terminal, or JSON lines for another program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from commandline.waiting_line import SILENT_SECONDS, show_line
from scheduler.run import Progress

PROGRESS_KINDS = ("line", "json", "none")
BAR_WIDTH = 24


@contextmanager
def progress_reporter(kind: str) -> Iterator[Progress | None]:
    """What `solve` calls with its progress; the line is wiped at the end, and shown on a terminal only."""
    if sys.stderr is None:  # closed: nobody looks, and `print` would take standard output instead
        yield None
    elif kind == "json":
        yield _json_line
    elif kind == "line" and sys.stderr.isatty():
        line = _TerminalLine()
        try:
            yield line.show
        finally:
            line.wipe()
    else:
        yield None


def _json_line(stage: str, fraction: float) -> None:
    # `progress` says the same as `fraction`, for readers that look for that name.
    share = round(fraction, 4)
    print(json.dumps({"stage": stage, "fraction": share, "progress": share}), file=sys.stderr, flush=True)


class _TerminalLine:
    """One line that is written over; silent for the first second, since most runs take less."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._shown = False

    def show(self, stage: str, fraction: float) -> None:
        seconds = monotonic() - self._started
        if seconds < SILENT_SECONDS:
            return
        filled = round(BAR_WIDTH * fraction)
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        show_line(f"[{bar}] {fraction:4.0%} {stage} {seconds:.0f} s")
        self._shown = True

    def wipe(self) -> None:
        if self._shown:
            show_line("")

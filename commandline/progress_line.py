"""How far a run has come: a line on a terminal, or JSON lines for another program."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from commandline.waiting_line import SILENT_SECONDS, show_line
from scheduler.errors import SchedulingError
from scheduler.run import Progress

PROGRESS_KINDS = ("line", "json", "none")
BAR_WIDTH = 24
# So long a line stands at least: more often nobody can read it.
SECONDS_SHOWN = 0.1
STAGES = {
    "pairs": "choosing who meets whom",
    "rounds": "giving rounds",
    "repair": "giving rounds again, part by part",
    "proof": "searching for the best",
    "waiting": "shortening waits",
    "explanations": "writing down reasons",
}


@contextmanager
def progress_reporter(kind: str, clock: Callable[[], float] = monotonic) -> Iterator[Progress | None]:
    """Show how far `solve` has come; a line is wiped at the end, and shown on a terminal only.

    Parameters
    ----------
    kind : {"line", "json", "none"}
        A line that is written over, one JSON object a line on standard error, or nothing.
    clock : callable
        Seconds since any moment.

    Yields
    ------
    callable or None
        What `solve` takes as `progress`; None where nothing would be shown.
    """
    if sys.stderr is None:  # closed: nobody looks, and `print` would take standard output instead
        yield None
    elif kind == "json":
        yield _json_line
    elif kind == "line" and sys.stderr.isatty():
        line = _TerminalLine(clock)
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


def complaint_line(error: SchedulingError) -> str:
    """Say a complaint to another program.

    Parameters
    ----------
    error : SchedulingError
        What is wrong.

    Returns
    -------
    str
        One JSON object on one line: ``error`` (its name), ``place``, ``complaint`` and ``ids``.
    """
    said = {"error": type(error).__name__, "place": error.place, "complaint": error.complaint}
    return json.dumps({**said, "ids": error.ids})


class _TerminalLine:
    """One line that is written over; silent for the first second, since most runs take less."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._shown_at: float | None = None

    def show(self, stage: str, fraction: float) -> None:
        now = self._clock()
        seconds = now - self._started
        if seconds < SILENT_SECONDS or (self._shown_at is not None and now < self._shown_at + SECONDS_SHOWN):
            return
        filled = round(BAR_WIDTH * fraction)
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        show_line(f"[{bar}] {fraction:4.0%} {STAGES.get(stage, stage)}, {seconds:.0f} s")
        self._shown_at = now

    def wipe(self) -> None:
        if self._shown_at is not None:
            show_line("")

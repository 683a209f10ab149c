"""One run of the planner: its clock, its progress reports and its quality curve."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from scheduler.plan import QualityPoint

Progress = Callable[[str, float], None]


class Run:
    """Knows the time that is left, tells how far the run has come, and notes how good the plan is.

    Parameters
    ----------
    time_limit : float or None
        Seconds for the whole run; None lets every search do its full, bounded amount of work.
    progress : callable or None
        Called with the name of a stage and a fraction in [0, 1] of the whole run.
    now : callable
        A clock in seconds.
    """

    def __init__(
        self, time_limit: float | None, progress: Progress | None, now: Callable[[], float] = monotonic
    ) -> None:
        self._now = now
        self._started = now()
        self._time_limit = time_limit
        self._progress = progress
        self.curve: list[QualityPoint] = []

    def seconds(self) -> float:
        """Seconds since the start."""
        return self._now() - self._started

    def left(self) -> float | None:
        """Seconds left, at least 0; None without a limit."""
        return None if self._time_limit is None else max(0.0, self._time_limit - self.seconds())

    def over(self) -> bool:
        """Whether the time is up."""
        return self._time_limit is not None and self.seconds() >= self._time_limit

    def report(self, stage: str, fraction: float) -> None:
        """Tell how far the run has come."""
        if self._progress:
            self._progress(stage, min(1.0, fraction))

    def note(self, shortfall: int, utility: float, waiting: int) -> None:
        """Add a point to the quality curve, unless nothing has changed."""
        if self.curve and (shortfall, utility, waiting) == (
            self.curve[-1].shortfall,
            self.curve[-1].utility,
            self.curve[-1].waiting,
        ):
            return
        self.curve.append(QualityPoint(self.seconds(), shortfall, utility, waiting))

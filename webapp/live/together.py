"""How long two people were there at once: pure arithmetic with stretches of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when somebody was there."""

    begins_at: datetime
    ends_at: datetime


def together(one: Sequence[Stretch], other: Sequence[Stretch], within: Stretch) -> timedelta | None:
    """Return how long both were there at once within a stretch of time; None if never, not for a moment."""
    shared = [
        min(a.ends_at, b.ends_at, within.ends_at) - max(a.begins_at, b.begins_at, within.begins_at)
        for a in merged(one)
        for b in merged(other)
    ]
    at_once = [time for time in shared if time >= timedelta()]
    return sum(at_once, timedelta()) if at_once else None


def merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join stretches that touch or overlap, so that no moment counts twice."""
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: s.begins_at):
        if joined and stretch.begins_at <= joined[-1].ends_at:
            joined[-1] = Stretch(joined[-1].begins_at, max(joined[-1].ends_at, stretch.ends_at))
        else:
            joined.append(stretch)
    return joined

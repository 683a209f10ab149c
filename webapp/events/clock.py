"""From the rows of an event to the pure clock of `scheduler.clock`."""

from __future__ import annotations

from datetime import datetime, timedelta

from scheduler.clock import EarlyEnd, EventClock, Extension, Pause, PhaseKind, phase_at
from webapp.events.models import ClockChange, ClockChangeKind, Event

# The longest evening the database allows has 72 hours, and can be paused.
LONGEST_RUN = timedelta(days=4)


def clock_of(event: Event) -> EventClock:
    """Return the clock of an event with everything that was done to it."""
    ends = [EarlyEnd(c.at, c.seconds) for c in event.clock_changes if c.kind is ClockChangeKind.END]
    return EventClock(
        starts_at=event.starts_at,
        rounds=event.rounds,
        round_seconds=event.round_seconds,
        changeover_seconds=event.changeover_seconds,
        pauses=pauses(event.clock_changes),
        extensions=[
            Extension(c.at, c.seconds) for c in event.clock_changes if c.kind is ClockChangeKind.EXTEND
        ],
        early_end=ends[0] if ends else None,
    )


def is_over(event: Event, now: datetime) -> bool:
    """Whether the last round of an event has ended, by its clock."""
    return phase_at(clock_of(event), now).kind is PhaseKind.ENDED


def pauses(changes: list[ClockChange]) -> list[Pause]:
    """Pair each pause with the resume that ended it."""
    found: list[Pause] = []
    for change in changes:
        stands_still = bool(found) and found[-1].ends_at is None
        if change.kind is ClockChangeKind.PAUSE and not stands_still:  # two organisers may press at once
            found.append(Pause(change.at))
        elif change.kind is ClockChangeKind.RESUME and stands_still:
            found[-1] = Pause(found[-1].begins_at, change.at)
    return found

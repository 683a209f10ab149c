"""When the rounds of an event run, and until when it can be looked back on: asked of its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.clock import PhaseKind, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event

RATING_OPENS_BEFORE_END = timedelta(minutes=1)
OPEN_AFTER_EVENING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """From when to when a round runs, as known at a moment."""

    begins_at: datetime
    ends_at: datetime


def rounds_of(event: Event, now: datetime) -> dict[int, RoundTimes]:
    """Return the times of each round by its number."""
    return {
        phase.round: RoundTimes(phase.begins_at, phase.ends_at)
        for phase in programme(clock_of(event), now)
        if phase.kind is PhaseKind.ROUND and phase.begins_at and phase.ends_at
    }


def begun_rounds(event: Event, now: datetime) -> set[int]:
    """Tell which rounds have begun."""
    return {number for number, times in rounds_of(event, now).items() if times.begins_at <= now}


def closes_at(event: Event, now: datetime) -> datetime:
    """Return the moment from which answers are not taken any more."""
    return ends_at(event, now) + OPEN_AFTER_EVENING


def ends_at(event: Event, now: datetime) -> datetime:
    """Return the end of the last round, as known at a moment."""
    return max(times.ends_at for times in rounds_of(event, now).values())


def may_rate(event: Event, round_number: int, now: datetime) -> bool:
    """Whether the meeting of a round can be rated: from its last minute on, until answers close."""
    times = rounds_of(event, now).get(round_number)
    if times is None:  # the evening was ended before
        return False
    opens_at = max(times.begins_at, times.ends_at - RATING_OPENS_BEFORE_END)
    return opens_at <= now < closes_at(event, now)

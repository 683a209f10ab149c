"""The timetable of an evening before it happens: when each round begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.clock import EventClock, PhaseKind, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event


@dataclass(frozen=True, slots=True)
class Preview:
    """When the rounds are."""

    rounds: Sequence[tuple[datetime, datetime]]

    @property
    def begins_at(self) -> datetime:
        """When the first round begins."""
        return self.rounds[0][0]

    @property
    def ends_at(self) -> datetime:
        """When the last round ends."""
        return self.rounds[-1][1]


def preview(event: Event) -> Preview:
    """Return the timetable of an event as its clock tells it at its beginning."""
    return preview_of(clock_of(event), event.starts_at)


def preview_of(clock: EventClock, moment: datetime) -> Preview:
    """Return the timetable of a clock as known at a moment."""
    phases = [phase for phase in programme(clock, moment) if phase.kind is PhaseKind.ROUND]
    return Preview(
        [(phase.begins_at, phase.ends_at) for phase in phases if phase.begins_at and phase.ends_at]
    )

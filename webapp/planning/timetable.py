"""When planned dates take place, by the clock of their event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.clock import PhaseKind, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.planning.models import PlannedDate


@dataclass(frozen=True, slots=True)
class Talk:
    """A planned date with its time."""

    date: PlannedDate
    begins_at: datetime
    ends_at: datetime


def talks_of(event: Event, dates: Sequence[PlannedDate], now: datetime) -> list[Talk]:
    """Give dates their times by the clock of the event, in order; rounds it no longer has are left out."""
    rounds = round_times(event, now)
    ordered = sorted(dates, key=lambda date: (date.round, date.table.number))
    return [Talk(date, *rounds[date.round]) for date in ordered if date.round in rounds]


def round_times(event: Event, now: datetime) -> dict[int, tuple[datetime, datetime]]:
    """Return when each round begins and ends."""
    phases = [phase for phase in programme(clock_of(event), now) if phase.kind is PhaseKind.ROUND]
    return {
        phase.round: (phase.begins_at, phase.ends_at) for phase in phases if phase.begins_at and phase.ends_at
    }

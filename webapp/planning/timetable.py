"""When planned meetings take place, by the clock of their event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.events.models import Event
from webapp.events.timetable import rounds_of
from webapp.planning.models import Meeting


@dataclass(frozen=True, slots=True)
class TimedMeeting:
    """A planned meeting with its time."""

    meeting: Meeting
    begins_at: datetime
    ends_at: datetime


def timed_meetings(event: Event, meetings: Sequence[Meeting], now: datetime) -> list[TimedMeeting]:
    """Give meetings their times by the clock of the event, in order; rounds it no longer has are left out."""
    rounds = rounds_of(event, now)
    ordered = sorted(meetings, key=lambda meeting: (meeting.round, meeting.table.number))
    on = [(meeting, rounds[meeting.round]) for meeting in ordered if meeting.round in rounds]
    return [TimedMeeting(meeting, times.begins_at, times.ends_at) for meeting, times in on]

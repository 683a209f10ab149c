"""What does not change of a meeting while an evening runs, kept so that signals need not ask the database for it.

It is read when somebody checks in, and thrown away when anything of its evening changes: at once for what
this process does (`webapp.live.listeners`), within a second for what others do (`webapp.live.review.look_around`).
Who is there, and whether the meeting still takes place, is not kept here: that stands in `webapp.live.guests`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.clock import EventClock
from webapp.events.clock import clock_of
from webapp.live.kept_evenings import forget_all_evenings, forget_evening
from webapp.live.relay_only import is_relay_only
from webapp.planning.models import Meeting


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting of a running evening: its round, the accounts on both sides, and which way it may go."""

    event_id: int
    round: int
    applicant: int
    representative: int | None
    relay_only: bool
    clock: EventClock

    def other_side_of(self, account_id: int) -> int | None:
        """Return the account on the other side; none for somebody who is on neither."""
        if account_id == self.applicant:
            return self.representative
        return self.applicant if account_id == self.representative else None


_known: dict[int, KnownMeeting] = {}


def known_meeting(meeting_id: int) -> KnownMeeting | None:
    """Return what is known of a meeting."""
    return _known.get(meeting_id)


def as_known(meeting: Meeting, config: Mapping[str, Any], clock: EventClock) -> KnownMeeting:
    """Return what can be known of a meeting that was just read with its event, whose clock this is."""
    event = meeting.plan.event
    return KnownMeeting(
        event_id=event.id,
        round=meeting.round,
        applicant=meeting.applicant.account_id,
        representative=meeting.table.representative_account_id,
        relay_only=is_relay_only(meeting, config),
        clock=clock,
    )


def know(meeting: Meeting, config: Mapping[str, Any]) -> KnownMeeting:
    """Keep what can be known of a meeting that was just read, and return it."""
    _known[meeting.id] = known = as_known(meeting, config, clock_of(meeting.plan.event))
    return known


def know_all(meetings: Iterable[Meeting], config: Mapping[str, Any]) -> None:
    """Keep what can be known of somebody's meetings at an event: not even the first signal of one has to ask."""
    unknown = [meeting for meeting in meetings if meeting.id not in _known]
    clock = clock_of(unknown[0].plan.event) if unknown else None
    for meeting in unknown:
        if clock:
            _known[meeting.id] = as_known(meeting, config, clock)


def forget_meetings(event_id: int) -> None:
    """Know nothing of the meetings of an event any more."""
    forget_evening(event_id)
    forget_known(event_id)


def forget_known(event_id: int) -> None:
    """Know nothing more of them than what is kept of the event."""
    for meeting_id in [known for known, meeting in _known.items() if meeting.event_id == event_id]:
        del _known[meeting_id]


def forget_another_clock(event_id: int, clock: EventClock) -> None:
    """Know nothing more of the meetings of an event if its clock is not as it was."""
    if any(meeting.event_id == event_id and meeting.clock != clock for meeting in _known.values()):
        forget_meetings(event_id)


def forget_all_meetings() -> None:
    """Know nothing of any meeting any more."""
    forget_all_evenings()
    _known.clear()

"""Who is at which evening on which open connection, and what each was told last of their meetings.

In memory alone: a connection ends with its server, and whoever comes back is told everything again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class OtherSide(NamedTuple):
    """The other side of a meeting as somebody knows it: whose seat it is, and whether the meeting is off."""

    seat: str | None
    called_off: bool


@dataclass(slots=True)
class Guest:
    """Somebody who has checked in."""

    event_id: int
    account_id: int
    language: str
    sign_in: str  # as the database keeps it
    meetings: dict[int, OtherSide] = field(default_factory=dict)

    def learn(self, agenda: list[dict[str, Any]]) -> None:
        """Keep what a snapshot has told."""
        self.meetings = {
            meeting["meeting_id"]: OtherSide(meeting["partner_state"]["seat"], meeting["called_off"])
            for meeting in agenda
        }


guests: dict[str, Guest] = {}


def guests_at(event_id: int) -> dict[str, Guest]:
    """Return who is at an event, by connection."""
    return {connection: guest for connection, guest in guests.items() if guest.event_id == event_id}


def evenings_of(account_id: int) -> set[int]:
    """Return the events at which an account is."""
    return {guest.event_id for guest in guests.values() if guest.account_id == account_id}


def evenings_with_guests() -> set[int]:
    """Return the events at which anybody is."""
    return {guest.event_id for guest in guests.values()}

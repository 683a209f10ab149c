"""Who is at which evening on which open connection, and what each was told last of their meetings.

In memory alone: a connection ends with its server, and whoever comes back is told everything again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from webapp.live.known_meetings import forget_meetings


class OtherSide(NamedTuple):
    """The other side of a meeting as somebody knows it: whose seat it is, and whether the meeting is off."""

    seat: str | None
    called_off: bool


class Way(NamedTuple):
    """How pictures and sound of a talk reach somebody, as their browser measures it, and since when it is so."""

    meeting_id: int
    way: str
    picture: str
    since: datetime


@dataclass(slots=True)
class Guest:
    """Somebody who has checked in."""

    event_id: int
    account_id: int
    language: str
    sign_in: str  # as the database keeps it
    meetings: dict[int, OtherSide] = field(default_factory=dict)
    way: Way | None = None

    def learn(self, agenda: list[dict[str, Any]]) -> None:
        """Keep what a snapshot has told."""
        self.meetings = {
            meeting["meeting_id"]: OtherSide(meeting["partner_state"]["seat"], meeting["called_off"])
            for meeting in agenda
        }


guests: dict[str, Guest] = {}
# The connection on which somebody is at an evening, by event and account: of several devices the latest.
places: dict[tuple[int, int], str] = {}


def come(connection: str, guest: Guest) -> None:
    """Know somebody who has checked in; an older connection of theirs is no longer where they are."""
    guests[connection] = guest
    places[guest.event_id, guest.account_id] = connection


def go(connection: str) -> None:
    """Forget a connection, and with the last one what is known of its evening."""
    guest = guests.pop(connection, None)
    if guest is None:
        return
    if places.get((guest.event_id, guest.account_id)) == connection:
        del places[guest.event_id, guest.account_id]
    if not any(event_id == guest.event_id for event_id, _account in places):
        forget_meetings(guest.event_id)


def guests_at(event_id: int) -> dict[str, Guest]:
    """Return who is at an event, by connection."""
    return {connection: guest for connection, guest in guests.items() if guest.event_id == event_id}


def connections_of(event_id: int, account_ids: Iterable[int]) -> list[str]:
    """Return where those of some accounts can be reached who are at an event."""
    found = (places.get((event_id, account_id)) for account_id in account_ids)
    return [connection for connection in found if connection is not None]


def ways_at(event_id: int) -> dict[int, Way]:
    """Return what the browsers of those at an event have told of their talk, by account."""
    here = guests_at(event_id).values()
    return {guest.account_id: guest.way for guest in here if guest.way is not None}


def evenings_of(account_id: int) -> set[int]:
    """Return the events at which an account is."""
    return {guest.event_id for guest in guests.values() if guest.account_id == account_id}


def evenings_with_guests() -> set[int]:
    """Return the events at which anybody is."""
    return {guest.event_id for guest in guests.values()}

"""What the server tells people's browsers: the whole list; each is called after the commit it tells of."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from scheduler.clock import Phase, phase_at, programme
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import socketio
from webapp.live.guests import OtherSide, guests
from webapp.live.known_meetings import forget_another_clock, forget_meetings
from webapp.live.models import Announcement, Presence, TextLine
from webapp.live.protocol import milliseconds

Message = dict[str, Any]

EVENT_ROOM = "event-"
DESK_ROOM = "desk-"


class ServerEvent(enum.StrEnum):
    """The events the server sends; `docs/live-protocol.md` has a heading for each."""

    CLOCK = "clock"
    SIGNAL = "signal"
    SAID = "said"
    PARTNER = "partner"
    LONGER = "longer"
    DISMISSED = "dismissed"
    REPLACED = "replaced"
    AGENDA = "agenda"
    ANNOUNCEMENTS = "announcements"
    HELP = "help"
    DESK = "desk"


class PartnerNews(NamedTuple):
    """What is told on a connection of the other side of a meeting."""

    connection: str
    meeting_id: int
    state: Message
    called_off: bool = False


def tell(event: ServerEvent, message: Message, to: str) -> None:
    """Send a message to a connection or a room."""
    socketio.emit(event.value, message, to=to)


def room_of(event_id: int) -> str:
    """Return the Socket.IO room of everybody who has checked in at an event."""
    return f"{EVENT_ROOM}{event_id}"


def tell_clock(event: Event, now: datetime) -> None:
    """Tell everybody at an event which phase it is and when the others come."""
    clock = clock_of(event)
    forget_another_clock(event.id, clock)
    message = {
        "event_id": event.id,
        "server_time": milliseconds(now),
        "phase": phase_at(clock, now).name,
        "phases": [phase_shape(phase) for phase in programme(clock, now)],
    }
    tell(ServerEvent.CLOCK, message, to=room_of(event.id))


def tell_replaced(connection: str, event_id: int) -> None:
    """Tell an older connection that another one of the same person has taken over, and close it."""
    tell(ServerEvent.REPLACED, {"event_id": event_id}, to=connection)
    close(connection)


def tell_dismissed(connection: str, event_id: int, why: Refused) -> None:
    """Tell somebody that they may no longer be at an evening."""
    reason = {"name": type(why).__name__, "sentence": str(why)}
    tell(ServerEvent.DISMISSED, {"event_id": event_id, **reason}, to=connection)


def close(connection: str) -> None:
    """End a connection; what was told before arrives."""
    socketio.server.disconnect(connection)


def tell_partner(news: PartnerNews) -> None:
    """Tell somebody who sits on the other side of a meeting, and whether they are here, heard and seen."""
    message = {"meeting_id": news.meeting_id, "called_off": news.called_off, **news.state}
    tell(ServerEvent.PARTNER, message, to=news.connection)
    if news.connection in guests:
        guests[news.connection].meetings[news.meeting_id] = OtherSide(news.state["seat"], news.called_off)


def tell_agenda(event_id: int, to: str = "") -> None:
    """Tell everybody at an event, or one connection, that their meetings are others."""
    forget_meetings(event_id)
    tell(ServerEvent.AGENDA, {"event_id": event_id}, to=to or room_of(event_id))


def tell_announcements(event_id: int, announcements: Iterable[Announcement], to: str) -> None:
    """Tell somebody what stands announced for them."""
    shapes = [announcement_shape(announcement) for announcement in announcements]
    tell(ServerEvent.ANNOUNCEMENTS, {"event_id": event_id, "announcements": shapes}, to=to)


def tell_help(event_id: int, state: str, to: str) -> None:
    """Tell somebody how it stands with their call for help."""
    tell(ServerEvent.HELP, {"event_id": event_id, "state": state}, to=to)


def room_of_desk(event_id: int) -> str:
    """Return the Socket.IO room of everybody who has the desk of an event open."""
    return f"{DESK_ROOM}{event_id}"


def tell_desk(event_id: int) -> None:
    """Tell everybody who has the desk of an event open that it shows something new."""
    tell(ServerEvent.DESK, {"event_id": event_id}, to=room_of_desk(event_id))


def announcement_shape(announcement: Announcement) -> Message:
    """Return an announcement as the protocol writes it."""
    return {"id": announcement.id, "words": announcement.words, "said_at": milliseconds(announcement.at)}


def partner_state(presence: Presence | None) -> Message:
    """Return what one side is told of the other: what is live, not what is wished."""
    if presence is None:
        return {"here": False, "in_hall": False, "seat": None, "microphone": False, "camera": False}
    return {
        "here": presence.connection is not None,
        "in_hall": presence.in_hall,
        "seat": presence.seat,
        "microphone": presence.microphone_live,
        "camera": presence.camera_live,
    }


def phase_shape(phase: Phase) -> Message:
    """Return a phase as the protocol writes it."""
    return {
        "name": phase.name,
        "kind": phase.kind.value,
        "round": phase.round,
        "begins_at": milliseconds(phase.begins_at) if phase.begins_at else None,
        "ends_at": milliseconds(phase.ends_at) if phase.ends_at else None,
        "paused": phase.paused,
    }


def line_shape(line: TextLine, account_id: int) -> Message:
    """Return a line of text as one side sees it."""
    mine = line.account_id == account_id
    return {"id": line.id, "mine": mine, "text": line.text, "said_at": milliseconds(line.said_at)}

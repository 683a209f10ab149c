"""What the server tells people's browsers: the whole list; each is called after the commit it tells of."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from scheduler.clock import Phase, phase_at, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import socketio
from webapp.live.models import Presence, TextLine
from webapp.live.protocol import milliseconds

Message = dict[str, Any]

EVENT_ROOM = "event-"


class ServerEvent(enum.StrEnum):
    """The events the server sends; `docs/live-protocol.md` has a heading for each."""

    CLOCK = "clock"
    SIGNAL = "signal"
    SAID = "said"
    PARTNER = "partner"
    REPLACED = "replaced"
    AGENDA = "agenda"


def tell(event: ServerEvent, message: Message, to: str) -> None:
    """Send a message to a connection or a room."""
    socketio.emit(event.value, message, to=to)


def room_of(event_id: int) -> str:
    """Return the Socket.IO room of everybody who has checked in at an event."""
    return f"{EVENT_ROOM}{event_id}"


def is_of_event(room: str) -> bool:
    """Whether a room is that of an event; each connection has rooms of its own and of its person, too."""
    return room.startswith(EVENT_ROOM)


def tell_clock(event: Event, now: datetime) -> None:
    """Tell everybody at an event which phase it is and when the others come."""
    clock = clock_of(event)
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
    socketio.server.disconnect(connection)


def tell_partner(connection: str, date_id: int, presence: Presence | None) -> None:
    """Tell somebody whether the other side of a date is here, heard and seen."""
    tell(ServerEvent.PARTNER, {"date_id": date_id, **partner_state(presence)}, to=connection)


def tell_agenda(event_id: int) -> None:
    """Tell everybody at an event that another plan was published."""
    tell(ServerEvent.AGENDA, {"event_id": event_id}, to=room_of(event_id))


def partner_state(presence: Presence | None) -> Message:
    """Return what one side is told of the other."""
    if presence is None:
        return {"here": False, "microphone": True, "camera": True}
    here = presence.connection is not None
    return {"here": here, "microphone": presence.microphone, "camera": presence.camera}


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

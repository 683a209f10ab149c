"""The messages that browsers send by the dozen are answered before Flask is asked for anything.

Before each round every browser sends some ten signals, and the server does nothing with them but send them on; whoever
comes asks ten times for the time. Through Flask a message brings along a request, a session, an account and a
transaction; here it costs what the library costs, some look-ups in memory, and the payload's check. Whatever is out of
the ordinary goes the ordinary way (`webapp.live.sockets`), which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from pydantic import ValidationError

from webapp.database import now
from webapp.extensions import socketio
from webapp.live import rate_limit
from webapp.live.guests import guests
from webapp.live.known_meetings import known_meeting
from webapp.live.payloads import SignalPayload
from webapp.live.protocol import milliseconds
from webapp.live.signalling import send_on, way_between_guests

Answer = dict[str, Any]
Receive = Callable[..., Any]
ShortWay = Callable[[Flask, str, object], Answer | None]


def take_short_ways(app: Flask) -> None:
    """Put each short way before the ordinary one."""
    handlers = socketio.server.handlers["/"]
    for event, short in (("signal", passed_on), ("ask_time", time_told)):
        handlers[event] = shortened(app, short, handlers[event])


def shortened(app: Flask, short: ShortWay, ordinary: Receive) -> Receive:
    """Return what receives a message of a guest: the short way, or if it knows no answer, the ordinary one."""

    def receive(connection: str, *messages: object) -> Any:
        known = connection in guests and len(messages) == 1
        answer = short(app, connection, messages[0]) if known else None
        return ordinary(connection, *messages) if answer is None else answer

    return receive


def time_told(_app: Flask, connection: str, message: object) -> Answer | None:
    """Tell the time to somebody who is here; None if it must go the ordinary way."""
    if message != {} or not may_send(connection):
        return None
    return {"ok": True, "server_time": milliseconds(now())}


def passed_on(app: Flask, connection: str, message: object) -> Answer | None:
    """Pass a signal on; None if it must go the ordinary way."""
    if not concerns_a_known_meeting(message):
        return None
    try:
        told = SignalPayload.model_validate(message).model_dump(exclude_unset=True)
    except ValidationError:
        return None
    way = way_between_guests(connection, told, now(), app.config)
    if way is None or not may_send(connection):
        return None
    return {"ok": True, "delivered": send_on(way[0], told, way[1])}


def concerns_a_known_meeting(message: object) -> bool:
    """Whether a message names a meeting of which enough is known."""
    meeting_id = message.get("meeting_id") if isinstance(message, dict) else None
    return isinstance(meeting_id, int) and known_meeting(meeting_id) is not None


def may_send(connection: str) -> bool:
    """Count a message here if it is answered here; what comes too often is refused by the ordinary way."""
    return rate_limit.may_send(connection, address_of(connection))


def address_of(connection: str) -> str | None:
    """Return the address a connection comes from, as proxies that are believed say it."""
    environ: dict[str, Any] = socketio.server.get_environ(connection) or {}
    return environ.get("REMOTE_ADDR")

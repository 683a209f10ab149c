"""A signal between two people who are here is passed on before Flask is asked for anything.

Before each round every browser sends some twenty signals within seconds, and the server does nothing with them but
send them on. Through Flask a message brings along a request, a session, an account and a transaction; here it costs
what the library costs, some look-ups in memory, and the payload's check. Whatever is out of the ordinary goes the
ordinary way (`webapp.live.sockets.signal`), which says what is wrong.
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
from webapp.live.signalling import send_on, way_between_guests

Answer = dict[str, Any]
Receive = Callable[..., Any]

EVENT = "signal"


def pass_signals_on(app: Flask) -> None:
    """Put the short way before the ordinary one."""
    handlers = socketio.server.handlers["/"]
    handlers[EVENT] = short_way(app, handlers[EVENT])


def short_way(app: Flask, ordinary: Receive) -> Receive:
    """Return what receives a signal."""

    def receive(connection: str, *messages: object) -> Any:
        answer = passed_on(app, connection, messages)
        return ordinary(connection, *messages) if answer is None else answer

    return receive


def passed_on(app: Flask, connection: str, messages: tuple[object, ...]) -> Answer | None:
    """Pass a signal on; None if it must go the ordinary way."""
    if connection not in guests or not concerns_a_known_meeting(messages):
        return None
    try:
        message = SignalPayload.model_validate(messages[0]).model_dump(exclude_unset=True)
    except ValidationError:
        return None
    way = way_between_guests(connection, message, now(), app.config)
    # Counted once: here, or by the ordinary way, which refuses what comes too often.
    if way is None or not rate_limit.may_send(connection, address_of(connection)):
        return None
    return {"ok": True, "delivered": send_on(way[0], message, way[1])}


def concerns_a_known_meeting(messages: tuple[object, ...]) -> bool:
    """Whether a message names a meeting of which enough is known."""
    message = messages[0] if len(messages) == 1 else None
    meeting_id = message.get("meeting_id") if isinstance(message, dict) else None
    return isinstance(meeting_id, int) and known_meeting(meeting_id) is not None


def address_of(connection: str) -> str | None:
    """Return the address a connection comes from, as proxies that are believed say it."""
    environ: dict[str, Any] = socketio.server.get_environ(connection) or {}
    return environ.get("REMOTE_ADDR")

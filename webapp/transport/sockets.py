"""The door of the websockets: who gets in, what their frames must look like, and how it ends.

`guard_sockets` puts it between the server and Engine.IO, which would write a stack trace for each frame that
is none, and keep the connection.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import gevent
from flask import Flask
from flask_socketio import SocketIO
from simple_websocket import ConnectionClosed
from simple_websocket import ConnectionError as NoHandshake
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import ProtocolError

from webapp.start.file_limit import MOST_CONNECTIONS
from webapp.transport.frames import Conversation, WrongFrame
from webapp.transport.places import NoPlace, Places
from webapp.transport.websocket import BoundedWebSocket

log = logging.getLogger("webapp.transport")

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]

# What waits for somebody who does not read.
MOST_UNSENT = 1_000
SECONDS_TO_DECIDE = 20
# Engine.IO "message" with Socket.IO "disconnect" or "connect error".
DISMISSALS = ("41", "44")
PATH = "/socket.io"
NOT_A_SOCKET, FULL = "400 BAD REQUEST", "503 SERVICE UNAVAILABLE"


class EngineWebSocket:
    """A websocket as Engine.IO wants it: it calls this with the request, and this calls it back."""

    def __init__(self, handle: Callable[[EngineWebSocket], object], _engine: object) -> None:
        self.handle = handle
        self.said = Conversation()
        self.ws: BoundedWebSocket

    @property
    def waiting(self) -> Any:
        """Engine.IO's own record of this connection, with what is to be sent."""
        return self.handle.__self__  # type: ignore[attr-defined]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Serve a connection until it ends."""
        try:
            self.ws = BoundedWebSocket(environ)
        except (ProtocolError, NoHandshake, OSError):
            self.waiting.close(wait=False, abort=True)
            return refuse(start_response, NOT_A_SOCKET)
        try:
            self.handle(self)
        finally:
            self.ws.hang_up()
        return []

    def wait(self) -> str | bytes | None:
        """Return the next frame; None at the end, which a frame that no page of ours sends is, too.

        Before each of them everybody else has a turn, however many have come on this websocket.
        """
        gevent.sleep(0)
        try:
            frame = self.ws.receive(self.patience)
            if frame is None:
                raise WrongFrame("nothing")
            self.said.take(frame)
            if self.waiting.queue.qsize() > MOST_UNSENT:
                raise WrongFrame("unread answers")
        except ConnectionClosed:
            return None
        except WrongFrame as wrong:
            log.info("websocket ended: wrong frame, %s", wrong)
            with suppress(ConnectionClosed, ProtocolError, OSError):
                self.ws.close(CloseReason.POLICY_VIOLATION)
            self.ws.hang_up()
            return None
        return frame

    @property
    def patience(self) -> float | None:
        """How long to wait for a frame: for ever only while somebody is in."""
        return None if self.said.entered and not self.said.left else SECONDS_TO_DECIDE

    def send(self, message: str | bytes) -> None:
        """Send a frame; who is told to leave has left."""
        self.said.left = self.said.left or str(message)[:2] in DISMISSALS
        try:
            self.ws.send(message)
        except ConnectionClosed:
            raise OSError from None

    def close(self) -> None:
        """Close the websocket."""
        if self.ws.connected:
            with suppress(ConnectionClosed, ProtocolError, OSError):
                self.ws.close()
        self.ws.hang_up()


def is_websocket(environ: Environ) -> bool:
    """Whether a request asks for a websocket as our pages do."""
    query = parse_qs(environ.get("QUERY_STRING", ""))
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and "upgrade" in [word.strip() for word in environ.get("HTTP_CONNECTION", "").lower().split(",")]
        and query.get("EIO") == ["4"]
        and query.get("transport") == ["websocket"]
        and not {"sid", "j"} & set(query)
    )


def refuse(start_response: Any, status: str) -> Iterable[bytes]:
    """Answer a request for a websocket that gets none."""
    start_response(status, [("Content-Length", "0"), ("Cache-Control", "no-store"), ("Connection", "close")])
    return []


def guard_sockets(app: Flask, socketio: SocketIO) -> None:
    """Let Engine.IO serve with our websockets, and only what asks for one."""
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": EngineWebSocket}
    inside: Wsgi = app.wsgi_app
    places = Places(app.config["CONNECTIONS_PER_ADDRESS"], MOST_CONNECTIONS)

    def door(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(PATH):
            return inside(environ, start_response)
        if not is_websocket(environ):
            return refuse(start_response, NOT_A_SOCKET)
        try:
            with places.place(environ.get("REMOTE_ADDR", "")):
                return inside(environ, start_response)
        except NoPlace:
            return refuse(start_response, FULL)

    app.wsgi_app = door  # type: ignore[method-assign]

"""A websocket that cannot be made to hold, or hold up, more than a person's page needs.

simple-websocket limits nothing by itself. Here a message is limited while it arrives, nothing is compressed,
who sends faster than is read waits, and who sends more pieces than any page is cut off.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from time import monotonic
from typing import Any

import gevent.event
import gevent.lock
import gevent.selectors
import simple_websocket
from engineio.async_drivers.gevent import Thread
from simple_websocket import ConnectionClosed
from wsproto import events
from wsproto.frame_protocol import CloseReason

from webapp.transport.bucket import Bucket

log = logging.getLogger("webapp.transport")

# Enough for an SDP with candidates, far too little to hurt.
LARGEST_MESSAGE = 64 * 1024
# Messages, their fragments, pings and pongs: a page sends a hundred at once and some each second.
PIECES_AT_ONCE, PIECES_PER_SECOND = 1_000, 100
MOST_UNREAD = 16
EXTENSIONS = "HTTP_SEC_WEBSOCKET_EXTENSIONS"


class Ended(Exception):
    """The connection is over; the message is for the log and holds nothing of what was sent."""


class BoundedWebSocket(simple_websocket.Server):
    """The server's side of a websocket, with limits on everything that comes in."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self.pieces = Bucket(PIECES_AT_ONCE, PIECES_PER_SECOND)
        self.has_room = gevent.event.Event()
        self.sending = gevent.lock.RLock()
        self.parts: list[str] | list[bytes] = []
        super().__init__(
            {name: value for name, value in environ.items() if name != EXTENSIONS},
            thread_class=Thread,
            event_class=gevent.event.Event,
            selector_class=gevent.selectors.DefaultSelector,
        )

    def send(self, data: str | bytes) -> None:
        """Send a message whole; simple-websocket would lose what the network does not take at once."""
        if not self.connected:
            raise ConnectionClosed(self.close_reason, self.close_message)
        self.put(events.BytesMessage(data) if isinstance(data, bytes) else events.TextMessage(str(data)))

    def put(self, event: events.Event) -> None:
        """Send an event of the websocket protocol, never into the middle of another one."""
        with self.sending:
            self.sock.sendall(self.ws.send(event))

    def receive(self, timeout: float | None = None) -> Any:
        """Return the next message, and let the reader go on; None if none has come in time."""
        message = super().receive(timeout)
        self.has_room.set()
        return message

    def hang_up(self) -> None:
        """End the connection without waiting for anybody."""
        self.connected = False
        self.has_room.set()
        self.event.set()
        self.sock.close()

    def _thread(self) -> None:
        """Read until the end, whatever it is; whoever waits for a message hears of it."""
        try:
            for piece in self.arriving():
                self.ws.receive_data(piece)
                self._handle_events()
        except Ended as end:
            log.info("websocket ended: %s", end)
        except (
            Exception
        ) as failure:  # whatever a stranger's bytes make of the libraries is no mistake of ours
            log.info("websocket ended: %s", type(failure).__name__)
        finally:
            self.hang_up()

    def arriving(self) -> Iterator[bytes]:
        """Read piece by piece while connected and while there is room; others have their turn between."""
        while self.connected and (piece := self.sock.recv(self.receive_bytes)):
            yield piece
            gevent.sleep(0)
            while self.connected and len(self.input_buffer) >= MOST_UNREAD:
                self.has_room.clear()
                self.has_room.wait()

    def _handle_events(self) -> bool:
        """Handle what has come; before the connection stands that is the handshake."""
        if not self.connected:
            return bool(super()._handle_events())
        for event in self.ws.events():
            if not self.pieces.take(monotonic()):
                raise Ended("too much")
            self.handle(event)
        return True

    def handle(self, event: events.Event) -> None:
        """Handle a piece of a message, or what belongs to the websocket itself."""
        if isinstance(event, events.Message):
            self.add(event)
        elif isinstance(event, events.Ping):
            self.put(event.response())
        elif isinstance(event, events.CloseConnection):
            self.put(event.response())
            raise Ended("closed")

    def add(self, piece: events.Message[Any]) -> None:
        """Add a piece to the message it belongs to; too large a message ends here, not when it is whole."""
        if sum(map(len, self.parts)) + len(piece.data) > LARGEST_MESSAGE:
            self.put(events.CloseConnection(CloseReason.MESSAGE_TOO_BIG))
            raise Ended("too large")
        self.parts.append(piece.data)
        if piece.message_finished:
            self.input_buffer.append(type(piece.data)().join(self.parts))
            self.parts = []
            self.event.set()

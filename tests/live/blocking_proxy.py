"""A proxy as some schools and firms have: pages pass, live connections do not, in one of three ways."""

from __future__ import annotations

import enum
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MOST_AT_ONCE = 65_536
END_OF_HEAD = b"\r\n\r\n"


class Websockets(enum.Enum):
    """What becomes of a websocket."""

    FORBIDDEN = "answered 403"
    CLOSED = "closed"
    UNANSWERED = "never answered"
    FREE = "let through"


class BlockingProxy:
    """Passes every connection on to a server, but for websockets."""

    def __init__(self, port: int, websockets: Websockets) -> None:
        self.server_port, self.websockets = port, websockets
        self.blocked = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.open: list[socket.socket] = [self.listener]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def close(self) -> None:
        """End it, and every connection."""
        for end in self.open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self.listener.accept()
                self.open.append(browser)
                threading.Thread(target=self._handle, args=(browser,), daemon=True).start()

    def _handle(self, browser: socket.socket) -> None:
        """Read the head of one request, and decide; each request gets a connection of its own."""
        with suppress(OSError):
            head, rest = read_head(browser)
            if b"upgrade: websocket" not in head.lower():
                head = without_keeping(head)
            elif self.websockets is not Websockets.FREE:
                self._block(browser)
                return
            self._pass_on(browser, head + END_OF_HEAD + rest)

    def _block(self, browser: socket.socket) -> None:
        self.blocked += 1
        if self.websockets is Websockets.UNANSWERED:
            return
        if self.websockets is Websockets.FORBIDDEN:
            browser.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        browser.close()

    def _pass_on(self, browser: socket.socket, first: bytes) -> None:
        server = socket.create_connection(("127.0.0.1", self.server_port))
        self.open.append(server)
        server.sendall(first)
        threading.Thread(target=copy, args=(browser, server), daemon=True).start()
        copy(server, browser)


def read_head(browser: socket.socket) -> tuple[bytes, bytes]:
    """Return the head of a request, and what has come of its body."""
    received = b""
    while END_OF_HEAD not in received:
        piece = browser.recv(MOST_AT_ONCE)
        if not piece:
            raise ConnectionError
        received += piece
    head, _, rest = received.partition(END_OF_HEAD)
    return head, rest


def without_keeping(head: bytes) -> bytes:
    """Ask that the connection is closed after the answer."""
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"])


def copy(source: socket.socket, target: socket.socket) -> None:
    """Copy what comes until an end is closed."""
    with suppress(OSError):
        while piece := source.recv(MOST_AT_ONCE):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def blocking_proxy(port: int, websockets: Websockets) -> Iterator[BlockingProxy]:
    """A proxy in front of the server at a port."""
    proxy = BlockingProxy(port, websockets)
    try:
        yield proxy
    finally:
        proxy.close()

"""A client that says to the server what no browser would: any bytes over HTTP, any frames by websocket."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.servers import Server

SECONDS_TO_ANSWER = 60
TEXT, BINARY, CONTINUATION, CLOSE, PING = 1, 2, 0, 8, 9
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


class RawConnection:
    """A TCP connection to a server."""

    def __init__(self, server: Server) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), SECONDS_TO_ANSWER)

    def send(self, data: bytes) -> bool:
        """Send bytes; false if the server has closed the connection."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def read_until(self, end: bytes) -> bytes:
        """Read until some bytes have come, or the end."""
        read = b""
        while end not in read and (piece := self.socket.recv(4096)):
            read += piece
        return read

    def read_to_the_end(self) -> bytes:
        """Read until the server closes the connection."""
        read = b""
        with suppress(ConnectionResetError):
            while piece := self.socket.recv(65536):
                read += piece
        return read

    def request(self, head: str) -> bytes:
        """Send a request without a body that closes the connection; return the whole answer."""
        self.send(f"{head}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1"))
        return self.read_to_the_end()

    def upgrade(self, *headers: str) -> bytes:
        """Ask for a websocket; return what the server answers."""
        self.send((HANDSHAKE + "".join(f"{header}\r\n" for header in headers) + "\r\n").encode())
        return self.read_until(b"\r\n\r\n")

    def send_frame(self, payload: str | bytes, kind: int | None = None, last: bool = True) -> bool:
        """Send a frame of a websocket; false if the server has closed the connection."""
        data = payload.encode() if isinstance(payload, str) else payload
        if kind is None:
            kind = TEXT if isinstance(payload, str) else BINARY
        return self.send(frame_head(kind, len(data), last) + data)


def frame_head(kind: int, length: int, last: bool = True) -> bytes:
    """Return the head of a frame whose mask changes nothing."""
    first = kind | (0x80 if last else 0)
    if length < 126:
        head = struct.pack("!BB", first, 0x80 | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", first, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, length)
    return head + bytes(4)


@contextmanager
def raw_connection(server: Server) -> Iterator[RawConnection]:
    """A connection that ends with the block."""
    connection = RawConnection(server)
    try:
        yield connection
    finally:
        connection.socket.close()


def memory_of(server: Server) -> int:
    """Return how many bytes of memory a server process holds; by `ps`, which Linux and macOS have."""
    said = os.popen(f"ps -o rss= -p {server.running.pid}").read()  # noqa: S605 - a number
    return int(said) * 1024

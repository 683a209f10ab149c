"""A conversation with a mail server that ends in time, however the server spreads its silence."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from typing import Any

PIECE = 64 * 1024
SECONDS_TO_LEAVE = 2.0


class Conversation(smtplib.SMTP):
    """SMTP with one limit for all that is said about a mail; smtplib's own begins anew with each byte."""

    def __init__(self, host: str, port: int, name: str, ends: float, at_once: ssl.SSLContext | None) -> None:
        self.ends, self.at_once = ends, at_once
        super().__init__(host, port, local_hostname=name)

    def left(self) -> float:
        """Return the seconds that are left; none is a time-out."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _get_socket(self, host: str, port: int, _timeout: float) -> socket.socket:
        """Connect to the first address that answers, with TLS at once where that is wanted."""
        failure: OSError = ConnectionRefusedError()
        for *_kind, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            try:
                connected = socket.create_connection((str(address[0]), int(address[1])), self.left())
            except OSError as error:
                failure = error
                continue
            return self.at_once.wrap_socket(connected, server_hostname=host) if self.at_once else connected
        raise failure

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer within the time that is left."""
        if self.file is None:
            self.file = Lines(self)
        return super().getreply()

    def send(self, s: Any) -> None:
        """Send within the time that is left."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        rest = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s)
        try:
            while rest:
                self.sock.settimeout(self.left())
                rest = rest[self.sock.send(rest[:PIECE]) :]
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected("gone while sending") from error

    def leave(self) -> None:
        """Say goodbye, without waiting for long."""
        self.ends = time.monotonic() + SECONDS_TO_LEAVE
        try:
            self.quit()
        except (OSError, smtplib.SMTPException):
            self.close()


class Lines:
    """What a server says, line by line."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.heard = b""

    def readline(self, limit: int) -> bytes:
        """Return the next line, or what there is of it when the server hangs up or goes on without end."""
        while b"\n" not in self.heard and len(self.heard) < limit:
            wire = self.conversation.sock
            if wire is None:
                break
            wire.settimeout(self.conversation.left())
            piece = wire.recv(PIECE)
            if not piece:
                break
            self.heard += piece
        end = self.heard.find(b"\n") + 1 or len(self.heard)
        line, self.heard = self.heard[: min(end, limit)], self.heard[min(end, limit) :]
        return line

    def close(self) -> None:
        """Forget what was heard."""
        self.heard = b""

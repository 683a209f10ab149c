"""A small SMTP server on 127.0.0.1 that keeps what it receives, and can be silent, slow or unwilling."""

from __future__ import annotations

import socketserver
import ssl
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType


class Conversation(socketserver.StreamRequestHandler):
    """One client, served as RFC 5321 asks for the few commands that are used."""

    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        if self.server.at_once:
            self.secure()
        self.reply("220 ready", "GREETING")
        while line := self.rfile.readline():
            self.answer(line, line.partition(b":" if b":" in line else b" ")[0].strip().upper().decode())

    def answer(self, line: bytes, word: str) -> None:
        self.server.heard.append(line)
        if word == "EHLO" and self.server.certificate and not self.server.at_once:
            self.reply("250-here\r\n250 STARTTLS", word)
        elif word == "STARTTLS":
            self.reply("220 go on", word)
            self.secure()
        elif word == "DATA":
            self.reply("354 go on", "354")
            self.take(self.data())
        elif word == "RCPT TO":
            self.recipient(line.split(b"<")[1].split(b">")[0].decode())
        else:
            self.reply("250 fine", word)

    def secure(self) -> None:
        assert self.server.certificate is not None
        try:
            self.connection = self.server.certificate.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.server.hung_up = True
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def recipient(self, address: str) -> None:
        self.server.recipients.append(address)
        self.reply(self.server.refusals.get(address, "250 fine"), "RCPT TO")

    def data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def take(self, data: bytes) -> None:
        message = message_from_bytes(data.replace(b"\r\n", b"\n"), policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.server.silent_for in (message["To"], None) and self.server.silent_at == "DATA":
            self.server.ended.wait()
        self.server.received.append(message)
        self.reply(self.server.verdict, "TAKEN")

    def reply(self, line: str, at: str) -> None:
        if self.server.silent_at == at and self.server.silent_for is None:
            self.server.ended.wait()
        if self.server.drips_at == at:
            while not self.server.ended.wait(0.02):
                self.wfile.write(b"2")
        self.wfile.write(line.encode() + b"\r\n")

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            self.server.hung_up = True


class MailServer(socketserver.ThreadingTCPServer):
    """Listens while it is entered; `silent_at`, `drips_at`, `refusals` and `verdict` say how it behaves."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, certificate: ssl.SSLContext | None = None, at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = int(self.server_address[1])
        self.certificate, self.at_once = certificate, at_once
        self.received: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.heard: list[bytes] = []
        self.connections = 0
        self.hung_up = False
        self.refusals: dict[str, str] = {}
        self.verdict = "250 taken"
        self.silent_at = self.drips_at = ""
        self.silent_for: str | None = None
        self.ended = threading.Event()

    def handle_error(self, _request: object, _address: object) -> None:
        """A client that hangs up is no error here."""
        self.hung_up = True

    def __enter__(self) -> MailServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()

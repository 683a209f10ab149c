"""A small SMTP server on 127.0.0.1 that keeps what it receives."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType


class Conversation(socketserver.StreamRequestHandler):
    """One client, served as RFC 5321 asks for the few commands that are used."""

    server: MailServer

    def handle(self) -> None:
        self.reply("220 ready")
        while line := self.rfile.readline():
            word = line.split(b":")[0].strip().upper()
            if word == b"DATA":
                self.reply("354 go on")
                self.take(self.data())
            elif word == b"QUIT":
                self.reply("221 bye")
                return
            elif word == b"RCPT TO" and self.server.refuse:
                self.reply("451 not now")
            else:
                if word == b"RCPT TO":
                    self.server.recipients.append(line.split(b"<")[1].split(b">")[0].decode())
                self.reply("250 fine")

    def data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def take(self, data: bytes) -> None:
        message = message_from_bytes(data.replace(b"\r\n", b"\n"), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.server.received.append(message)
        self.reply("250 taken")

    def reply(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens while it is entered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = int(self.server_address[1])
        self.received: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse = False

    def __enter__(self) -> MailServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()

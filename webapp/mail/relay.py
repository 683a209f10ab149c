"""The mail server that takes our mails on: reached safely, in time, and once for many mails."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from webapp.mail.conversation import Conversation

SECONDS_FOR_A_MAIL = 30.0


@dataclass
class Relay:
    """A mail server; the connection to it stays open until somebody hangs up."""

    host: str
    port: int
    tls: str
    verify: bool = True
    username: str = ""
    password: str = ""
    name: str = "localhost"
    seconds: float = SECONDS_FOR_A_MAIL
    connection: Conversation | None = field(default=None, repr=False)

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand over one mail within its time; raises what went wrong."""
        ends = time.monotonic() + self.seconds
        try:
            self.connected(ends).sendmail(sender, [recipient], message)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            raise  # an answer: the conversation can go on with the next mail
        except (OSError, ValueError) as error:
            self.drop()
            if time.monotonic() >= ends:
                raise TimeoutError from error
            raise

    def connected(self, ends: float) -> Conversation:
        """Return a connection that answers: the open one, or a new one."""
        if self.connection is not None:
            self.connection.ends = ends
            try:
                self.connection.rset()
            except (OSError, smtplib.SMTPException):
                self.drop()
        if self.connection is None:
            self.connection = self.opened(ends)
        return self.connection

    def opened(self, ends: float) -> Conversation:
        """Connect; what comes back is safe and signed in, or nothing comes back."""
        at_once = self.context() if self.tls == "at-once" else None
        connection = Conversation(self.host, self.port, self.name, ends, at_once)
        try:
            if self.tls == "yes":
                connection.starttls(context=self.context())
            if self.username:
                connection.login(self.username, self.password)
        except Exception:
            connection.close()
            raise
        return connection

    def context(self) -> ssl.SSLContext:
        """Return how TLS is checked: by the certificates of this machine and the name of the server."""
        context = ssl.create_default_context()
        if not self.verify:  # the settings allow it towards this machine alone
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def drop(self) -> None:
        """Forget a connection that is of no use any more."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def hang_up(self) -> None:
        """End the connection politely."""
        if self.connection is not None:
            self.connection.leave()
        self.connection = None


@dataclass
class Terminal:
    """Where mails of a development machine go."""

    silent: bool = False

    def send(self, _sender: str, _recipient: str, message: bytes) -> None:
        """Show a mail."""
        if not self.silent:
            print(message.decode("utf-8", "replace"), flush=True)

    def hang_up(self) -> None:
        """Nothing to do."""


def relay_of(config: Mapping[str, Any]) -> Relay | Terminal:
    """Return where the mails of an installation go."""
    if not config["MAIL_SERVER"]:
        return Terminal(silent=config["TESTING"])
    return Relay(
        host=config["MAIL_SERVER"],
        port=config["MAIL_PORT"],
        tls=config["MAIL_USE_TLS"],
        verify=config["MAIL_VERIFY_TLS"],
        username=config["MAIL_USERNAME"],
        password=config["MAIL_PASSWORD"],
        name=urlsplit(config["BASE_URL"]).hostname or "localhost",
    )

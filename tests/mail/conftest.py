"""A mail server and the app that delivers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_association
from tests.mail.mail_server import MailServer
from webapp.extensions import db
from webapp.mail.letters import queue_mail
from webapp.mail.models import MailKind, OutboxMail

Queue = Callable[..., OutboxMail]


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server on 127.0.0.1."""
    with MailServer() as server:
        yield server


@pytest.fixture
def settings(app: Flask) -> Iterator[Callable[..., None]]:
    """Sets settings of the app for a test."""
    kept: dict[str, Any] = {}

    def change(**given: object) -> None:
        for name, value in given.items():
            kept.setdefault(name, app.config[name])
            app.config[name] = value

    yield change
    app.config.update(kept)


@pytest.fixture
def smtp_app(app: Flask, mail_server: MailServer, settings: Callable[..., None]) -> Flask:
    """The app, delivering to that server."""
    settings(MAIL_SERVER="127.0.0.1", MAIL_PORT=mail_server.port, MAIL_USE_TLS="no")
    return app


@pytest.fixture
def queued(app: Flask) -> Queue:
    """Queues a mail that is due on the evening of the tests."""
    association_id = make_association().id

    def queue(
        recipient: str = "mia@example.org",
        text: str = "Hallo Mia,\n\nschön, dass Du da bist.",
        calendar: bytes | None = None,
        kind: MailKind = MailKind.NEWS,
        subject: str = "Dein Abend",
    ) -> OutboxMail:
        mail = queue_mail(association_id, recipient, subject, text, calendar, kind)
        mail.next_attempt_at = mail.created_at = MONDAY_EVENING
        db.session.commit()
        return mail

    return queue

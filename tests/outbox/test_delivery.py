"""The postman of the server survives a database that is away."""

from __future__ import annotations

import logging

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.factories.people import make_association
from webapp.extensions import db
from webapp.outbox.addresses import mail_url
from webapp.outbox.delivery import deliver_once
from webapp.outbox.services import queue_mail


def test_postman_when_mail_waits_sends_it(app: Flask) -> None:
    queue_mail(make_association().id, "mia@example.org", "Dein Abend", "Hallo")
    db.session.commit()
    assert deliver_once(app) == 1
    assert app.extensions["mailman"].outbox[-1].to == ["mia@example.org"]


def test_postman_when_the_database_is_away_tries_again_later(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    db.session.execute(sa.text("ALTER TABLE outbox_mail RENAME TO outbox_mail_away"))
    db.session.commit()
    try:
        with caplog.at_level(logging.ERROR, "webapp"):
            assert deliver_once(app) == 0
        assert "the outbox could not be read" in caplog.text
    finally:
        db.session.execute(sa.text("ALTER TABLE outbox_mail_away RENAME TO outbox_mail"))
        db.session.commit()


def test_address_for_a_mail_when_made_without_a_request_is_whole(app: Flask) -> None:
    assert mail_url("home.association", slug="lippe") == "http://127.0.0.1:8000/join/lippe"

"""The page of mails is for development machines only."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_association
from webapp.extensions import db
from webapp.mail.letters import queue_mail


def queue(text: str) -> None:
    queue_mail(make_association().id, "mia@example.org", "Dein Abend", text)
    db.session.commit()


def test_mails_when_the_machine_is_for_development_show_link_to_tap(client: FlaskClient) -> None:
    queue("Hier: http://127.0.0.1:8000/link/abc")
    page = client.get("/dev/mails").get_data(as_text=True)
    assert 'href="http://127.0.0.1:8000/link/abc"' in page


def test_mails_when_they_hold_markup_show_it_as_text(client: FlaskClient) -> None:
    queue("<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/dev/mails").get_data(as_text=True)


def test_mails_when_the_service_is_public_are_not_there(app: Flask, client: FlaskClient) -> None:
    queue("Hallo")
    app.config["DEVELOPMENT"] = False
    try:
        assert client.get("/dev/mails").status_code == 404
    finally:
        app.config["DEVELOPMENT"] = True

"""What an organiser reads when the installation cannot do everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.people import make_association, make_event, make_organiser
from webapp.extensions import db

MAIL, RELAY = "verschickt keine E-Mails", "keinen Relay-Server"


@pytest.fixture
def public(app: Flask) -> Iterator[Flask]:
    """An installation that is no development machine, with neither mail server nor relay."""
    before = {name: app.config[name] for name in ("DEVELOPMENT", "MAIL_SERVER", "TURN_URLS")}
    app.config.update(DEVELOPMENT=False, MAIL_SERVER="", TURN_URLS=[])
    yield app
    app.config.update(before)


def pages(app: Flask) -> list[str]:
    """The board and an evening's page, as an organiser sees them."""
    association = make_association()
    event, organiser = make_event(association), make_organiser(association)
    db.session.commit()
    client = app.test_client(user=organiser)
    return [client.get(path).get_data(as_text=True) for path in ("/board", f"/events/{event.id}")]


def test_organiser_when_mail_server_and_relay_are_missing_reads_it(public: Flask) -> None:
    assert [(MAIL in page, RELAY in page) for page in pages(public)] == [(True, True)] * 2


def test_organiser_when_nothing_is_missing_reads_nothing_of_it(public: Flask) -> None:
    public.config.update(MAIL_SERVER="mail.example", TURN_URLS=["turn:relay.example"])
    assert [(MAIL in page, RELAY in page) for page in pages(public)] == [(False, False)] * 2


def test_organiser_when_on_a_development_machine_reads_nothing_of_it(app: Flask) -> None:
    assert [(MAIL in page, RELAY in page) for page in pages(app)] == [(False, False)] * 2

"""An organiser decides that talks go through the relay only, and everybody can read what that means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.people import make_association, make_organiser
from tests.forms_of_pages import error_at, fill
from webapp.accounts.models import Account
from webapp.extensions import db

HIDDEN, DIRECT, NO_RELAY = "Alle Gespräche gehen nur", "Auf direktem Weg", "Hier gibt es keinen Relay-Server"


@pytest.fixture(params=[True, False], ids=["relay", "no-relay"])
def relay(app: Flask, request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether there is a relay."""
    before = {name: app.config[name] for name in ("TURN_URLS", "TURN_SECRET")}
    if request.param:
        app.config.update(TURN_URLS=["turn:relay.example"], TURN_SECRET="secret")
    yield request.param
    app.config.update(before)


@pytest.fixture
def petra(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


def wish(app: Flask, petra: Account, wished: bool) -> TestResponse:
    """Tick or clear the wish on the association's page; return the answer."""
    page = fill(app.test_client(user=petra), "/association", "association", {"relay_only": wished})
    db.session.expire_all()
    return page


def test_association_when_it_wants_the_relay_only_gets_it_where_there_is_one(
    app: Flask, petra: Account, relay: bool
) -> None:
    page = wish(app, petra, True)
    assert petra.association.relay_only is relay
    if not relay:
        assert "keinen Relay-Server" in error_at(page, "relay_only")


def test_association_when_it_wants_the_relay_no_longer_is_free_of_it(
    app: Flask, petra: Account, relay: bool
) -> None:
    petra.association.relay_only = True
    db.session.commit()
    wish(app, petra, False)
    assert petra.association.relay_only is False


@pytest.mark.parametrize("wished", [True, False])
def test_privacy_page_when_read_says_who_learns_an_address(
    app: Flask, petra: Account, relay: bool, wished: bool
) -> None:
    petra.association.relay_only = wished
    db.session.commit()
    page = app.test_client().get("/privacy").get_data(as_text=True)
    assert DIRECT in page
    assert (HIDDEN in page, NO_RELAY in page) == (wished, not relay)

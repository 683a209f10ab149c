"""Somebody waits for a database that another process writes into: everybody else goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.database.other_writer import other_writer
from tests.live.evenings import make_evening
from tests.servers import Server
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db

pytestmark = pytest.mark.server


def test_others_when_somebody_waits_for_the_database_are_answered_before_that(
    app: Flask,
    server: Server,
    connected: Callable[..., SocketPerson],
    visitor: Callable[[Account], PageVisitor],
) -> None:
    evening = make_evening(now())
    anna, joinery = connected(evening.anna), connected(evening.joinery)
    for person in (anna, joinery):
        person.check_in(evening.event.id)
    page = visitor(evening.joinery)
    shown = {"event_id": evening.event.id, "microphone": True, "camera": False}
    db.session.remove()
    with other_writer("presence"):
        waiting = anna.begin("show_media", shown)
        assert joinery.call("ask_time", {})["ok"]
        assert "<h1" in page.read("/")
        assert not waiting.done()
    assert waiting.result(30)["ok"]

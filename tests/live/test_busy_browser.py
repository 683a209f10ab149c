"""The server has a great deal to do: pages say so, wait, and do by themselves what could not be done."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.browsers import LaunchPerson
from tests.database.other_writer import other_writer
from tests.live.evenings import Evening
from tests.live.guests import Guests
from tests.servers import Server
from webapp.extensions import db
from webapp.live.models import Impression, Rating

pytestmark = [pytest.mark.browser, pytest.mark.server]

BUSY = "[data-view=no-way] [data-way-is=busy]"


@pytest.fixture
def guests_of_hasty(app: Flask, hasty: Server, person_browser: LaunchPerson) -> Guests:
    """People at a server that waits for nobody who holds the database."""
    return Guests(app, hasty, person_browser)


def test_page_when_the_database_is_held_says_so_and_opens_afterwards(
    in_lobby: Evening, guests_of_hasty: Guests
) -> None:
    anna = guests_of_hasty.invite(in_lobby, in_lobby.anna, None)
    db.session.remove()
    with other_writer("presence"):
        anna.page.goto(anna.address)
        anna.page.wait_for_selector(f"{BUSY}:visible")
    anna.wait_for_state("server", "online")
    anna.page.wait_for_selector("[data-view=lobby]:visible")
    assert not anna.page.is_visible(BUSY)
    assert guests_of_hasty.complaints() == []


def test_tap_when_the_database_is_held_is_stored_afterwards(ended: Evening, guests_of_hasty: Guests) -> None:
    anna = guests_of_hasty.enter(ended, ended.anna, None)
    db.session.commit()
    with other_writer("rating"):
        anna.page.check("input[name=impression][value=gladly]", force=True)
        assert guests_of_hasty.server.has_written("rate refused: Busy")
    anna.page.wait_for_selector(".rating-state[data-state=rated]")
    assert db.session.scalars(db.select(Rating.impression)).all() == [Impression.GLADLY]
    assert guests_of_hasty.complaints() == []


def test_tap_when_changed_after_a_busy_server_is_never_put_back(
    ended: Evening, guests_of_hasty: Guests
) -> None:
    """The first tap must not be sent once more after the second; the page's clock runs when the test says so."""
    anna = guests_of_hasty.invite(ended, ended.anna, None)
    anna.page.clock.install()
    anna.enter()
    anna.page.clock.pause_at(datetime.now() + timedelta(seconds=10))
    db.session.commit()
    with other_writer("rating"):
        anna.page.check("input[name=impression][value=gladly]", force=True)
        assert guests_of_hasty.server.has_written("rate refused: Busy")
    anna.page.check("input[name=impression][value=maybe]", force=True)
    anna.page.wait_for_selector(".rating-state[data-state=rated]")
    anna.page.clock.fast_forward(4_000)
    anna.page.clock.resume()
    anna.enter()
    assert db.session.scalars(db.select(Rating.impression)).all() == [Impression.MAYBE]
    assert guests_of_hasty.complaints() == []

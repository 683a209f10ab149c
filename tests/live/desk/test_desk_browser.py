"""The desk in a real browser: it follows the evening by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, LaunchPerson
from tests.live.evenings import Evening, make_evening
from tests.servers import Server
from tests.socket_people import SocketPerson, session_cookie
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.start import start_now

pytestmark = [pytest.mark.browser, pytest.mark.server]

MILLISECONDS_TO_SEE = 40_000


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An evening that is about to begin: whoever is missing is looked for."""
    return make_evening(now() + timedelta(seconds=90))


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def desk(
    request: pytest.FixtureRequest, app: Flask, server: Server, evening: Evening, person_browser: LaunchPerson
) -> Page:
    """The organiser's browser, at the desk."""
    person = person_browser(None, request.param)
    name, value = session_cookie(app, evening.organiser).split("=", 1)
    person.context.add_cookies([{"name": name, "value": value, "url": server.url}])
    person.page.goto(f"{server.url}/events/{evening.event.id}/desk")
    expect.set_options(timeout=MILLISECONDS_TO_SEE)
    return person.page


def test_desk_when_people_come_and_go_follows_them_and_keeps_trouble_first(
    desk: Page, evening: Evening, connected: Callable[..., SocketPerson]
) -> None:
    tiles = desk.locator(".tile")
    expect(tiles.first).to_contain_text("beide fehlen")
    anna, joinery = connected(evening.anna), connected(evening.joinery)
    anna.check_in(evening.event.id)
    joinery.check_in(evening.event.id)
    expect(tiles.nth(1)).to_contain_text("beide sind da")
    expect(tiles.first).to_contain_text("beide fehlen")
    joinery.close()
    expect(desk.locator(".tile", has_text="Betrieb fehlt")).to_contain_text("weg seit")
    assert not desk.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_desk_when_start_is_pressed_asks_counts_down_and_can_be_stopped(
    desk: Page, evening: Evening, connected: Callable[..., SocketPerson]
) -> None:
    desk.get_by_role("link", name="Jetzt beginnen").press("Enter")
    expect(desk.get_by_role("heading", name="Jetzt beginnen?")).to_be_visible()
    expect(desk.get_by_text("Noch nicht da: 2 von 2")).to_be_visible()
    desk.get_by_role("button", name="Ja, beginnen").press("Enter")
    expect(desk.get_by_role("timer")).to_contain_text("0:0")
    desk.get_by_role("button", name="Anhalten").press("Enter")
    expect(desk.get_by_text("Angehalten.")).to_be_visible()
    expect(desk.get_by_role("button", name="Anhalten")).to_be_hidden()
    db.session.refresh(evening.event)
    assert evening.event.starts_at_before is None


def test_desk_when_somebody_else_starts_shows_the_countdown_and_the_first_round(
    desk: Page, evening: Evening, server: Server
) -> None:
    start_now(evening.organiser, evening.event, now(), 10)
    expect(desk.get_by_role("button", name="Anhalten")).to_be_visible()
    expect(desk.get_by_role("link", name="Jetzt beginnen")).to_be_hidden()
    expect(desk.get_by_role("heading", name="Runde 1 von 2")).to_be_visible()
    expect(desk.get_by_role("timer")).to_contain_text("9:5")
    expect(desk.get_by_role("button", name="Anhalten")).to_be_hidden()


def test_desk_when_the_server_is_gone_says_so_and_recovers(
    desk: Page, evening: Evening, server: Server
) -> None:
    server.kill_hard()
    expect(desk.locator("#offline")).to_be_visible()
    server.start()
    expect(desk.locator("#offline")).to_be_hidden()

"""Somebody tries their device in a real browser, and the desk sees what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browsers import PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guests
from tests.live.relays import SECRET
from tests.servers import Server, free_port, server_environ
from webapp.extensions import db
from webapp.live.device_check import check_of

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def server_process(schema: Flask, environ: dict[str, str], relay: int) -> Iterator[Server]:
    """A server with a relay."""
    port = free_port()
    turn = {
        "TISCHWECHSEL_TURN_URLS": f"turn:127.0.0.1:{relay}?transport=udp",
        "TISCHWECHSEL_TURN_SECRET": SECRET,
    }
    running = Server({**server_environ(environ, port), **turn}, port)
    running.start()
    yield running
    running.kill_hard()


def test_device_when_everything_works_is_kept_as_ready_and_seen_at_the_desk(
    in_lobby: Evening, guests: Guests
) -> None:
    anna = guests.invite(in_lobby, in_lobby.anna, "red", viewport=PHONE)
    anna.page.goto(f"{guests.server.url}/device-check")
    anna.page.click("#open-devices")
    anna.page.wait_for_selector("[data-verdict=camera][data-is=yes]")
    anna.page.wait_for_selector("[data-verdict=microphone][data-is=yes]")  # Chromium's device beeps
    anna.page.click("#play-sound")
    anna.page.click("[data-heard=yes]")
    anna.page.wait_for_selector("[data-verdict=way][data-is=yes]", timeout=20_000)
    with anna.page.expect_navigation():
        anna.page.click("#check button[type=submit]")
    db.session.expire_all()
    kept = check_of(in_lobby.anna.id)
    assert kept is not None
    assert (kept.passed, kept.way.value) == (True, "udp")
    desk = guests.invite(in_lobby, in_lobby.organiser, None).page
    desk.goto(f"{guests.server.url}/events/{in_lobby.event.id}/people/{in_lobby.anna.id}")
    assert "ging alles" in desk.inner_text(".person-reach")
    assert guests.complaints() == []


def test_device_when_there_is_no_camera_says_what_to_do(in_lobby: Evening, guests: Guests) -> None:
    ben = guests.invite(in_lobby, in_lobby.ben, None, viewport=PHONE)
    ben.page.goto(f"{guests.server.url}/device-check")
    ben.page.click("#open-devices")
    ben.page.wait_for_selector("[data-verdict=camera][data-is=no]")
    assert "Es geht auch ohne" in ben.text("[data-verdict=camera]")
    assert guests.complaints() == []

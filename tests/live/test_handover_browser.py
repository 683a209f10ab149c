"""The handover in real browsers: at each round the right picture, and nothing of anybody before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.browsers import PHONE
from tests.live.evenings import Evening, make_evening
from tests.live.guests import Guest, Guests
from tests.servers import Server, free_port, server_environ
from webapp.database import now

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def server_process(schema: Flask, environ: dict[str, str]) -> Iterator[Server]:
    """A server whose guests prepare early: a slow machine, too, can look at what they send before a round."""
    port = free_port()
    running = Server({**server_environ(environ, port), "TISCHWECHSEL_PREPARE_SECONDS": "40"}, port)
    running.start()
    yield running
    running.kill_hard()


@pytest.fixture
def short_evening(app: object) -> Evening:
    """Two rounds of half a minute, to be started by the organiser."""
    return make_evening(now() + timedelta(hours=1), round_seconds=30, changeover_seconds=12)


def assert_nothing_was_sent(guest: Guest, phase: str) -> None:
    sent, until = guest.sent()
    assert until == phase, "this machine was too slow to look before the round"
    assert sent == {"packetsSent": 0, "framesEncoded": 0, "framesSent": 0}


def assert_they_see_each_other(one: Guest, colour_of_one: str, other: Guest, colour_of_other: str) -> None:
    for guest, partners_colour in ((one, colour_of_other), (other, colour_of_one)):
        guest.wait_for_stage("picture")
        assert guest.sees() == partners_colour
        guest.wait_for_new_frames()
        assert guest.sees() == partners_colour


def test_handover_when_rounds_change_shows_the_partner_of_this_round_and_sends_nothing_before(
    short_evening: Evening, guests: Guests
) -> None:
    anna = guests.enter(short_evening, short_evening.anna, "red", viewport=PHONE)
    joinery = guests.enter(short_evening, short_evening.joinery, "blue")
    bakery = guests.enter(short_evening, short_evening.bakery, "yellow")
    guests.start_now(short_evening)

    for guest in (anna, joinery):
        guest.wait_for_state("nextConnection", "connected")
        assert_nothing_was_sent(guest, "lobby-1")
        assert guest.shown_stream() is None
    for guest in (anna, joinery, bakery):
        guest.wait_for_state("phase", "round-1")
    assert_they_see_each_other(anna, "red", joinery, "blue")
    bakery.wait_for_stage("absent")
    bakery.wait_for_state("nextConnection", "connected")
    assert_nothing_was_sent(bakery, "round-1")

    anna.wait_for_state("phase", "changeover-2")
    assert anna.shown_stream() is None
    for guest in (anna, joinery, bakery):
        guest.wait_for_state("phase", "round-2")
    assert_they_see_each_other(anna, "red", bakery, "yellow")
    joinery.wait_for_stage("absent")

    anna.wait_for_state("phase", "ended-2")
    to_answers = anna.page.locator("section[data-view=ended] a.btn-primary")
    assert (to_answers.get_attribute("href") or "").endswith("/answers")
    assert guests.complaints() == []

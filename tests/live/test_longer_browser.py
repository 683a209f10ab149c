"""A little longer, in two real browsers: both ask, stay in their room, and go on to their next talk in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.browsers import PHONE
from tests.live.evenings import ROUND, make_evening
from tests.live.guests import SECONDS_TO_SEE, Guest, Guests
from tests.live.test_room_sizes_browser import faults_at_all_sizes
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.hand import ClockPress, press_clock

pytestmark = [pytest.mark.browser, pytest.mark.server]

ASK = "#longer button"


def words(guest: Guest, said: str) -> None:
    guest.device.wait_for(
        f"document.querySelector('#longer p').textContent.includes({said!r})", SECONDS_TO_SEE
    )


def test_talk_when_both_want_it_longer_stays_and_ends_when_one_has_said_goodbye(
    app: Flask, guests: Guests
) -> None:
    evening = make_evening(now() - ROUND + timedelta(seconds=100))
    anna = guests.enter(evening, evening.anna, "red", viewport=PHONE)
    joinery = guests.enter(evening, evening.joinery, "blue")
    for guest in (anna, joinery):
        guest.wait_for_stage("picture")
    anna.page.click(ASK)
    words(anna, "auch möchte")
    assert joinery.text(ASK) == "Etwas länger?"
    joinery.page.click(ASK)
    words(anna, "mehr")
    assert faults_at_all_sizes(anna) == {}
    db.session.refresh(evening.event)
    press_clock(evening.organiser, evening.event, ClockPress.MOVE_ON, 0, now())
    anna.wait_for_state("phase", "changeover-2")
    for guest in (anna, joinery):
        guest.page.wait_for_selector(f"{ASK}:has-text('Gespräch beenden')")
        guest.wait_for_new_frames()
        assert guest.page.evaluate("document.body.dataset.view") == "room"
        states = guest.page.locator("[data-strip] li").evaluate_all(
            "all => all.map((li) => li.dataset.state)"
        )
        assert states == ["now", "next"]
    joinery.page.click(ASK)
    for guest in (anna, joinery):
        guest.wait_for_state("view", "lobby")
    assert "Wie war es" in anna.text("[data-rating]")
    assert guests.complaints() == []

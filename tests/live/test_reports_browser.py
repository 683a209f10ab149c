"""Somebody leaves a talk in a real browser and says what was wrong; the organiser plans the rounds to come anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.browsers import PHONE
from tests.live.guests import Guest, Guests
from tests.live.replanning.evenings import PATIENCE, make_waiting_evening
from webapp.database import now

# In the lobby or below a talk.
AGENDA = "[...document.querySelectorAll('[data-agenda] li, [data-strip] li')]"

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_talk_when_left_on_a_phone_is_over_for_both_and_reported_at_the_desk(
    in_talk: tuple[Guest, Guest], guests: Guests
) -> None:
    anna, joinery = in_talk
    anna.page.click("[data-sheet=card-panel]")
    anna.page.click("#card-panel [data-help-open]")
    anna.page.click("[data-help=leave]")
    for guest in (anna, joinery):
        guest.page.wait_for_selector("section[data-view=lobby]", state="attached")
        guest.device.wait_for("document.body.dataset.meetingId === ''")
        assert guest.shown_stream() is None
    assert "War etwas nicht in Ordnung?" in anna.text("#help-state")
    anna.page.fill("#help-words", "Er hat mich angeschrien.")
    anna.page.click("[data-help=report]")
    anna.device.wait_for("document.getElementById('help-words').value === ''")
    assert "wurde beendet" in joinery.text("#called-off")
    assert guests.complaints() == []


def test_rounds_to_come_when_planned_anew_at_the_desk_are_seen_on_the_page_of_who_has_a_talk_more(
    app: Flask, guests: Guests
) -> None:
    begun = now() - PATIENCE - timedelta(seconds=5)
    evening = make_waiting_evening([(2, 1, 1)], rounds=2, starts_at=begun)
    evening.arrive(evening.tables[1].representative, at=begun)
    cem = guests.enter(evening, evening.people[2].account, None, viewport=PHONE)
    desk = guests.invite(evening, evening.organiser, None, viewport=PHONE).page
    desk.goto(f"{guests.server.url}/events/{evening.event.id}/desk")
    desk.click("text=Ansehen")
    with desk.expect_navigation():
        desk.click("text=Vorschlag holen")
    assert f"{evening.people[1].account.name} fehlt" in desk.inner_text("main")
    with desk.expect_navigation():
        desk.click("text=Angehaktes übernehmen")
    assert "1 neues Gespräch" in desk.inner_text("[role=status]")
    cem.device.wait_for(f"{AGENDA}.some((line) => line.textContent.includes('Runde 2'))")
    assert guests.complaints() == []

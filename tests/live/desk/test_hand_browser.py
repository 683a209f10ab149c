"""The organiser presses the clock in a real browser, and two people in their talk see it."""

from __future__ import annotations

import pytest

from tests.browsers import PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guest, Guests

pytestmark = [pytest.mark.browser, pytest.mark.server]


def at_the_desk(guests: Guests, evening: Evening, **device: object) -> Guest:
    """The organiser, with the desk in front of them."""
    desk = guests.invite(evening, evening.organiser, None, **device)
    desk.page.goto(desk.address.replace("/evening", "/desk"))
    return desk


def shown_buttons(desk: Guest) -> list[str]:
    return [button.inner_text() for button in desk.page.locator("#hand button:visible").all()]


def test_evening_when_paused_and_resumed_stands_still_for_everybody_and_goes_on(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None, viewport=PHONE)
    desk = at_the_desk(guests, in_round_one)
    assert shown_buttons(desk) == [
        "Pause",
        "1 Minute l\u00e4nger",
        "1 Minute k\u00fcrzer",
        "Runde beenden",
    ]
    desk.page.click("#hand >> text=Pause")
    anna.page.wait_for_selector("#room-paused:visible")
    stands_at = anna.text("#room-time")
    assert shown_buttons(desk) == ["Weiter", "1 Minute l\u00e4nger"]
    assert desk.page.locator("#undo:visible").count() == 1
    desk.page.click("#hand >> text=Weiter")
    anna.page.wait_for_selector("#room-paused", state="hidden")
    assert seconds(stands_at) - seconds(anna.text("#room-time")) <= 3
    assert guests.complaints() == []


def test_round_when_ended_and_undone_at_the_desk_goes_on(in_round_one: Evening, guests: Guests) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None, viewport=PHONE)
    desk = at_the_desk(guests, in_round_one, viewport=PHONE)
    desk.page.click("#hand >> text=Runde beenden")
    anna.device.wait_for("document.getElementById('room-time').textContent.startsWith('0:0')")
    desk.page.click("#undo button")
    anna.device.wait_for("!document.getElementById('room-time').textContent.startsWith('0:0')")
    desk.page.click(".diary summary")
    lines = desk.page.locator(".diary-lines li").all_inner_texts()
    assert ["Runde 1" in line for line in lines] == [True, True]
    assert guests.complaints() == []


def seconds(shown: str) -> int:
    minutes, rest = shown.split(":")
    return 60 * int(minutes) + int(rest)

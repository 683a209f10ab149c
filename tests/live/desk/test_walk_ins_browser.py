"""Somebody at the door in real browsers: let in at a helper's phone, in a talk on their own a moment later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.browsers import PHONE, LaunchPerson
from tests.live.guests import Guest, Guests
from tests.live.replanning.evenings import make_waiting_evening
from webapp.database import now

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_walk_in_when_let_in_before_a_round_is_in_a_talk_when_it_begins(
    app: Flask, guests: Guests, person_browser: LaunchPerson
) -> None:
    evening = make_waiting_evening([], starts_at=now() + timedelta(seconds=25))
    firm_account = evening.tables[0].representative
    assert firm_account is not None
    firm = guests.enter(evening, firm_account, "blue")
    door = guests.invite(evening, evening.organiser, None, viewport=PHONE).page
    door.goto(f"{guests.server.url}/events/{evening.event.id}/walk-in")
    door.fill("[name=first_name]", "Dina")
    door.fill("[name=last_name]", "Sander")
    door.locator("[role=combobox]").press_sequentially("Tischler")
    door.locator("[role=option]").first.click()
    door.click("button[type=submit] >> text=Einlassen")
    letters = door.inner_text(".big-code")

    phone = person_browser("red", viewport=PHONE)
    guests.devices.append(phone)
    phone.page.goto(f"{guests.server.url}/code")
    phone.page.fill("[name=code]", letters.lower())
    phone.page.click("button[type=submit] >> text=Hinein")
    dina = Guest(phone, "")
    dina.wait_for_state("server", "online")
    assert evening.tables[0].company.name in dina.text("#next-partner")
    dina.wait_for_stage("picture")
    firm.wait_for_stage("picture")
    assert (dina.sees(), firm.sees()) == ("blue", "red")
    assert guests.complaints() == []

"""Two who wait for others are brought together in real browsers, by nobody's hand."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browsers import PHONE
from tests.live.guests import Guests
from tests.live.replanning.evenings import make_waiting_evening

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_two_who_wait_when_their_partners_do_not_come_see_each_other(app: Flask, guests: Guests) -> None:
    evening = make_waiting_evening([(1, 0, 0), (1, 1, 1)])
    waiting_firm = evening.tables[1].representative
    assert waiting_firm is not None
    anna = guests.enter(evening, evening.people[0].account, "red", viewport=PHONE)
    anna.wait_for_stage("absent")
    firm = guests.enter(evening, waiting_firm, "blue")
    anna.wait_for_stage("picture")
    firm.wait_for_stage("picture")
    assert (anna.sees(), firm.sees()) == ("blue", "red")
    assert evening.tables[1].company.name in anna.text("#room-heading")
    assert guests.complaints() == []

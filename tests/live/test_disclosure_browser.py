"""A firm at the page of its evening learns each name when it is time, without doing anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.live.evenings import make_evening
from tests.live.guests import Guests
from webapp.database import now
from webapp.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_firm_when_it_waits_for_days_and_then_talks_learns_one_name_after_the_other(
    app: Flask, guests: Guests
) -> None:
    evening = make_evening(now() + timedelta(days=3), round_seconds=40, changeover_seconds=10)
    evening.anna.first_name, evening.ben.first_name = "Anna", "Benedikt"
    db.session.commit()
    joinery = guests.enter(evening, evening.joinery, "blue")
    joinery.page.wait_for_selector("[data-agenda] li")
    lobby = joinery.text("[data-view=lobby]")
    assert all(name in lobby for name in ("Profil 1", "Profil 2", "Tischler:in"))
    assert not any(name in lobby for name in ("Anna", "Benedikt"))

    guests.start_now(evening)
    joinery.page.wait_for_selector("#next-partner:text('Anna')", timeout=30_000)
    joinery.wait_for_state("phase", "round-1")
    assert joinery.text("#room-heading") == "Anna"
    joinery.page.wait_for_selector("[data-strip] li:has-text('Benedikt')", timeout=60_000)
    assert guests.complaints() == []

"""The board during an evening."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import make_association, make_event, make_organiser
from webapp.database import now
from webapp.events.models import EventState
from webapp.extensions import db


@pytest.mark.parametrize(("begun", "there"), [(timedelta(minutes=5), True), (timedelta(days=2), False)])
def test_board_when_an_evening_has_begun_leads_to_it_until_its_end(
    app: Flask, begun: timedelta, there: bool
) -> None:
    association = make_association()
    organiser = make_organiser(association)
    event = make_event(association, name="Läuft gerade", state=EventState.PUBLISHED, starts_at=now() - begun)
    db.session.commit()
    page = app.test_client(user=organiser).get("/board").text
    assert (event.name in page) is there

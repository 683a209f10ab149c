"""The form of an evening: what bad input is told, and that nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_association, make_event, make_organiser
from tests.forms_of_pages import error_at, fill, form_of
from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.models import Event, EventState
from webapp.extensions import db

NEW = "/events/new"
GOOD = {"name": "Azubi-Speed-Dating", "rounds": "6", "round_minutes": "10"}


def typed(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def organiser(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


@pytest.fixture
def client(app: Flask, organiser: Account) -> FlaskClient:
    return app.test_client(user=organiser)


def events() -> list[Event]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Event)))


def test_form_when_only_a_name_is_given_makes_the_usual_evening(client: FlaskClient) -> None:
    assert fill(client, NEW, "event-settings", {"name": "Herbstabend"}).status_code == 302
    (event,) = events()
    assert (event.rounds, event.round_seconds, event.changeover_seconds) == (12, 480, 120)
    assert (event.state, event.starts_at > now()) == (EventState.DRAFT, True)


def test_form_when_opened_shows_five_in_the_afternoon(client: FlaskClient) -> None:
    assert form_of(client.get(NEW), "event-settings").values["starts_at"].endswith("T17:00")


def test_form_when_sent_takes_times_in_the_local_zone(client: FlaskClient) -> None:
    day = now().date() + timedelta(days=60)
    local = datetime(day.year + 1, 7, 1, 17, 0, tzinfo=UTC)  # summer time: two hours ahead of UTC
    answers = {"name": "Sommerabend", "starts_at": typed(local), "registration_closes_at": typed(local)}
    fill(client, NEW, "event-settings", answers)
    assert [event.starts_at for event in events()] == [local - timedelta(hours=2)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 10_000),
        ("name", "🎉🎉"),
        ("description", "x" * 2001),
        ("rounds", "0"),
        ("rounds", "1000"),
        ("rounds", "-1"),
        ("rounds", "zwölf"),
        ("rounds", ""),
        ("rounds", "9" * 400),
        ("round_minutes", "0"),
        ("round_minutes", "61"),
        ("round_minutes", "7.5"),
        ("changeover_seconds", "-1"),
        ("changeover_seconds", "4"),
        ("changeover_seconds", "1801"),
        ("guarantee_applicant", "-1"),
        ("guarantee_table", "49"),
        ("guarantee_table", "13"),
        ("starts_at", ""),
        ("starts_at", "morgen"),
        ("starts_at", "2020-01-01T17:00"),
        ("starts_at", "99999-01-01T17:00"),
        ("registration_closes_at", "2020-01-01T17:00"),
        ("registration_closes_at", "2099-01-01T17:00"),
    ],
)
def test_form_when_an_answer_is_wrong_says_so_at_the_field_and_keeps_it(
    client: FlaskClient, field: str, value: str
) -> None:
    page = fill(client, NEW, "event-settings", {"name": "Abend", field: value})
    assert page.status_code == 200
    assert error_at(page, field)
    assert form_of(page, "event-settings").values[field].strip() == value.strip()
    assert events() == []


def test_form_when_the_hour_does_not_exist_says_so(client: FlaskClient) -> None:
    year = now().year + 1
    last_sunday = max(d for d in range(25, 32) if datetime(year, 3, d, tzinfo=UTC).weekday() == 6)
    page = fill(
        client, NEW, "event-settings", {"name": "Abend", "starts_at": f"{year}-03-{last_sunday}T02:30"}
    )
    assert "Zeitumstellung" in error_at(page, "starts_at")


def test_form_when_the_evening_lasts_through_the_night_says_so(client: FlaskClient) -> None:
    page = fill(client, NEW, "event-settings", {"name": "Abend", "rounds": "48", "round_minutes": "60"})
    assert "16 Stunden" in error_at(page, "rounds")


def test_form_when_rounds_are_of_seconds_keeps_them_unless_minutes_are_touched(
    app: Flask, client: FlaskClient, organiser: Account
) -> None:
    start = now() + timedelta(days=9)
    event = make_event(organiser.association, starts_at=start, registration_closes_at=start, round_seconds=45)
    db.session.commit()
    fill(client, f"/events/{event.id}/edit", "event-settings", {"name": "Neuer Name"})
    assert [(e.name, e.round_seconds) for e in events()] == [("Neuer Name", 45)]
    fill(client, f"/events/{event.id}/edit", "event-settings", {"round_minutes": "3"})
    assert [e.round_seconds for e in events()] == [180]


def test_preview_when_the_form_is_shown_lists_every_round(client: FlaskClient) -> None:
    page = fill(client, NEW, "event-settings", {**GOOD, "rounds": "3", "name": ""}).get_data(as_text=True)
    assert [time in page for time in ("17:00 – 17:10", "17:12 – 17:22", "17:24 – 17:34")] == [True] * 3


@pytest.mark.parametrize("year", ["0001", "1999", "2200", "9999"])
def test_form_when_the_year_is_at_the_end_of_the_calendar_says_so(client: FlaskClient, year: str) -> None:
    answers = {
        "name": "Abend",
        "starts_at": f"{year}-12-31T23:59",
        "registration_closes_at": "0001-01-01T00:00",
    }
    page = fill(client, NEW, "event-settings", answers)
    assert page.status_code == 200
    assert error_at(page, "starts_at") == error_at(page, "registration_closes_at")
    assert events() == []

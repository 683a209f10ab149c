"""The page of an evening shows a talk that was cancelled as cancelled, and nothing of who has left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING
from tests.planning.evenings import BEFORE, Evening, make_evening, planned
from webapp.accounts.models import Account
from webapp.companies.services import decline
from webapp.database import now
from webapp.events.models import Registration
from webapp.events.services import register_applicant, withdraw_applicant
from webapp.extensions import db
from webapp.live.own_evening import whole_evening
from webapp.live.snapshot import snapshot
from webapp.planning.services.publication import publish_plan


@pytest.fixture
def evening(app: Flask) -> Evening:
    evening = make_evening(firms=2, people=2, rounds=3)
    evening.event.registration_closes_at = MONDAY_EVENING
    evening.applicants[1].strengths = "Rechnen"
    publish_plan(evening.organiser, planned(evening, [(1, 0, 0), (2, 1, 0), (3, 1, 1)]), BEFORE)
    return evening


def text_of(app: Flask, evening: Evening, account: Account, path: str = "") -> str:
    page = app.test_client(user=account).get(f"/events/{evening.event.id}{path}")
    assert page.status_code == 200
    return " ".join(page.text.split())


def firm(evening: Evening, number: int) -> Account:
    return evening.companies[number].representatives[0].account


def test_firm_when_an_applicant_has_withdrawn_sees_the_number_and_nothing_else(
    app: Flask, evening: Evening
) -> None:
    withdraw_applicant(evening.applicants[1].account, evening.event, BEFORE)
    text = text_of(app, evening, firm(evening, 0))
    assert 'Profil 2 <span class="word word-danger">fällt aus</span>' in text
    assert "Die Bewerberin oder der Bewerber kann nicht kommen." in text
    assert "Koch/Köchin" not in text
    assert text.count("fällt aus") == 1


def test_firm_when_the_evening_is_over_reads_that_the_talk_was_cancelled(
    app: Flask, evening: Evening
) -> None:
    withdraw_applicant(evening.applicants[1].account, evening.event, BEFORE)
    evening.event.starts_at = now() - timedelta(days=1)
    db.session.commit()
    text = text_of(app, evening, firm(evening, 0))
    assert 'Profil 2 <span class="word word-danger">ist ausgefallen</span>' in text
    assert "Die Bewerberin oder der Bewerber konnte nicht kommen." in text


def test_applicant_when_withdrawn_and_led_to_the_evening_reads_who_comes_in(
    app: Flask, evening: Evening
) -> None:
    leaver = evening.applicants[1].account
    withdraw_applicant(leaver, evening.event, BEFORE)
    visitor = app.test_client(user=leaver)
    page = visitor.get(f"/events/{evening.event.id}/evening", follow_redirects=True)
    assert (page.status_code, page.request.path) == (200, f"/events/{evening.event.id}")
    assert "In den Abend kommt nur, wer angemeldet ist." in page.text


def test_applicant_when_a_firm_is_declined_sees_the_talk_cancelled(app: Flask, evening: Evening) -> None:
    decline(evening.organiser, evening.companies[1], BEFORE)
    text = text_of(app, evening, evening.applicants[1].account)
    assert text.count("fällt aus") == 1
    assert "Der Betrieb kann nicht kommen." in text


def test_organiser_when_an_applicant_has_withdrawn_sees_the_talk_cancelled_in_the_plan(
    app: Flask, evening: Evening
) -> None:
    withdraw_applicant(evening.applicants[1].account, evening.event, BEFORE)
    text = text_of(app, evening, evening.organiser, "/plan")
    assert "2 Gespräche fallen aus" in text
    assert text.count(" cancelled") == 3  # two cells and the legend


def test_evening_when_a_talk_is_cancelled_says_so_and_offers_no_room(evening: Evening) -> None:
    withdraw_applicant(evening.applicants[1].account, evening.event, BEFORE)
    shown = snapshot(whole_evening(evening.event, firm(evening, 0)), BEFORE)
    assert [meeting["round"] for meeting in shown["agenda"]] == [1]
    (cancelled,) = shown["cancelled"]
    assert (cancelled["round"], cancelled["table"]) == (2, 1)
    assert set(cancelled) == {"round", "begins_at", "table", "title", "why"}


def test_number_when_somebody_registers_tells_nothing_of_the_order(app: Flask) -> None:
    evening = make_evening(people=8)
    db.session.execute(db.delete(Registration))
    db.session.commit()
    numbers = [
        register_applicant(person.account, person, evening.event, MONDAY_EVENING - timedelta(days=9)).number
        for person in evening.applicants
    ]
    assert len(set(numbers)) == 8
    assert numbers != list(range(1, 9))

"""A form that makes something makes it once; another form, or other answers, make another thing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.people import make_association, make_company, make_organiser
from tests.forms_of_pages import fill, send
from tests.parallel import EIGHT, at_once
from webapp.accounts.models import Account
from webapp.companies.models import Company, Offer
from webapp.database import now
from webapp.events.models import Event
from webapp.extensions import db
from webapp.mail.models import OutboxMail
from webapp.sent_forms.models import SentForm
from webapp.sent_forms.once import KEPT, forget_old_forms

EVENING = {"name": "Abend", "starts_at": "2031-03-01T18:00", "registration_closes_at": "2031-02-27T18:00"}
COLLEAGUE = {"first_name": "Mo", "last_name": "Muster", "email": "mo@example.org", "role": "helper"}


@pytest.fixture
def organiser(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


@pytest.fixture
def browser(app: Flask, organiser: Account) -> FlaskClient:
    return app.test_client(user=organiser)


def count(kind: type) -> int:
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(kind)) or 0


def new_evening(browser: FlaskClient, page: TestResponse, **other: str) -> TestResponse:
    return send(browser, page, "event-settings", {**EVENING, **other})


def test_form_when_sent_again_leads_to_the_page_of_the_first_time(browser: FlaskClient) -> None:
    page = browser.get("/events/new")
    first, second = new_evening(browser, page), new_evening(browser, page)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location
    assert count(Event) == 1


def test_form_when_sent_eight_times_at_once_makes_one_thing(app: Flask, organiser: Account) -> None:
    page = app.test_client(user=organiser).get("/events/new")
    browsers = [signed_in_like(app, page, organiser) for _ in range(EIGHT)]
    answers = at_once(partial(new_evening, browser, page) for browser in browsers)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 1
    assert count(Event) == 1


def test_form_when_open_in_two_tabs_makes_two_things(browser: FlaskClient) -> None:
    for page in [browser.get("/events/new"), browser.get("/events/new")]:
        new_evening(browser, page)
    assert count(Event) == 2


def test_form_when_sent_again_with_other_answers_makes_another_thing(browser: FlaskClient) -> None:
    page = browser.get("/events/new")
    new_evening(browser, page)
    new_evening(browser, page, name="Zweiter Abend")
    assert count(Event) == 2


def test_form_when_refused_can_be_sent_again(browser: FlaskClient) -> None:
    page = browser.get("/events/new")
    assert new_evening(browser, page, starts_at="").status_code == 200
    new_evening(browser, page)
    assert count(Event) == 1


def test_colleague_when_invited_eight_times_at_once_gets_one_mail(app: Flask, organiser: Account) -> None:
    page = app.test_client(user=organiser).get("/association/team")
    browsers = [signed_in_like(app, page, organiser) for _ in range(EIGHT)]
    answers = at_once(partial(send, browser, page, "team", COLLEAGUE) for browser in browsers)
    assert {(answer.status_code, answer.location) for answer in answers} == {(302, answers[0].location)}
    assert count(OutboxMail) == 1


def test_offer_when_added_twice_is_one_offer_without_a_complaint(app: Flask) -> None:
    company = make_company(make_association())
    db.session.commit()
    browser = app.test_client(user=company.representatives[0].account)
    page = browser.get("/firm")
    answers = {
        "occupation": "Koch",
        "places": "2",
        "start_year": str(now().year + 1),
        "minimum_qualification": "first",
    }
    sent = [send(browser, page, "offer", answers) for _ in range(2)]
    assert {(answer.status_code, answer.location) for answer in sent} == {(302, "/firm#offers")}
    assert count(Offer) == 2
    assert count(Company) == 1


def test_forms_when_sent_yesterday_are_forgotten(browser: FlaskClient) -> None:
    fill(browser, "/events/new", "event-settings", EVENING)
    assert forget_old_forms(now()) == 0
    assert forget_old_forms(now() + KEPT + timedelta(seconds=1)) == 1
    assert count(SentForm) == 0


def signed_in_like(app: Flask, page: TestResponse, account: Account) -> FlaskClient:
    """Return one more window of the same browser: the same cookies, and so the same token of the session."""
    browser = app.test_client(user=account)
    cookie = page.headers["Set-Cookie"].split(";")[0].partition("=")[2]
    browser.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    return browser

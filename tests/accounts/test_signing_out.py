"""Signing out ends the sign-in on the server: a copy of its cookie is worth nothing, by page and by socket."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_applicant, make_association
from tests.forms_of_pages import fill
from tests.servers import Server
from tests.socket_people import Refused, SocketPerson, session_cookie
from webapp.accounts.models import SIGN_IN_LASTS, Account, SignIn
from webapp.accounts.services import end_sign_in
from webapp.database import now
from webapp.extensions import db


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association()).account
    db.session.commit()
    return account


def copy_of(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Somebody else's browser with the same cookie."""
    cookie = browser.get_cookie("session")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    return thief


def test_cookie_when_copied_before_signing_out_is_worth_nothing_after(app: Flask, mia: Account) -> None:
    browser = app.test_client(user=mia)
    thief = copy_of(app, browser)
    assert thief.get("/profile").status_code == 200
    fill(browser, "/privacy", "/sign-out")
    assert thief.get("/profile").location.startswith("/sign-in")


def test_phone_when_the_computer_signs_out_stays_signed_in(app: Flask, mia: Account) -> None:
    browser, phone = app.test_client(user=mia), app.test_client(user=mia)
    fill(browser, "/privacy", "/sign-out")
    assert phone.get("/profile").status_code == 200


def test_cookie_when_it_names_no_sign_in_is_worth_nothing(app: Flask, mia: Account) -> None:
    browser = app.test_client(user=mia)
    with browser.session_transaction() as session:
        del session["sign_in"]
    assert browser.get("/profile").status_code == 302


def test_cookie_when_its_sign_in_is_of_somebody_else_is_worth_nothing(app: Flask, mia: Account) -> None:
    tom = make_applicant(mia.association).account
    browser, other = app.test_client(user=mia), app.test_client(user=tom)
    with other.session_transaction() as session:
        name = session["sign_in"]
    with browser.session_transaction() as session:
        session["sign_in"] = name
    assert browser.get("/profile").status_code == 302


def test_sign_in_when_thirty_days_old_has_ended(app: Flask, mia: Account) -> None:
    browser = app.test_client(user=mia)
    db.session.scalars(db.select(SignIn)).one().created_at = now() - SIGN_IN_LASTS - timedelta(seconds=1)
    db.session.commit()
    assert browser.get("/profile").status_code == 302


def test_sign_in_when_stored_leaves_no_name_in_the_database(app: Flask, mia: Account) -> None:
    browser = app.test_client(user=mia)
    with browser.session_transaction() as session:
        name = session["sign_in"]
    assert len(name) >= 43
    assert name not in str(vars(db.session.scalars(db.select(SignIn)).one()))


@pytest.mark.server
def test_socket_when_its_sign_in_has_ended_answers_nothing_and_lets_no_copy_in(
    app: Flask, server: Server, connected: Callable[..., SocketPerson], mia: Account
) -> None:
    cookie = session_cookie(app, mia, sign_in="the name of a sign-in")
    before = connected(mia, cookie=cookie)
    end_sign_in(mia, "the name of a sign-in")
    assert before.call("ask_time", {})["error"]["name"] == "SignedOut"
    with pytest.raises(Refused):
        connected(mia, cookie=cookie)

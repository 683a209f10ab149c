"""A link signs in by a press on a page that says as whom, never by being opened."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browsers import LaunchPerson
from tests.factories.people import make_applicant, make_association, make_organiser
from tests.forms_of_pages import send
from tests.mailbox import signed_in_as
from tests.servers import Server
from webapp.accounts.models import Account, SignInLink
from webapp.accounts.services import issue_link
from webapp.database import now
from webapp.extensions import db


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association(name="Ausbildung in Lippe")).account
    account.email, account.first_name, account.last_name = "mia@example.org", "Mia", "Muster"
    db.session.commit()
    return account


def link_for(account: Account) -> str:
    token = issue_link(account, now())
    db.session.commit()
    return f"/link/{token}"


def test_link_when_opened_says_as_whom_it_signs_in_and_no_more(app: Flask, mia: Account) -> None:
    page = app.test_client().get(link_for(mia)).text
    assert "Als Mia M. anmelden" in page
    assert "Ausbildung in Lippe" in page
    assert "Muster" not in page
    assert "mia@example.org" not in page


def test_link_when_opened_by_somebody_else_says_who_is_signed_in_and_leads_back_after_signing_out(
    app: Flask, mia: Account
) -> None:
    petra = make_organiser(mia.association, first_name="Petra", last_name="Ortmann")
    link, browser = link_for(mia), app.test_client(user=petra)
    page = browser.get(link)
    assert "Auf diesem Gerät ist Petra O. angemeldet" in page.text
    answer = send(browser, page, "leave")
    assert answer.location == link
    send(browser, browser.get(link), "use-link")
    assert signed_in_as(browser) == mia


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_sign_out_when_told_to_lead_elsewhere_leads_to_the_start_page(
    app: Flask, mia: Account, target: str
) -> None:
    link, browser = link_for(mia), app.test_client(user=make_organiser(mia.association))
    answer = send(browser, browser.get(link), "leave", {"next": target})
    assert answer.location == "/"


@pytest.mark.browser
@pytest.mark.server
def test_link_when_a_program_that_runs_scripts_opens_it_stays_unused(
    server: Server, person_browser: LaunchPerson, mia: Account
) -> None:
    page = person_browser("red").page
    page.goto(server.url + link_for(mia), wait_until="networkidle")
    page.get_by_role("button", name="Als Mia M. anmelden").wait_for()
    db.session.expire_all()
    assert db.session.scalars(db.select(SignInLink)).one().used_at is None
    page.get_by_role("button", name="Als Mia M. anmelden").click()
    page.wait_for_url("**/")
    db.session.expire_all()
    assert db.session.scalars(db.select(SignInLink)).one().used_at is not None

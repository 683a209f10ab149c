"""The board: firms that wait, released or declined once, by those who may."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import (
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_organiser,
)
from tests.forms_of_pages import error_at, fill, form_of, forms_of
from tests.mailbox import mails_to, open_newest_link, signed_in_as
from webapp.accounts.models import Account
from webapp.companies.errors import AlreadyDecided
from webapp.companies.models import Company, ReleaseState
from webapp.companies.services import release
from webapp.database import now
from webapp.extensions import db
from webapp.permissions import Role

MAIL = "meier@example.org"


@pytest.fixture
def petra(app: Flask) -> Account:
    account = make_organiser(make_association(name="Ausbildung in Lippe"))
    db.session.commit()
    return account


@pytest.fixture
def firm(petra: Account) -> Company:
    company = make_company(petra.association, name="Tischlerei Meier", state=ReleaseState.WAITING)
    company.representatives[0].account.email = MAIL
    db.session.commit()
    return company


@pytest.fixture
def client(app: Flask, petra: Account) -> FlaskClient:
    return app.test_client(user=petra)


def test_board_when_a_firm_waits_shows_what_matters(client: FlaskClient, firm: Company) -> None:
    page = client.get("/board").get_data(as_text=True)
    for shown in ("Tischlerei Meier", "Paderborn", "9 Personen", "darf ausbilden", "Tischler:in", MAIL):
        assert shown in page


def test_board_when_nobody_has_used_a_link_says_that_the_address_is_not_confirmed(
    client: FlaskClient, firm: Company
) -> None:
    firm.representatives[0].account.confirmed_at = None
    db.session.commit()
    assert "Adresse noch nicht bestätigt" in client.get("/board").text


def test_board_when_the_person_has_signed_in_says_the_address_is_confirmed(
    app: Flask, client: FlaskClient, firm: Company
) -> None:
    firm.representatives[0].account.confirmed_at = None
    fill(app.test_client(), "/sign-in", "sign-in", {"email": MAIL})
    open_newest_link(app.test_client(), MAIL)
    assert "✓ Adresse bestätigt" in client.get("/board").get_data(as_text=True)


def test_board_when_shown_counts_only_its_own_people(
    client: FlaskClient, petra: Account, firm: Company
) -> None:
    make_applicant(petra.association)
    make_company(petra.association)
    make_applicant(make_association())
    make_company(make_association(), name="Fremde Firma")
    db.session.commit()
    page = client.get("/board").get_data(as_text=True)
    assert page.count("<dd>1</dd>") == 3
    assert "Fremde Firma" not in page


def test_release_when_pressed_releases_and_mails_a_link_that_signs_in(
    app: Flask, client: FlaskClient, firm: Company
) -> None:
    fill(client, "/board", f"/board/companies/{firm.id}/release")
    db.session.refresh(firm)
    assert firm.state is ReleaseState.RELEASED
    assert firm.state_changed_at is not None
    assert "Tischlerei Meier ist freigegeben" in mails_to(MAIL)[-1].text
    browser = app.test_client()
    open_newest_link(browser, MAIL)
    assert signed_in_as(browser) == firm.representatives[0].account


def test_decline_when_pressed_declines_and_says_whom_to_write_to(client: FlaskClient, firm: Company) -> None:
    fill(client, "/board", f"/board/companies/{firm.id}/decline")
    db.session.refresh(firm)
    assert firm.state is ReleaseState.DECLINED
    assert firm.association.contact_email in mails_to(MAIL)[-1].text


def test_declined_firm_when_released_later_may_take_part(client: FlaskClient, firm: Company) -> None:
    fill(client, "/board", f"/board/companies/{firm.id}/decline")
    fill(client, "/board", f"/board/companies/{firm.id}/release")
    db.session.refresh(firm)
    assert firm.state is ReleaseState.RELEASED


def test_release_when_a_colleague_was_quicker_says_so_and_mails_once(
    client: FlaskClient, firm: Company
) -> None:
    form = form_of(client.get("/board"), f"/board/companies/{firm.id}/release")
    for _ in range(2):
        answer = client.post(form.action, data=form.values, follow_redirects=True)
    assert "Das ist schon entschieden" in answer.get_data(as_text=True)
    assert len(mails_to(MAIL)) == 1


def test_release_when_decided_already_is_refused_by_name(petra: Account, firm: Company) -> None:
    release(petra, firm, now())
    with pytest.raises(AlreadyDecided):
        release(petra, firm, now())


def test_release_when_logged_names_numbers_and_no_person(
    petra: Account, firm: Company, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "webapp"):
        release(petra, firm, now())
    assert f"company {firm.id} is released, decided by account {petra.id}" in caplog.text
    assert "Meier" not in caplog.text


def test_board_when_a_helper_looks_has_no_buttons_to_decide(
    app: Flask, petra: Account, firm: Company
) -> None:
    helper = make_account(petra.association, Role.HELPER)
    db.session.commit()
    browser = app.test_client(user=helper)
    assert not [form for form in forms_of(browser.get("/board")) if "companies" in form.action]
    form = form_of(browser.get("/board"), "/sign-out")
    assert browser.post(f"/board/companies/{firm.id}/release", data=form.values).status_code == 403
    db.session.refresh(firm)
    assert firm.state is ReleaseState.WAITING


def test_firm_of_another_association_when_released_is_not_found(app: Flask, firm: Company) -> None:
    stranger = make_organiser(make_association())
    db.session.commit()
    browser = app.test_client(user=stranger)
    token = form_of(browser.get("/board"), "/sign-out").values["csrf_token"]
    answer = browser.post(f"/board/companies/{firm.id}/release", data={"csrf_token": token})
    assert answer.status_code == 404
    db.session.refresh(firm)
    assert firm.state is ReleaseState.WAITING


def test_association_when_saved_shows_its_imprint(client: FlaskClient) -> None:
    fill(client, "/association", "association", {"imprint": "Musterweg 1\r\n32756 Detmold", "name": "ALEXA"})
    page = client.get("/imprint").get_data(as_text=True)
    assert "Musterweg 1" in page
    assert "ALEXA" in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "😀"), ("contact_email", "x"), ("postcode", "1"), ("imprint", "x" * 4001)],
)
def test_association_when_an_answer_cannot_be_says_so_and_changes_nothing(
    client: FlaskClient, petra: Account, field: str, typed: str
) -> None:
    before = getattr(petra.association, field)
    page = fill(client, "/association", "association", {field: typed})
    assert error_at(page, field)
    db.session.expire_all()
    assert getattr(petra.association, field) == before

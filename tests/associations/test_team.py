"""The people of an association invite each other, in roles."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_account, make_association, make_organiser
from tests.forms_of_pages import Answer, error_at, fill
from tests.mailbox import mails_to, open_newest_link, signed_in_as
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.permissions import Role

TOM = "tom@example.org"
INVITED: dict[str, Answer] = {"first_name": "Tom", "last_name": "Berg", "email": TOM, "role": "helper"}


@pytest.fixture
def petra(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


@pytest.fixture
def client(app: Flask, petra: Account) -> FlaskClient:
    return app.test_client(user=petra)


def accounts() -> int:
    return db.session.scalar(db.select(db.func.count(Account.id))) or 0


def test_colleague_when_invited_signs_in_by_the_mailed_link_in_their_role(
    app: Flask, client: FlaskClient, petra: Account
) -> None:
    fill(client, "/association/team", "team", INVITED)
    browser = app.test_client()
    open_newest_link(browser, TOM)
    tom = signed_in_as(browser)
    assert tom is not None
    assert (tom.name, tom.role, tom.association) == ("Tom Berg", Role.HELPER, petra.association)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("role", "owner"),
        ("role", "applicant"),
        ("role", ""),
        ("email", "tom"),
        ("first_name", "😀"),
        ("last_name", ""),
    ],
)
def test_invitation_when_an_answer_cannot_be_says_so_and_invites_nobody(
    client: FlaskClient, petra: Account, field: str, typed: str
) -> None:
    assert error_at(fill(client, "/association/team", "team", {**INVITED, field: typed}), field)
    assert accounts() == 1
    assert mails_to(TOM) == []


def test_invitation_when_the_address_is_taken_says_so_and_changes_no_role(
    client: FlaskClient, petra: Account
) -> None:
    tom = make_account(petra.association, Role.APPLICANT, email=TOM)
    db.session.commit()
    page = fill(client, "/association/team", "team", INVITED)
    assert error_at(page, "email") == "Zu dieser Adresse gibt es schon ein Konto."
    db.session.refresh(tom)
    assert tom.role is Role.APPLICANT


def test_team_when_shown_names_only_its_own_people(client: FlaskClient, petra: Account) -> None:
    make_organiser(make_association(), email="fern@example.org")
    make_account(petra.association, Role.APPLICANT, email="mia@example.org")
    db.session.commit()
    page = client.get("/association/team").get_data(as_text=True)
    assert petra.email in page
    assert "fern@example.org" not in page
    assert "mia@example.org" not in page


def test_team_when_a_helper_asks_for_it_is_refused(app: Flask, petra: Account) -> None:
    helper = make_account(petra.association, Role.HELPER)
    db.session.commit()
    assert app.test_client(user=helper).get("/association/team").status_code == 403

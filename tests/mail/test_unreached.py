"""Organisers see whom no mail reaches, and why; nobody else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import (
    MONDAY_EVENING,
    make_account,
    make_applicant,
    make_association,
    make_organiser,
)
from tests.mail.mail_server import MailServer
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.mail.letters import queue_mail
from webapp.mail.models import Failure, OutboxMail
from webapp.mail.services import deliver_outbox
from webapp.permissions import Role

NOW = MONDAY_EVENING


@pytest.fixture
def petra(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


@pytest.fixture
def client(app: Flask, petra: Account) -> FlaskClient:
    return app.test_client(user=petra)


def failed(association_id: int, email: str, failure: Failure | None, given_up: bool = False) -> OutboxMail:
    mail = queue_mail(association_id, email, "Dein Abend", "Hallo")
    mail.failure, mail.given_up_at = failure, NOW if given_up else None
    db.session.commit()
    return mail


def test_page_when_an_address_does_not_exist_names_person_address_and_reason(
    smtp_app: Flask, mail_server: MailServer, client: FlaskClient, petra: Account
) -> None:
    mia = make_applicant(petra.association).account
    queue_mail(petra.association_id, mia.email, "Dein Abend", "Hallo").next_attempt_at = NOW
    db.session.commit()
    mail_server.refusals[mia.email] = "550 no"
    deliver_outbox(NOW)
    page = client.get("/association/mails").text
    for shown in (mia.name, mia.email, "Diese Adresse gibt es nicht", "nicht noch einmal versucht"):
        assert shown in page
    assert "Die letzte E-Mail an 1 Adresse kam nicht an" in client.get("/board").text


def test_page_when_a_later_mail_has_arrived_names_the_address_no_more(
    client: FlaskClient, petra: Account
) -> None:
    failed(petra.association_id, "mia@example.org", Failure.LATER)
    failed(petra.association_id, "mia@example.org", None).sent_at = NOW
    db.session.commit()
    assert "mia@example.org" not in client.get("/association/mails").text


def test_page_when_another_association_reaches_somebody_not_says_nothing_of_it(
    client: FlaskClient, petra: Account
) -> None:
    failed(make_association().id, "mia@example.org", Failure.REFUSED, given_up=True)
    assert "mia@example.org" not in client.get("/association/mails").text
    assert "kamen nicht an" not in client.get("/board").text


def test_page_when_many_are_not_reached_shows_them_page_by_page_in_one_order(
    client: FlaskClient, petra: Account
) -> None:
    for number in range(120):
        mail = queue_mail(petra.association_id, f"person{number:04}@example.org", "Abend", "Hallo")
        mail.failure, mail.given_up_at = Failure.UNKNOWN_ADDRESS, NOW
    db.session.commit()
    pages = [client.get(f"/association/mails?page={page}").text for page in (1, 2, 3)]
    assert [page.count("@example.org</td>") for page in pages] == [50, 50, 20]
    assert "person0000@" in pages[0]
    assert "person0119@" in pages[2]
    assert "Seite 3 von 3" in client.get("/association/mails?page=99999999999999999999").text


def test_page_when_there_is_no_mail_server_says_so(
    app: Flask, client: FlaskClient, petra: Account, settings: Callable[..., None]
) -> None:
    failed(petra.association_id, "mia@example.org", None)
    settings(DEVELOPMENT=False, TESTING=False)
    assert "kein Mailserver eingestellt" in client.get("/association/mails").text


@pytest.mark.parametrize("role", [Role.HELPER, Role.APPLICANT, Role.REPRESENTATIVE])
def test_page_when_asked_for_by_others_is_refused(app: Flask, petra: Account, role: Role) -> None:
    other = make_account(petra.association, role)
    assert app.test_client(user=other).get("/association/mails").status_code == 403

"""Nobody can have us write their words to people who did not ask for them, nor write to them without end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.companies.test_sign_up import sign_up as sign_up_firm
from tests.factories.people import (
    MONDAY_EVENING,
    make_account,
    make_association,
    make_company,
    make_organiser,
)
from tests.mailbox import mails_to, open_newest_link
from tests.rate_limits import limited
from webapp.accounts.models import Account
from webapp.accounts.services import MOST_STRANGERS_AN_HOUR, MOST_TO_A_MAILBOX, queue_sign_in_mail
from webapp.associations.models import Association
from webapp.companies.models import ReleaseState
from webapp.companies.services import MOST_NOTICES_AN_HOUR, decline, release, tell_of_sign_up
from webapp.extensions import db
from webapp.mail.models import OutboxMail
from webapp.permissions import Role

NOW = MONDAY_EVENING
MAIL = "meier@example.org"


@pytest.fixture
def lippe(app: Flask) -> Association:
    association = make_association(slug="lippe", name="Ausbildung in Lippe")
    db.session.commit()
    return association


def stranger(association: Association, email: str) -> Account:
    return make_account(
        association, Role.APPLICANT, email=email, confirmed_at=None, first_name="Gewinn", last_name="Abholen"
    )


def mailed(account: Account, at: datetime = NOW) -> bool:
    sent = queue_sign_in_mail(account, at)
    db.session.commit()
    return sent


def texts() -> str:
    return "\n".join(f"{mail.subject}\n{mail.text}" for mail in db.session.scalars(db.select(OutboxMail)))


def test_first_mail_when_a_firm_signs_up_says_nothing_that_was_typed(app: Flask, lippe: Association) -> None:
    sign_up_firm(app.test_client())
    (mail,) = mails_to(MAIL)
    assert "Ausbildung in Lippe" in mail.subject
    for typed in ("Meier", "Söhne", "Jürgen", "Tischler"):
        assert typed not in mail.subject + mail.text


def test_mail_when_the_address_is_not_confirmed_is_the_neutral_one_whatever_happens(
    app: Flask, lippe: Association
) -> None:
    firm = make_company(lippe, name="Gewinn GmbH", state=ReleaseState.WAITING)
    other = make_company(lippe, name="Gewinn AG", state=ReleaseState.WAITING)
    for company in (firm, other):
        account = company.representatives[0].account
        account.confirmed_at, account.first_name = None, "Gewinn"
    organiser = make_organiser(lippe)
    release(organiser, firm, NOW)
    decline(organiser, other, NOW)
    mailed(stranger(lippe, "fremd@example.org"))
    assert "Gewinn" not in texts()
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 2


def test_mail_when_the_address_is_confirmed_says_the_name(app: Flask, lippe: Association) -> None:
    mia = stranger(lippe, "mia@example.org")
    queue_sign_in_mail(mia, NOW)
    db.session.commit()
    open_newest_link(app.test_client(), mia.email)
    assert mia.confirmed_at is not None
    mailed(mia)
    assert "Hallo Gewinn," in mails_to(mia.email)[-1].text


def test_mailbox_when_written_to_under_many_names_with_a_plus_gets_few_mails(
    app: Flask, lippe: Association
) -> None:
    sent = [mailed(stranger(lippe, f"mia+{number}@example.org")) for number in range(20)]
    assert sum(sent) == MOST_TO_A_MAILBOX
    assert mailed(stranger(lippe, "mia@example.org"))
    assert mailed(stranger(lippe, "mial+1@example.org"))
    assert mailed(stranger(lippe, "mia+later@example.org"), NOW + timedelta(hours=2))


def test_mailbox_when_written_to_from_two_associations_is_counted_once(
    app: Flask, lippe: Association
) -> None:
    other = make_association()
    sent = [mailed(stranger(place, f"mia+{n}@example.org")) for n in range(9) for place in (lippe, other)]
    assert sum(sent) == MOST_TO_A_MAILBOX


def test_association_when_strangers_sign_up_without_end_writes_to_so_many_an_hour(
    app: Flask, lippe: Association
) -> None:
    for number in range(MOST_STRANGERS_AN_HOUR + 1):
        queue_sign_in_mail(stranger(lippe, f"person{number}@example.com"), NOW)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == MOST_STRANGERS_AN_HOUR


def test_organiser_when_firms_sign_up_without_end_gets_a_few_notices_an_hour(
    app: Flask, lippe: Association
) -> None:
    petra = make_organiser(lippe, email="petra@example.org")
    for _ in range(MOST_NOTICES_AN_HOUR + 5):
        company = make_company(lippe, state=ReleaseState.WAITING)
        tell_of_sign_up(lippe, company, company.representatives[0].account, NOW)
    db.session.commit()
    assert len(mails_to(petra.email)) == MOST_NOTICES_AN_HOUR


def test_forms_that_mail_strangers_when_used_in_turn_are_counted_together(
    environ: dict[str, str], lippe: Association
) -> None:
    pages = ["/sign-in"] * 29 + ["/join/lippe/company"] * 29 + ["/join/lippe/applicant"] * 33
    with limited(environ) as client:
        client.application.config["WTF_CSRF_ENABLED"] = False
        codes = [client.post(page).status_code for page in pages]
    assert 429 not in codes[:90]
    assert codes[90] == 429

"""Links, sign-ins and mails have an age after which nothing is left of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_applicant, make_association
from webapp.accounts.errors import LinkUsed
from webapp.accounts.knocks import knock
from webapp.accounts.models import SIGN_IN_LASTS, Account, Knock, SignIn, SignInLink
from webapp.accounts.services import (
    LINKS_KEPT,
    SIGN_IN_VALID,
    begin_sign_in,
    forget_old_ways_in,
    issue_link,
    use_link,
)
from webapp.extensions import db
from webapp.mail.letters import queue_mail
from webapp.mail.models import OutboxMail
from webapp.mail.services import KEPT, forget_old_mails

NOW = MONDAY_EVENING
MOMENT = timedelta(seconds=1)


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association()).account
    db.session.commit()
    return account


def left(model: type) -> int:
    return len(db.session.scalars(db.select(model)).all())


def test_link_when_used_a_month_ago_is_forgotten_and_until_then_says_so(mia: Account) -> None:
    token = issue_link(mia, NOW)
    use_link(token, NOW)
    forget_old_ways_in(NOW + LINKS_KEPT)
    with pytest.raises(LinkUsed):
        use_link(token, NOW + LINKS_KEPT)
    forget_old_ways_in(NOW + LINKS_KEPT + MOMENT)
    assert left(SignInLink) == 0
    assert mia.confirmed_at is not None


def test_link_when_it_ran_out_a_month_ago_is_forgotten(mia: Account) -> None:
    issue_link(mia, NOW)
    db.session.commit()
    forget_old_ways_in(NOW + SIGN_IN_VALID + LINKS_KEPT)
    assert left(SignInLink) == 1
    forget_old_ways_in(NOW + SIGN_IN_VALID + LINKS_KEPT + MOMENT)
    assert left(SignInLink) == 0


def test_sign_in_when_it_has_ended_is_forgotten(mia: Account) -> None:
    begin_sign_in(mia, NOW)
    forget_old_ways_in(NOW + SIGN_IN_LASTS)
    assert left(SignIn) == 1
    forget_old_ways_in(NOW + SIGN_IN_LASTS + MOMENT)
    assert left(SignIn) == 0


def test_knock_when_nobody_could_answer_it_for_a_day_is_forgotten(mia: Account) -> None:
    knock("sign-in", mia.email, NOW)
    forget_old_ways_in(NOW + timedelta(days=1) + MOMENT)
    assert left(Knock) == 0


@pytest.mark.parametrize("state", [{"sent_at": NOW}, {"given_up_at": NOW}, {}])
def test_mail_when_a_month_old_is_forgotten_with_its_recipient(
    mia: Account, state: dict[str, datetime]
) -> None:
    mail = queue_mail(mia.association_id, mia.email, "Dein Abend", "Hallo")
    mail.created_at = NOW
    for name, value in state.items():
        setattr(mail, name, value)
    db.session.commit()
    assert forget_old_mails(NOW + KEPT) == 0
    assert forget_old_mails(NOW + KEPT + MOMENT) == 1
    assert forget_old_mails(NOW + KEPT + MOMENT) == 0
    assert left(OutboxMail) == 0

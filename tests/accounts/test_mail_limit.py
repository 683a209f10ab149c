"""Nobody can flood a stranger's mailbox, and nobody can lock a stranger out by trying."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_applicant, make_association
from webapp.accounts.models import Account, SignInLink
from webapp.accounts.services import (
    MANY_IN_A_DAY,
    MOST_WAITING,
    SIGN_IN_VALID,
    queue_sign_in_mail,
    send_sign_in_links,
)
from webapp.extensions import db

NOW = MONDAY_EVENING
DAY = timedelta(days=1)


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association()).account
    db.session.commit()
    return account


def ask(account: Account, at: datetime) -> bool:
    """Ask for a link, and say whether a mail was queued."""
    queued = queue_sign_in_mail(account, at)
    db.session.commit()
    return queued


def use_newest_link(account: Account, at: datetime) -> None:
    query = db.select(SignInLink).filter_by(account_id=account.id).order_by(SignInLink.id.desc()).limit(1)
    db.session.scalars(query).one().used_at = at
    db.session.commit()


def test_mail_when_three_links_wait_is_not_sent(mia: Account) -> None:
    assert [ask(mia, NOW) for _ in range(5)] == [True] * MOST_WAITING + [False] * 2


def test_mail_when_a_waiting_link_is_used_or_too_old_is_sent_again(mia: Account) -> None:
    for _ in range(MOST_WAITING):
        ask(mia, NOW)
    use_newest_link(mia, NOW)
    assert ask(mia, NOW)
    assert not ask(mia, NOW)
    assert ask(mia, NOW + SIGN_IN_VALID)


def test_mail_when_somebody_else_is_flooded_is_sent(mia: Account) -> None:
    for _ in range(MOST_WAITING + 1):
        ask(mia, NOW)
    other = make_applicant(mia.association).account
    assert ask(other, NOW)


def test_mails_when_asked_for_all_day_are_few_and_always_leave_a_link_that_works(mia: Account) -> None:
    sent = 0
    for minute in range(24 * 60):
        at = NOW + timedelta(minutes=minute)
        sent += ask(mia, at)
        links = db.session.scalars(db.select(SignInLink).filter_by(account_id=mia.id))
        assert any(link.expires_at > at for link in links)
    assert sent <= MANY_IN_A_DAY + DAY / SIGN_IN_VALID


def test_mails_when_the_day_is_over_are_sent_as_before(mia: Account) -> None:
    for hour in range(MANY_IN_A_DAY):
        assert ask(mia, NOW + timedelta(hours=hour))
    assert ask(mia, NOW + timedelta(hours=MANY_IN_A_DAY))
    assert not ask(mia, NOW + timedelta(hours=MANY_IN_A_DAY))
    later = NOW + 2 * DAY
    assert [ask(mia, later) for _ in range(4)] == [True] * MOST_WAITING + [False]


def test_mails_when_an_address_has_accounts_of_two_associations_are_counted_for_each(mia: Account) -> None:
    second = make_applicant(make_association()).account
    second.email = mia.email
    for _ in range(MOST_WAITING + 1):
        send_sign_in_links(mia.email, NOW)
    links = db.session.scalars(db.select(SignInLink.account_id)).all()
    assert sorted(links) == sorted([mia.id, second.id] * MOST_WAITING)

"""A link signs in once, in its time, and only the person it was made for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_applicant, make_association, make_organiser
from webapp.accounts.errors import LinkExpired, LinkOfSomebodyElse, LinkUnknown, LinkUsed
from webapp.accounts.models import Account, SignInLink
from webapp.accounts.services import (
    INVITATION_VALID,
    SIGN_IN_VALID,
    check_link,
    issue_link,
    sign_out_everywhere,
    use_link,
)
from webapp.extensions import db

NOW = MONDAY_EVENING


@pytest.fixture
def person(app: Flask) -> Account:
    account = make_applicant(make_association()).account
    db.session.commit()
    return account


def test_link_when_used_in_time_signs_in_its_person(person: Account) -> None:
    token = issue_link(person, NOW)
    assert use_link(token, NOW + SIGN_IN_VALID - timedelta(seconds=1)) is person


def test_link_when_stored_leaves_no_token_in_the_database(person: Account) -> None:
    token = issue_link(person, NOW)
    db.session.commit()
    link = db.session.scalars(db.select(SignInLink)).one()
    assert len(token) >= 43
    assert all(token not in str(value) for value in vars(link).values())


def test_link_when_used_twice_is_refused_the_second_time(person: Account) -> None:
    token = issue_link(person, NOW)
    use_link(token, NOW)
    with pytest.raises(LinkUsed):
        use_link(token, NOW)


def test_link_when_its_time_is_over_is_refused(person: Account) -> None:
    token = issue_link(person, NOW)
    with pytest.raises(LinkExpired):
        use_link(token, NOW + SIGN_IN_VALID)


def test_invitation_when_six_days_old_signs_in(person: Account) -> None:
    token = issue_link(person, NOW, INVITATION_VALID)
    assert use_link(token, NOW + timedelta(days=6)) is person


@pytest.mark.parametrize("token", ["garbage", "", "\x00", "ü" * 5000, "\ud800", "' OR 1=1 --"])
def test_link_when_made_up_is_unknown(person: Account, token: str) -> None:
    with pytest.raises(LinkUnknown):
        use_link(token, NOW)


def test_link_when_only_checked_can_still_be_used(person: Account) -> None:
    token = issue_link(person, NOW)
    check_link(token, NOW, None)
    assert use_link(token, NOW) is person


def test_link_when_somebody_else_is_signed_in_is_refused_and_stays_unused(person: Account) -> None:
    token = issue_link(person, NOW)
    other = make_organiser(person.association)
    db.session.commit()
    with pytest.raises(LinkOfSomebodyElse):
        use_link(token, NOW, other)
    assert db.session.scalars(db.select(SignInLink)).one().used_at is None


def test_tokens_when_many_are_made_are_all_different(person: Account) -> None:
    assert len({issue_link(person, NOW) for _ in range(100)}) == 100


def test_session_key_when_signed_out_everywhere_is_a_new_one(person: Account) -> None:
    before = person.session_key
    sign_out_everywhere(person)
    assert person.session_key != before

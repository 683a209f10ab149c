"""A page that asks for a way in does the same whether the address is known or not; the rest is done afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.applicants.test_sign_up import first_screen, second_screen
from tests.companies.test_sign_up import sign_up as sign_up_firm
from tests.conftest import Visitor
from tests.factories.people import MONDAY_EVENING, make_applicant, make_association
from tests.forms_of_pages import fill
from tests.mailbox import mails_to
from tests.statements import counted
from webapp.accounts import knocks
from webapp.accounts.knocks import MOST_ATTEMPTS, answer_knocks, knock
from webapp.accounts.models import Account, Knock
from webapp.extensions import db

NOW = MONDAY_EVENING
MIA = "mia@example.org"


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association(slug="lippe")).account
    account.email = MIA
    db.session.commit()
    return account


def asked_by(doing: Callable[[], object]) -> list[str]:
    """List what is asked of the database while something is done."""
    with counted() as asked:
        doing()
    return asked


def quiet_browser(app: Flask) -> Visitor:
    """A browser whose knocks nobody has answered yet."""
    browser = app.test_client()
    browser.knocks_are_answered = False
    return browser


def test_sign_in_when_the_address_is_known_asks_the_same_of_the_database_as_when_it_is_not(
    app: Flask, mia: Account
) -> None:
    known, unknown = (
        asked_by(lambda email=email: fill(quiet_browser(app), "/sign-in", "sign-in", {"email": email}))
        for email in (MIA, "nobody@example.org")
    )
    assert known == unknown
    assert not any("account" in statement.lower() for statement in known)


def test_sign_up_when_the_address_is_known_asks_the_same_of_the_database_as_when_it_is_not(
    app: Flask, mia: Account
) -> None:
    def sign_up(email: str) -> None:
        browser = quiet_browser(app)
        assert second_screen(browser, first_screen(browser, email=email)).location == "/mailbox"

    known, unknown = (asked_by(lambda email=email: sign_up(email)) for email in (MIA, "new@example.org"))
    assert known == unknown


def test_sign_up_of_a_firm_when_the_address_is_known_asks_the_same_of_the_database_as_when_it_is_not(
    app: Flask, mia: Account
) -> None:
    known, unknown = (
        asked_by(lambda email=email: sign_up_firm(quiet_browser(app), email=email))
        for email in (MIA, "new@example.org")
    )
    assert known == unknown
    assert any("knock" in statement.lower() for statement in known)


def test_knock_when_answered_is_forgotten(app: Flask, mia: Account) -> None:
    knock("sign-in", MIA, NOW, said={"next_path": ""})
    assert answer_knocks(NOW) == 1
    assert db.session.scalars(db.select(Knock)).all() == []
    assert len(mails_to(MIA)) == 1


def test_knock_when_the_one_before_cannot_be_answered_is_answered(app: Flask, mia: Account) -> None:
    knock("sign-in", "broken@example.org", NOW, said={})
    knock("sign-in", MIA, NOW, said={"next_path": ""})
    assert answer_knocks(NOW) == 2
    assert len(mails_to(MIA)) == 1


def test_knock_when_it_cannot_be_answered_is_tried_a_few_times_only(app: Flask, mia: Account) -> None:
    knock("sign-in", "broken@example.org", NOW, said={})
    tried = [answer_knocks(NOW + number * knocks.AGAIN_AFTER) for number in range(MOST_ATTEMPTS + 2)]
    assert tried == [1] * MOST_ATTEMPTS + [0, 0]

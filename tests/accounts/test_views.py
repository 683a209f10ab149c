"""Signing in and out, as a browser does it."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_applicant, make_association, make_organiser
from tests.forms_of_pages import fill, form_of, send, without_token
from tests.mailbox import mails_to, newest_link, open_newest_link, signed_in_as
from tests.rate_limits import limited
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.mail.models import OutboxMail

MIA = "mia@example.org"


@pytest.fixture
def mia(app: Flask) -> Account:
    account = make_applicant(make_association()).account
    account.email = MIA
    db.session.commit()
    return account


def ask_for_link(client: FlaskClient, email: str = MIA, path: str = "/sign-in") -> str:
    answer = fill(client, path, "sign-in", {"email": email}, follow_redirects=True)
    return answer.get_data(as_text=True)


def test_sign_in_when_the_mailed_link_is_opened_and_pressed_succeeds(
    client: FlaskClient, mia: Account
) -> None:
    ask_for_link(client)
    open_newest_link(client, MIA)
    assert signed_in_as(client) == mia


def test_link_when_a_mail_scanner_only_fetches_it_stays_usable(client: FlaskClient, mia: Account) -> None:
    ask_for_link(client)
    for _ in range(3):
        assert client.get(newest_link(MIA)).status_code == 200
        assert client.head(newest_link(MIA)).status_code == 200
    assert signed_in_as(client) is None
    open_newest_link(client, MIA)
    assert signed_in_as(client) == mia


def test_sign_in_when_the_address_is_unknown_answers_the_same_and_mails_nobody(
    app: Flask, mia: Account
) -> None:
    known, unknown = (
        without_token(ask_for_link(app.test_client(), email)).replace(email, "")
        for email in (MIA, "nobody@example.org")
    )
    assert unknown == known
    assert db.session.scalars(db.select(OutboxMail.recipient)).all() == [MIA]


def test_sign_in_when_the_address_has_capitals_finds_the_account(client: FlaskClient, mia: Account) -> None:
    ask_for_link(client, " Mia@Example.ORG ")
    assert len(mails_to(MIA)) == 1


def test_sign_in_when_two_associations_know_the_address_mails_a_link_for_each(
    client: FlaskClient, mia: Account
) -> None:
    other = make_organiser(make_association(), email=MIA)
    db.session.commit()
    ask_for_link(client)
    assert [other.association.name in mail.text for mail in mails_to(MIA)] == [False, True]


@pytest.mark.parametrize(
    "typed", ["", "mia", "mia@", "a@b\x00.de", "x" * 10_000 + "@example.org", "😀@example.org"]
)
def test_sign_in_when_the_address_cannot_be_says_so_and_keeps_it(
    client: FlaskClient, mia: Account, typed: str
) -> None:
    answer = fill(client, "/sign-in", "sign-in", {"email": typed})
    assert "error-sentence" in answer.get_data(as_text=True)
    assert form_of(answer, "sign-in").values["email"] == typed
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 0


def test_mail_when_the_account_reads_english_is_in_english(client: FlaskClient, mia: Account) -> None:
    mia.locale = "en"
    db.session.commit()
    ask_for_link(client)
    assert "this link signs you in" in mails_to(MIA)[0].text


def test_mail_when_the_account_reads_german_is_in_german(app: Flask, mia: Account) -> None:
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    ask_for_link(client)
    assert "Link zum Anmelden" in mails_to(MIA)[0].text


def test_link_when_used_twice_says_so_and_offers_a_new_one(app: Flask, mia: Account) -> None:
    ask_for_link(app.test_client())
    open_newest_link(app.test_client(), MIA)
    answer = app.test_client().get(newest_link(MIA))
    assert answer.status_code == 410
    assert "schon benutzt" in answer.get_data(as_text=True)
    assert form_of(answer, "sign-in").names >= {"email"}


def test_link_when_two_browsers_press_it_lets_one_in(app: Flask, mia: Account) -> None:
    first, second = app.test_client(), app.test_client()
    ask_for_link(first)
    pages = [browser.get(newest_link(MIA)) for browser in (first, second)]
    answers = [send(b, page, "use-link") for b, page in zip((first, second), pages, strict=True)]
    assert [answer.status_code for answer in answers] == [302, 410]
    assert signed_in_as(second) is None


def test_link_when_made_up_is_refused_with_a_log_line_without_the_token(
    client: FlaskClient, mia: Account, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "webapp"):
        answer = client.get("/link/madeuptoken")
    assert answer.status_code == 404
    assert "link refused: LinkUnknown" in caplog.text
    assert "madeuptoken" not in caplog.text


def test_link_when_somebody_else_is_signed_in_does_not_change_who_it_is(app: Flask, mia: Account) -> None:
    ask_for_link(app.test_client())
    petra = make_organiser(mia.association)
    db.session.commit()
    browser = app.test_client(user=petra)
    answer = browser.get(newest_link(MIA))
    assert answer.status_code == 409
    assert "gehört zu einer anderen Person" in answer.get_data(as_text=True)
    assert signed_in_as(browser) == petra


def test_session_when_somebody_signs_in_keeps_nothing_of_the_visitor(
    client: FlaskClient, mia: Account
) -> None:
    ask_for_link(client)
    page = client.get(newest_link(MIA))
    with client.session_transaction() as session:
        session["planted"] = "by a stranger"
        session["language"] = "en"
        before = session["csrf_token"]
    send(client, page, "use-link")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before
        assert session["language"] == "en"


def test_sign_in_when_a_page_asked_for_it_leads_back_there(client: FlaskClient, mia: Account) -> None:
    refused = client.get("/profile")
    assert refused.location.startswith("/sign-in?next=")
    ask_for_link(client, path=refused.location)
    assert open_newest_link(client, MIA).location == "/profile"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tx",
        "/" + "x" * 300,
    ],
)
def test_sign_in_when_asked_to_lead_elsewhere_leads_to_the_start_page(
    client: FlaskClient, mia: Account, target: str
) -> None:
    page = client.get("/sign-in", query_string={"next": target})
    send(client, page, "sign-in", {"email": MIA})
    assert open_newest_link(client, MIA).location == "/"


def test_sign_out_when_pressed_ends_the_session_of_this_browser(app: Flask, mia: Account) -> None:
    browser = app.test_client(user=mia)
    fill(browser, "/privacy", "/sign-out")
    assert signed_in_as(browser) is None
    assert browser.get("/profile").status_code == 302


def test_sign_out_everywhere_when_pressed_ends_the_other_browser_too(app: Flask, mia: Account) -> None:
    browser, phone = app.test_client(user=mia), app.test_client(user=mia)
    fill(browser, "/profile", "/sign-out-everywhere")
    assert phone.get("/profile").status_code == 302


def test_sign_in_when_asked_again_and_again_for_one_address_stops_mailing_with_the_same_words(
    client: FlaskClient, mia: Account
) -> None:
    asked = {without_token(ask_for_link(client)) for _ in range(6)}
    unknown = without_token(ask_for_link(client, "nobody@example.org"))
    assert asked == {unknown.replace("nobody@example.org", MIA)}
    assert len(mails_to(MIA)) == 3


def test_sign_in_when_asked_for_by_one_computer_without_end_is_slowed_down(
    environ: dict[str, str], mia: Account
) -> None:
    with limited(environ) as client:
        codes = [
            fill(client, "/sign-in", "sign-in", {"email": f"{number}@example.org"}).status_code
            for number in range(31)
        ]
    assert codes == [302] * 30 + [429]


def test_door_when_asked_from_many_addresses_of_one_ipv6_network_says_wait(
    environ: dict[str, str], app: Flask
) -> None:
    with limited(environ) as client:
        codes = [ask_from(client, f"2001:db8::{number:x}") for number in range(31)]
        codes.append(ask_from(client, "2001:db8:0:1::1"))
    assert codes == [302] * 30 + [429, 302]


def ask_from(client: FlaskClient, address: str) -> int:
    """Ask for a link from an address; return the status."""
    client.environ_base["REMOTE_ADDR"] = address
    return fill(client, "/sign-in", "sign-in", {"email": "kim@example.org"}).status_code

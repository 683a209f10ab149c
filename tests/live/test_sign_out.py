"""Whoever signs out is gone from the evening at once, not with the next message."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.live.evenings import Evening
from tests.servers import Server
from tests.socket_people import PageVisitor, Refused, SocketPerson, session_cookie
from webapp.accounts.models import SIGN_IN_LASTS, Account, SignIn
from webapp.database import now
from webapp.extensions import db

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]
Browser = Callable[[Account, str], tuple[PageVisitor, SocketPerson]]


@pytest.fixture
def browser_of(app: Flask, server: Server, connected: Connect) -> Browser:
    """A browser of somebody, with pages and an open connection, both by the same cookie."""

    def open_browser(account: Account, sign_in: str) -> tuple[PageVisitor, SocketPerson]:
        cookie = session_cookie(app, account, sign_in=sign_in)
        return PageVisitor(server, cookie), connected(account, cookie=cookie)

    return open_browser


def test_sign_out_when_pressed_ends_the_connections_of_this_browser_alone(
    in_round_one: Evening, connected: Connect, browser_of: Browser
) -> None:
    joinery = connected(in_round_one.joinery)
    joinery.check_in(in_round_one.event.id)
    school, at_school = browser_of(in_round_one.anna, "school")
    _phone, on_phone = browser_of(in_round_one.anna, "phone")
    at_school.check_in(in_round_one.event.id)
    joinery.hear("partner")

    school.press("/profile", "/sign-out")

    at_school.wait_until_gone()
    assert joinery.hear("partner")["here"] is False
    assert on_phone.check_in(in_round_one.event.id)["me"]["account_id"] == in_round_one.anna.id
    with pytest.raises(Refused):
        connected(in_round_one.anna, cookie=school.cookie)


def test_sign_out_everywhere_when_pressed_ends_every_connection_of_the_person(
    in_round_one: Evening, connected: Connect, browser_of: Browser
) -> None:
    ben = connected(in_round_one.ben)
    ben.check_in(in_round_one.event.id)
    school, at_school = browser_of(in_round_one.anna, "school")
    _phone, on_phone = browser_of(in_round_one.anna, "phone")
    on_phone.check_in(in_round_one.event.id)

    school.press("/profile", "/sign-out-everywhere")

    at_school.wait_until_gone()
    on_phone.wait_until_gone()
    with pytest.raises(Refused):
        connected(in_round_one.anna, cookie=on_phone.cookie)
    assert ben.call("ask_time", {})["ok"]


@pytest.mark.parametrize("ends", ["deleted", "run out"])
def test_sign_in_when_it_ends_without_a_word_ends_the_connection_within_a_second_or_two(
    in_round_one: Evening, browser_of: Browser, ends: str
) -> None:
    _school, at_school = browser_of(in_round_one.anna, "school")
    at_school.check_in(in_round_one.event.id)

    mine = SignIn.account_id == in_round_one.anna.id
    if ends == "deleted":
        db.session.execute(db.delete(SignIn).where(mine))
    else:
        db.session.execute(db.update(SignIn).where(mine).values(created_at=now() - SIGN_IN_LASTS))
    db.session.commit()

    at_school.wait_until_gone()

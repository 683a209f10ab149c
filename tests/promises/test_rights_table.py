"""Every address and every message lets in exactly those whom the table written by hand names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, g

from tests.factories.people import make_account
from tests.promises.rights_table import MESSAGES, PAGES
from tests.promises.test_rights import our_rules
from tests.promises.walking import World, make_world
from webapp.accounts.models import Account
from webapp.extensions import db, socketio
from webapp.live.sockets import EVENTS
from webapp.permissions import Role

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
WITHOUT_RIGHT = {"NotAllowed", "SignedOut"}


@pytest.fixture
def open_app(app: Flask) -> Iterator[Flask]:
    """The app without the tokens that keep other pages from sending its forms."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.config["WTF_CSRF_ENABLED"] = True


def a_world_with_everybody() -> tuple[World, dict[str, Account | None]]:
    """One of each thing, and the people by the letters of the table."""
    world = make_world()
    organiser = world.people["organiser"]
    assert organiser is not None
    staff = {
        letter: make_account(organiser.association, role)
        for letter, role in (("h", Role.HELPER), ("o", Role.ORGANISER), ("w", Role.OWNER))
    }
    db.session.commit()
    people = {"n": None, "a": world.people["applicant"], "r": world.people["representative"]}
    return world, people | staff


def test_table_when_read_names_every_address_and_message_there_is(schema: Flask) -> None:
    there = {f"{method} {rule}" for rule in our_rules(schema) for method in METHODS & (rule.methods or set())}
    assert sorted(PAGES) == sorted(there)
    assert sorted(MESSAGES) == sorted(EVENTS)


def test_address_when_called_by_anybody_lets_in_those_of_the_table(open_app: Flask) -> None:
    wrong = []
    for rule in our_rules(open_app):
        for method in sorted(METHODS & (rule.methods or set())):
            world, people = a_world_with_everybody()
            let_in = ""
            for letter, account in people.items():
                answer = open_app.test_client(user=account).open(world.address(rule), method=method)
                to_sign_in = answer.status_code == 302 and "/sign-in" in answer.location
                shut = answer.status_code == 403 or (to_sign_in and str(rule) != "/sign-out")
                let_in += "" if shut else letter
            if let_in != PAGES[f"{method} {rule}"]:
                wrong.append((method, str(rule), let_in, PAGES[f"{method} {rule}"]))
    assert wrong == []


def test_message_when_sent_by_anybody_is_taken_from_those_of_the_table(open_app: Flask) -> None:
    _world, people = a_world_with_everybody()
    let_in = dict.fromkeys(MESSAGES, "")
    for letter, account in people.items():
        if account is None:
            continue  # is not connected at all, as `tests/live` shows
        person = socketio.test_client(open_app, flask_test_client=open_app.test_client(user=account))
        for name in MESSAGES:
            g.pop("_login_user", None)
            answer = person.emit(name, {}, callback=True)
            if answer.get("error", {}).get("name") not in WITHOUT_RIGHT:
                let_in[name] += letter
    assert let_in == MESSAGES

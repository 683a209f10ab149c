"""Two things happen between what a check-in reads and what it writes: nobody is missed, and no minute is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from flask import Flask

from tests.live.evenings import Evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.meeting_now import meeting_here
from webapp.live.models import PresenceInterval
from webapp.live.services import check_in, leave


@contextmanager
def when_read(app: Flask, table: str, happens: Callable[[], object]) -> Iterator[None]:
    """Let something happen, as somebody else's doing, once rows of a table have been read."""
    happened: list[str] = []

    def elsewhere() -> None:
        with app.app_context():
            happens()

    def look(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if f"FROM {table}" in statement and statement.startswith("SELECT") and not happened:
            happened.append(statement)
            other = threading.Thread(target=elsewhere)
            other.start()
            other.join()

    sa.event.listen(db.engine, "after_cursor_execute", look)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "after_cursor_execute", look)
    assert happened


def test_partner_when_they_come_at_the_same_moment_is_seen(app: Flask, in_round_one: Evening) -> None:
    anna, joinery, event_id = in_round_one.anna, in_round_one.joinery.id, in_round_one.event.id
    db.session.commit()

    def comes() -> None:
        check_in(db.session.get_one(Account, joinery), event_id, "joinery", now())

    with app.test_request_context("/"), when_read(app, "presence_interval", comes):
        told = check_in(anna, event_id, "anna", now())
    assert told["agenda"][0]["partner_state"]["here"]


def test_partner_when_they_come_after_a_meeting_was_read_is_found_by_looking_again(
    app: Flask, in_round_one: Evening
) -> None:
    anna, joinery, event_id = in_round_one.anna, in_round_one.joinery, in_round_one.event.id
    with app.test_request_context("/"):
        check_in(anna, event_id, "anna", now())
        here = meeting_here(anna, in_round_one.anna_joinery.id, "anna")
        before = here.partner_of(anna)
        check_in(joinery, event_id, "joinery", now())
        here.look_again()
    assert (before, here.partner_of(anna)) == (None, "joinery")


def test_stretch_when_the_connection_before_ends_meanwhile_is_begun_anew(
    app: Flask, in_round_one: Evening
) -> None:
    anna, event_id = in_round_one.anna, in_round_one.event.id
    with app.test_request_context("/"):
        check_in(anna, event_id, "before", now())
    with app.test_request_context("/"), when_read(app, "presence_interval", lambda: leave("before", now())):
        check_in(anna, event_id, "after", now())
    query = db.select(PresenceInterval).filter_by(account_id=anna.id, ended_at=None)
    assert len(db.session.scalars(query).all()) == 1

"""Somebody else holds the database during an evening: people are asked to try again, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask, request, session

from tests.database.other_writer import impatient, other_writer
from tests.live.evenings import Evening, make_evening
from tests.servers import Server
from tests.socket_people import SocketPerson
from webapp import create_app
from webapp.database import now
from webapp.extensions import db
from webapp.live.departures import depart, unwritten, write_departures
from webapp.live.models import PresenceInterval
from webapp.live.protocol import refusal_of_a_flood
from webapp.live.services import check_in

Connect = Callable[..., SocketPerson]


@pytest.mark.server
def test_message_when_the_database_is_held_is_refused_in_one_line_and_works_afterwards(
    hasty: Server, connected: Connect
) -> None:
    evening = make_evening(now())
    anna = connected(evening.anna, at=hasty)
    anna.check_in(evening.event.id)
    shown = {"event_id": evening.event.id, "microphone": True, "camera": False}
    db.session.remove()
    hasty.log.clear()
    with other_writer("presence"):
        held = anna.call("show_media", shown)
    assert held["error"]["name"] == "Busy"
    assert anna.call("show_media", shown)["ok"]
    assert "Traceback" not in "".join(hasty.log)


@pytest.mark.server
def test_person_when_they_leave_while_the_database_is_held_is_marked_absent_afterwards(
    hasty: Server, connected: Connect
) -> None:
    evening = make_evening(now())
    anna, joinery = connected(evening.anna, at=hasty), connected(evening.joinery, at=hasty)
    joinery.check_in(evening.event.id)
    anna.check_in(evening.event.id)
    assert joinery.hear("partner")["here"] is True
    db.session.remove()
    with other_writer("presence"):
        anna.close()
        assert hasty.has_written("a departure waits for the database")
    assert joinery.hear("partner")["here"] is False
    assert "Traceback" not in "".join(hasty.log)


def test_departure_when_the_database_was_held_is_written_with_its_own_moment(
    app: Flask, environ: dict[str, str], in_round_one: Evening
) -> None:
    event, left_at = in_round_one.event, now()
    check_in(in_round_one.anna, event.id, "a connection", left_at)
    with impatient(environ, create_app).app_context():
        with other_writer("presence"):
            depart("a connection", left_at)
        write_departures()
    db.session.expire_all()
    left = db.session.scalars(db.select(PresenceInterval.ended_at).filter_by(account_id=in_round_one.anna.id))
    assert list(left) == [left_at]
    assert unwritten == {}


@pytest.mark.parametrize("language", ["de", "en"])
def test_flood_when_refused_asks_the_database_nothing_and_is_told_in_its_language(
    app: Flask, language: str
) -> None:
    anna, questions = make_evening(now()).anna, []
    words = {"de": "etwas schnell", "en": "a bit fast"}[language]
    with app.test_request_context():
        request.sid = "a connection"  # type: ignore[attr-defined]
        session.update({"_user_id": anna.get_id(), "language": language})
        sa.event.listen(db.engine, "before_cursor_execute", lambda *_question: questions.append(1))
        answer = refusal_of_a_flood("ask_time")
    assert (answer["error"]["name"], words in answer["error"]["sentence"]) == ("TooOften", True)
    assert questions == []

"""The server dies in the middle of a round, and everybody is back in their room with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.live.evenings import Evening, make_evening
from tests.servers import Server
from tests.socket_people import SocketPerson
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import ConductorLease, Presence, PresenceInterval
from webapp.live.services import forget_connections

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]


def here(evening: Evening) -> int:
    """How many the database says are here."""
    db.session.rollback()
    return db.session.query(Presence).filter(Presence.connection.is_not(None)).count()


def test_server_when_killed_in_a_round_gives_both_the_same_room_back(
    in_round_two: Evening, connected: Connect, server: Server
) -> None:
    event_id, meeting_id = in_round_two.event.id, in_round_two.anna_bakery.id
    anna, bakery = connected(in_round_two.anna), connected(in_round_two.bakery)
    anna.check_in(event_id)
    bakery.check_in(event_id)
    line = anna.call("say", {"meeting_id": meeting_id, "text": "Bis gleich", "key": "1"})["line"]
    anna.call("rate", {"meeting_id": in_round_two.anna_joinery.id, "impression": "maybe", "note": "Laut."})
    bakery.call("show_media", {"event_id": event_id, "microphone": True, "camera": False})
    before = anna.check_in(event_id), bakery.check_in(event_id)

    server.kill_hard()
    anna.wait_until_gone()
    bakery.wait_until_gone()
    server.start()
    assert here(in_round_two) == 0, "nobody is shown as here who is not"
    after = anna.connect().check_in(event_id), bakery.connect().check_in(event_id)

    for old, new in zip(before, after, strict=True):
        assert new["phases"] == old["phases"]
        assert [d["meeting_id"] for d in new["agenda"]] == [d["meeting_id"] for d in old["agenda"]]
        assert [d["lines"] for d in new["agenda"]] == [d["lines"] for d in old["agenda"]]
        assert [d["rating"] for d in new["agenda"]] == [d["rating"] for d in old["agenda"]]
        assert new["me"] == old["me"]
    assert after[0]["agenda"][1]["lines"] == [line]
    assert after[0]["agenda"][0]["rating"] == {"impression": "maybe", "note": "Laut."}
    assert after[1]["agenda"][1]["partner_state"]["here"] is True
    assert bakery.call("say", {"meeting_id": meeting_id, "text": "Da bin ich wieder", "key": "1"})["ok"]
    assert anna.hear("said")["line"]["text"] == "Bis gleich"
    assert anna.hear("said")["line"]["text"] == "Da bin ich wieder"


def test_server_when_killed_and_restarted_conducts_on(app: Flask, connected: Connect, server: Server) -> None:
    evening = make_evening(now() + timedelta(seconds=30))
    connected(evening.anna).check_in(evening.event.id)
    server.restart()
    anna = connected(evening.anna)
    anna.check_in(evening.event.id)
    evening.event.starts_at = now()
    db.session.commit()
    while anna.hear("clock")["phase"] != "round-1":
        pass


@pytest.mark.parametrize("ending", ["SIGKILL", "SIGTERM"])
def test_server_when_ended_in_a_round_and_started_again_has_nobody_leave_who_is_back(
    ending: str, in_round_one: Evening, connected: Connect, server: Server
) -> None:
    event_id = in_round_one.event.id
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    for person in (anna, joinery, connected(in_round_one.bakery)):
        person.check_in(event_id)
    came = stretches(in_round_one)
    server.kill_hard() if ending == "SIGKILL" else server.stop(ending)
    ended_at = now()
    server.start()
    for person in (anna, joinery):
        person.wait_until_gone()
        person.connect().check_in(event_id)
    there = stretches(in_round_one)
    assert [there[a.id] for a in (in_round_one.anna, in_round_one.joinery)] == [
        (came[a.id][0], None) for a in (in_round_one.anna, in_round_one.joinery)
    ]
    began_at, gone_at = there[in_round_one.bakery.id]
    assert gone_at is not None
    assert began_at <= gone_at <= ended_at, "who is not back left when the server did"


def stretches(evening: Evening) -> dict[int, tuple[datetime, datetime | None]]:
    """The one stretch of each person there."""
    db.session.rollback()
    rows = db.session.scalars(db.select(PresenceInterval).filter_by(event_id=evening.event.id)).all()
    assert len({row.account_id for row in rows}) == len(rows)
    return {row.account_id: (row.began_at, row.ended_at) for row in rows}


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_server_when_told_to_end_closes_connections_and_gives_the_lease_back(
    number: str, in_round_one: Evening, server: Server, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    assert server.stop(number) == 0
    anna.wait_until_gone()
    db.session.rollback()
    assert db.session.get_one(ConductorLease, 1).expires_at <= now()
    assert "Traceback" not in "".join(server.log)


def test_connections_when_forgotten_leave_everything_else(in_round_one: Evening) -> None:
    gone = Presence(
        event_id=in_round_one.event.id, account_id=in_round_one.anna.id, connection="abc", camera=False
    )
    db.session.add(gone)
    db.session.commit()
    assert forget_connections(now()) == 1
    assert (gone.connection, gone.camera) == (None, False)
    assert forget_connections(now()) == 0

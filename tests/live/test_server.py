"""The server process: what it answers to whom, and that nobody waits for somebody else's database."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.live.evenings import Evening
from tests.servers import Server, ServerDidNotStart, free_port
from tests.socket_people import SocketPerson
from webapp.extensions import db
from webapp.live.models import Presence

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]


def test_socket_address_when_polled_instead_of_upgraded_is_refused(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.url}/socket.io/?EIO=4&transport=polling")  # noqa: S310
    assert refused.value.code == 400


def test_message_when_it_is_no_socketio_at_all_harms_nobody(
    in_round_one: Evening, connected: Connect, server: Server
) -> None:
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    joinery.check_in(in_round_one.event.id)
    anna.send_raw("42[{]")
    assert joinery.call("ask_time", {})["ok"]
    anna.close()
    connected(in_round_one.anna).check_in(in_round_one.event.id)


def test_people_when_many_arrive_at_once_are_all_let_in(in_lobby: Evening, connected: Connect) -> None:
    accounts = [in_lobby.anna, in_lobby.ben, in_lobby.joinery, in_lobby.bakery]
    people = [connected(account) for account in accounts]
    message = {"event_id": in_lobby.event.id, "language": "en"}
    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(lambda person: person.call("check_in", message), people))
    assert all(answer.get("ok") for answer in answers)
    present = db.session.scalars(db.select(Presence).filter_by(event_id=in_lobby.event.id)).all()
    assert {p.account_id for p in present} == {account.id for account in accounts}


def started_in_vain(server: Server) -> str:
    """What a server says that cannot begin."""
    with pytest.raises(ServerDidNotStart) as said:
        server.start()
    assert server.running.wait(30) == 1
    assert "Traceback" not in said.value.args[0]
    return str(said.value.args[0])


def test_server_when_its_port_is_taken_says_so(server: Server) -> None:
    assert "cannot be listened on" in started_in_vain(Server(server.environ, server.port))


def test_server_when_the_database_has_no_tables_says_what_to_do(tmp_path: Path) -> None:
    empty = {"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path), "DATABASE_URL": ""}
    assert "tischwechsel upgrade" in started_in_vain(Server(empty, free_port()))


if os.environ.get("DATABASE_URL", "").startswith("postgres"):

    def test_server_when_one_person_waits_for_the_database_answers_the_others(
        in_round_one: Evening, connected: Connect
    ) -> None:
        anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
        anna.check_in(in_round_one.event.id)
        joinery.check_in(in_round_one.event.id)
        event_id = in_round_one.event.id
        held = db.select(Presence).filter_by(account_id=in_round_one.anna.id).with_for_update()
        db.session.execute(held)  # the test holds anna's row
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(anna.check_in, event_id)
            assert joinery.call("ask_time", {})["ok"]
            assert not waiting.done()
            db.session.rollback()
            assert waiting.result()["agenda"]

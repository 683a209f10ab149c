"""Where an association or somebody's age asks for it, browsers meet at the relay and learn no address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.live.evenings import Evening
from tests.live.guests import Guests
from tests.live.relays import SECRET
from tests.servers import Server, free_port, server_environ
from tests.socket_people import SocketPerson
from webapp.applicants.models import Applicant
from webapp.extensions import db
from webapp.live.relay_only import ice_transport_policy

Connect = Callable[..., SocketPerson]
WITH_RELAY = {"TURN_URLS": ["turn:relay.example"], "TURN_SECRET": "secret"}
WITHOUT = {"TURN_URLS": [], "TURN_SECRET": ""}
GROWN_UP = 1990
HOST = "candidate:1 1 udp 2122260223 192.168.1.7 40000 typ host"
RELAY = "candidate:3 1 udp 41885439 198.51.100.9 51234 typ relay raddr 192.168.1.7 rport 40000"
# The types of the ways that each connection of a page has used or could use, its own and the partner's.
WAYS = """
() => Promise.all(window.peersForTests.map(async (peer) => [...(await peer.getStats()).values()]
  .filter((row) => ["local-candidate", "remote-candidate"].includes(row.type))
  .map((row) => row.candidateType))).then((types) => [...new Set(types.flat())].sort())
"""


@pytest.fixture(scope="module")
def server_process(schema: Flask, environ: dict[str, str], relay: int) -> Iterator[Server]:
    """A server that knows the relay."""
    port = free_port()
    turn = {
        "TISCHWECHSEL_TURN_URLS": f"turn:127.0.0.1:{relay}?transport=udp",
        "TISCHWECHSEL_TURN_SECRET": SECRET,
    }
    running = Server(server_environ({**environ, **turn}, port), port)
    running.start()
    yield running
    if running.running.poll() is None:
        running.kill_hard()


def grown_up(evening: Evening) -> None:
    """Let Anna and Ben have been of age for long."""
    for applicant in db.session.scalars(db.select(Applicant)):
        applicant.birth_year = GROWN_UP
    db.session.commit()


@pytest.mark.parametrize(
    ("young", "wished", "config", "policy"),
    [
        (True, False, WITH_RELAY, "relay"),
        (True, False, WITHOUT, "all"),
        (False, False, WITH_RELAY, "all"),
        (False, True, WITH_RELAY, "relay"),
        (False, True, WITHOUT, "relay"),
    ],
)
def test_meeting_when_age_or_association_ask_for_it_goes_through_the_relay(
    in_round_one: Evening, young: bool, wished: bool, config: dict[str, object], policy: str
) -> None:
    if not young:
        grown_up(in_round_one)
    in_round_one.event.association.relay_only = wished
    assert ice_transport_policy(in_round_one.anna_joinery, config) == policy


@pytest.mark.server
def test_both_sides_when_they_check_in_read_the_same_policy(
    in_round_one: Evening, connected: Connect
) -> None:
    agendas = [
        connected(person).check_in(in_round_one.event.id)["agenda"]
        for person in (in_round_one.anna, in_round_one.joinery)
    ]
    assert {meeting["ice_transport_policy"] for agenda in agendas for meeting in agenda} == {"relay"}


@pytest.mark.server
@pytest.mark.parametrize(("young", "delivered"), [(True, False), (False, True)])
def test_address_of_a_device_when_signalled_is_passed_on_only_between_people_of_age(
    in_round_one: Evening, connected: Connect, young: bool, delivered: bool
) -> None:
    if not young:
        grown_up(in_round_one)
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    for person in (anna, joinery):
        person.check_in(in_round_one.event.id)
    message = {
        "meeting_id": in_round_one.anna_joinery.id,
        "kind": "candidates",
        "data": {"candidates": [{"candidate": HOST, "sdpMid": "0"}]},
    }
    assert anna.call("signal", message) == {"ok": True, "delivered": delivered}
    joinery.call("ask_time", {})  # what had been sent before has arrived before the answer
    assert joinery.has_heard("signal") is delivered


@pytest.mark.server
def test_relay_and_description_when_signalled_arrive_without_addresses_of_devices(
    in_round_one: Evening, connected: Connect
) -> None:
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    for person in (anna, joinery):
        person.check_in(in_round_one.event.id)
    base = {"meeting_id": in_round_one.anna_joinery.id}
    sdp = f"v=0\r\nc=IN IP4 192.168.1.7\r\na={HOST}\r\na={RELAY}\r\n"
    for kind, data in (
        ("candidates", {"candidates": [{"candidate": RELAY}, {"candidate": HOST}]}),
        ("answer", {"type": "answer", "sdp": sdp, "session": "s", "offer": 1}),
    ):
        assert anna.call("signal", {**base, "kind": kind, "data": data})["delivered"]
        told = str(joinery.hear("signal")["data"])
        assert "typ relay" in told
        assert "192.168.1.7" not in told


@pytest.mark.browser
@pytest.mark.server
def test_talk_when_the_applicant_is_under_age_shows_both_and_uses_the_relay_alone(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, "red")
    joinery = guests.enter(in_round_one, in_round_one.joinery, "blue")
    for guest in (anna, joinery):
        guest.wait_for_stage("picture")
        assert guest.page.evaluate(WAYS) == ["relay"]
    assert (anna.sees(), joinery.sees()) == ("blue", "red")
    assert guests.complaints() == []

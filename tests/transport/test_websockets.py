"""What strangers do to the websockets of the real server, and what it costs the others: nothing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from flask import Flask

from tests.live.evenings import Evening, make_evening_of_new_people
from tests.raw_websockets import (
    CONTINUATION,
    HANDSHAKE,
    PING,
    TEXT,
    RawConnection,
    frame_head,
    memory_of,
    raw_connection,
)
from tests.servers import Server, free_port, server_environ
from tests.socket_people import Refused, SocketPerson, session_cookie
from tests.transport.test_frames import WRONG
from webapp.database import now
from webapp.live.rate_limit import OF_A_PERSON

pytestmark = pytest.mark.server

UNFORGIVING = (
    "import gevent.monkey; gevent.monkey.patch_all()\n"
    "from webapp.live import rate_limit\n"
    "rate_limit.people.per_second = 0\n"
)
Connect = Callable[..., SocketPerson]
MOST_FRAMES = 10_000  # ten times what is forgiven
RESERVED = [
    "connect",
    "disconnect",
    "connect_error",
    "message",
    "json",
    "*",
    "",
    "newListener",
    "unknown event",
]
NO_WEBSOCKET = [
    "GET /socket.io/ HTTP/1.1",
    "GET /socket.io HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=polling HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=websocket&sid=1 HTTP/1.1\r\nUpgrade: websocket",
    "GET /socket.io/?EIO=3&transport=websocket HTTP/1.1\r\nUpgrade: websocket",
    "GET /socket.io/?EIO=4&transport=websocket&j=x HTTP/1.1\r\nUpgrade: websocket",
    "POST /socket.io/?EIO=4&transport=polling HTTP/1.1",
    "OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1",
]


@pytest.fixture
def evening(server: Server) -> Evening:
    return make_evening_of_new_people(now())


def assert_ended_quietly(raw: RawConnection, server: Server, content: str = "") -> None:
    """The server has closed the connection and said one short thing about it."""
    raw.read_to_the_end()
    assert server.has_written("websocket ended")
    written = "".join(server.log)
    assert "Traceback" not in written
    assert len(server.log) <= 3
    assert max(map(len, server.log)) < 200
    assert not content or content not in written


@pytest.mark.parametrize("frame", WRONG.values(), ids=WRONG.keys())
def test_frame_when_it_is_wrong_ends_the_connection_with_one_line(
    frame: str | bytes, evening: Evening, server: Server, app: Flask
) -> None:
    with raw_connection(server) as raw:
        raw.upgrade(f"Cookie: {session_cookie(app, evening.anna)}")
        raw.send_frame("40")
        raw.send_frame(frame)
        assert_ended_quietly(raw, server)


def test_frame_when_wrong_and_sent_20000_times_by_a_stranger_is_read_once(
    evening: Evening, connected: Connect, server: Server
) -> None:
    joinery = connected(evening.joinery)
    joinery.check_in(evening.event.id)
    server.log.clear()
    with raw_connection(server) as raw:
        raw.upgrade()
        for _ in range(20_000):
            if not raw.send_frame("42[geheim"):
                break
        assert_ended_quietly(raw, server, "geheim")
    assert joinery.call("ask_time", {})["ok"]


@pytest.mark.parametrize("size", [1, 1000, 60_000])
def test_message_when_its_fragments_never_end_is_cut_off_while_it_arrives(size: int, server: Server) -> None:
    with raw_connection(server) as raw:
        raw.upgrade()
        before, sent = memory_of(server), 0
        kind = TEXT
        while sent < 20_000_000 and raw.send_frame("a" * size, kind, last=False):
            sent, kind = sent + size, CONTINUATION
        raw.read_to_the_end()
        assert sent < 20_000_000
        assert memory_of(server) - before < 10_000_000


def test_message_when_it_announces_a_terabyte_is_cut_off_while_it_arrives(server: Server) -> None:
    with raw_connection(server) as raw:
        raw.upgrade()
        raw.send(frame_head(TEXT, 1 << 40))
        assert any(not raw.send(b"a" * 65_536) for _ in range(500))
        assert_ended_quietly(raw, server)


def test_message_when_it_comes_in_fragments_of_a_page_is_read_whole(
    evening: Evening, server: Server, app: Flask
) -> None:
    with raw_connection(server) as raw:
        raw.upgrade(f"Cookie: {session_cookie(app, evening.anna)}")
        raw.send_frame("40")
        raw.read_until(b"sid")
        text = f'427["check_in",{{"event_id":{evening.event.id},"language":"de"}}]'
        raw.send_frame(text[:9], TEXT, last=False)
        raw.send_frame(text[9:20], CONTINUATION, last=False)
        raw.send_frame(text[20:], CONTINUATION)
        assert b"snapshot" in raw.read_until(b"snapshot")


def test_compression_when_offered_is_not_taken(server: Server) -> None:
    with raw_connection(server) as raw:
        answer = raw.upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits").lower()
        assert b"101" in answer
        assert b"sec-websocket-extensions" not in answer
        bomb = zlib.compress(b"a" * 50_000_000)
        raw.send(bytes([0xC1]) + frame_head(TEXT, len(bomb))[1:] + bomb)
        assert_ended_quietly(raw, server)


@pytest.mark.parametrize("payload", [b"\xff\xfe", b"\xed\xa0\x80", b"42\xc3"])
def test_text_when_it_is_no_utf8_ends_the_connection(payload: bytes, server: Server) -> None:
    with raw_connection(server) as raw:
        raw.upgrade()
        raw.send_frame(payload, TEXT)
        assert_ended_quietly(raw, server)


def test_pings_when_there_is_no_end_of_them_end_the_connection(server: Server) -> None:
    with raw_connection(server) as raw:
        raw.upgrade()
        raw.socket.settimeout(60)
        for _ in range(3_000):
            if not raw.send_frame(b"", PING):
                break
        assert_ended_quietly(raw, server)


@pytest.mark.parametrize("head", NO_WEBSOCKET)
def test_request_when_it_asks_for_no_websocket_there_is_refused(head: str, server: Server) -> None:
    with raw_connection(server) as raw:
        assert raw.request(head).split(b"\r\n")[0].endswith((b"400 BAD REQUEST", b"404 NOT FOUND"))
    assert "".join(server.log) == ""


@pytest.mark.parametrize("missing", ["Sec-WebSocket-Key", "Sec-WebSocket-Version", "Upgrade", "Connection"])
def test_handshake_when_a_header_is_missing_is_refused(missing: str, server: Server) -> None:
    head = "".join(f"{line}\r\n" for line in HANDSHAKE.split("\r\n") if line and not line.startswith(missing))
    with raw_connection(server) as raw:
        raw.send(f"{head}\r\n".encode())
        assert b"HTTP/1.1 400" in raw.read_until(b"\r\n")
    assert "Traceback" not in "".join(server.log)


@pytest.mark.parametrize("name", RESERVED)
def test_event_when_its_name_is_socketios_own_is_refused_and_changes_nothing(
    name: str, evening: Evening, connected: Connect, server: Server
) -> None:
    anna = connected(evening.anna)
    anna.check_in(evening.event.id)
    assert anna.call(name, {})["error"]["name"] == "WrongMessage"
    assert anna.call("ask_time", {})["ok"]
    assert "Traceback" not in "".join(server.log)


@pytest.fixture
def unforgiving(app: Flask, environ: dict[str, str]) -> Iterator[Server]:
    """A server in which nobody's bucket fills again."""
    port = free_port()
    running = Server(server_environ(environ, port), port, first=UNFORGIVING)
    running.start()
    yield running
    running.kill_hard()


def test_person_when_flooding_over_one_websocket_after_the_other_is_refused(
    unforgiving: Server, connected: Connect
) -> None:
    evening, answers = make_evening_of_new_people(now()), []
    for _ in range(3):
        ben = connected(evening.ben, at=unforgiving)
        answers += ben.call_many("ask_time", {}, 70)
        ben.close()
    assert sum("TooOften" in str(answer) for answer in answers) == 3 * 70 + 3 - OF_A_PERSON
    with pytest.raises(Refused, match="TooOften"):
        connected(evening.ben, at=unforgiving)
    assert connected(evening.anna, at=unforgiving).check_in(evening.event.id)


def flood(person: SocketPerson, frame: str) -> None:
    """Send a frame until the connection is closed; a slow machine forgives more, as its buckets fill meanwhile."""
    with suppress(ConnectionError):
        for _ in range(MOST_FRAMES):
            person.send_raw(frame)


@pytest.mark.parametrize("event", ["ask_time", "nothing of the kind"])
def test_connection_when_it_goes_on_after_it_was_refused_is_ended_with_few_lines(
    event: str, evening: Evening, connected: Connect, server: Server
) -> None:
    anna = connected(evening.anna)
    server.log.clear()
    flood(anna, f'42["{event}",{{}}]')
    anna.wait_until_gone()
    assert "NotCheckedIn" in str(connected(evening.ben).call("ask_time", {}))
    assert sum("TooOften" in line for line in server.log) == 2


def test_person_when_flooding_over_many_websockets_is_cut_off_on_all_of_them(
    evening: Evening, connected: Connect, server: Server
) -> None:
    everywhere = [connected(evening.anna) for _ in range(6)]
    server.log.clear()
    for anna in everywhere:
        flood(anna, '42["ask_time",{}]')
    for anna in everywhere:
        anna.wait_until_gone()
    assert "NotCheckedIn" in str(connected(evening.ben).call("ask_time", {}))
    assert sum("TooOften" in line for line in server.log) <= 2 * len(everywhere)


def test_websocket_when_entered_twice_is_ended(evening: Evening, connected: Connect) -> None:
    anna = connected(evening.anna)
    anna.send_raw("40")
    anna.wait_until_gone()

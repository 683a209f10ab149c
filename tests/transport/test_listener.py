"""Who comes to the real server and says nothing, too little, too slowly or nonsense harms nobody else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection

import pytest
from flask import Flask

from tests.raw_websockets import SECONDS_TO_ANSWER, RawConnection, raw_connection
from tests.servers import Server, free_port, server_environ

pytestmark = pytest.mark.server

# The server itself, with less patience than a test has.
IMPATIENT = (
    "import gevent.monkey; gevent.monkey.patch_all()\n"
    "from webapp.transport import listener, patience, sockets\n"
    "listener.SECONDS_FOR_A_HEAD = patience.SECONDS_FOR_A_BODY = sockets.SECONDS_TO_DECIDE = 0.5\n"
)
NONSENSE = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500) + b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/x\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: geheim\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"HEAD / HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: geheim\r\n" % number for number in range(200)) + b"\r\n",
    b"GET / HTTP/1.1\r\nX-Long: " + b"geheim" * 20_000 + b"\r\n\r\n",
    b"GET /" + b"geheim" * 5_000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nno colon geheim\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\ngeheim\r\n",
    b"POST /sign-in HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFFFF\r\n",
]


@pytest.fixture(scope="module")
def impatient(schema: Flask, environ: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    running = Server(server_environ(environ, port), port, first=IMPATIENT)
    running.start()
    yield running
    running.kill_hard()


@pytest.fixture
def crowded(app: Flask, environ: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    running = Server(server_environ(environ, port), port, open_files=1024)
    running.start()
    yield running
    running.kill_hard()


def answers(server: Server) -> bool:
    with raw_connection(server) as raw:
        return raw.request("GET /privacy HTTP/1.1").startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nemail=",
        b"POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nem",
    ],
)
def test_request_when_it_does_not_go_on_is_ended(begun: bytes, impatient: Server, app: Flask) -> None:
    with raw_connection(impatient) as raw:
        raw.send(begun)
        raw.read_to_the_end()  # times out if the server waits, too
    assert "Traceback" not in "".join(impatient.log)


def drip(raw: RawConnection, byte: bytes) -> bool:
    """Send a byte now and then until the server has enough; whether it had."""
    raw.socket.settimeout(0.1)
    for _ in range(SECONDS_TO_ANSWER * 10):
        if not raw.send(byte):
            return True
        try:
            if raw.socket.recv(4096) == b"":
                return True
        except TimeoutError:
            continue
        except ConnectionResetError:
            return True
    return False


@pytest.mark.parametrize(
    "begun",
    [
        b"GET / HTTP/1.1\r\nX-Slow: ",
        b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n",
    ],
)
def test_request_when_it_comes_byte_by_byte_for_ever_is_ended(
    begun: bytes, impatient: Server, app: Flask
) -> None:
    with raw_connection(impatient) as raw:
        raw.send(begun)
        assert drip(raw, b"a")
    assert answers(impatient)


def test_websocket_when_nobody_enters_by_it_is_ended(impatient: Server, app: Flask) -> None:
    with raw_connection(impatient) as raw:
        raw.upgrade()
        raw.read_to_the_end()


def test_websocket_when_a_stranger_was_refused_is_ended(impatient: Server, app: Flask) -> None:
    with raw_connection(impatient) as raw:
        raw.upgrade()
        raw.send_frame("40")
        assert b"SignedOut" in raw.read_to_the_end()


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_request_when_it_is_nonsense_leaves_one_line_without_address_or_content(
    nonsense: bytes, server: Server
) -> None:
    with raw_connection(server) as raw:
        raw.send(nonsense)
        with suppress(OSError):  # the server may have had enough already
            raw.socket.shutdown(socket.SHUT_WR)
        raw.read_to_the_end()
    assert answers(server)
    written = "".join(server.log)
    assert len(server.log) <= 2
    assert not [word for word in ("127.0.0.1", "geheim", "Traceback", "sign-in") if word in written], written


def test_server_when_1050_idle_connections_fill_its_open_files_still_answers(crowded: Server) -> None:
    assert crowded.has_written("only 412 connections fit")
    with ExitStack() as idle:
        for _ in range(1_050):
            idle.enter_context(raw_connection(crowded))
        assert answers(crowded)
        websocket = idle.enter_context(raw_connection(crowded))
        assert b" 101 " in websocket.upgrade()
    assert "Traceback" not in "".join(crowded.log)


def test_server_when_one_address_holds_every_websocket_it_may_have_turns_the_next_away(
    environ: dict[str, str], app: Flask
) -> None:
    port = free_port()
    few = Server({**server_environ(environ, port), "TISCHWECHSEL_CONNECTIONS_PER_ADDRESS": "20"}, port)
    few.start()
    try:
        with ExitStack() as open_ones:
            for _ in range(20):
                assert b" 101 " in open_ones.enter_context(raw_connection(few)).upgrade()
            assert b" 503 " in open_ones.enter_context(raw_connection(few)).read_until(b"\r\n")
    finally:
        few.kill_hard()


def test_page_when_kept_open_for_the_next_request_serves_it(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    connection.connect()
    kept = connection.sock
    for _ in range(3):
        connection.request("GET", "/static/css/tokens.css")
        assert connection.getresponse().read()
    assert connection.sock is kept
    connection.close()

"""People at a live evening for tests: real Socket.IO connections to the real server, websocket alone."""

from __future__ import annotations

import asyncio
import queue
import threading
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

import pytest
import socketio
from flask import Flask

from tests.servers import Server
from webapp.accounts.models import Account, SignIn
from webapp.accounts.services import begin_sign_in, hash_of
from webapp.accounts.session import SIGN_IN
from webapp.database import now
from webapp.extensions import db

Message = dict[str, Any]
Result = TypeVar("Result")
SECONDS_TO_ANSWER = 30  # only a machine that is very busy needs them


class Refused(Exception):
    """The server did not let somebody connect; its argument is what it said."""


class Loop:
    """An event loop in a thread of its own, in which all connections of a test live."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, doing: Coroutine[Any, Any, Result]) -> Result:
        """Do something in the loop and return what came of it."""
        return asyncio.run_coroutine_threadsafe(doing, self.loop).result(SECONDS_TO_ANSWER + 5)

    def run_all(self, doing: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
        """Do several things at once in the loop and return what came of each, in their order."""

        async def all_at_once() -> list[Result]:
            return list(await asyncio.gather(*doing))

        return self.run(all_at_once())

    def close(self) -> None:
        """End the thread."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(SECONDS_TO_ANSWER)


class SocketPerson:
    """Somebody's connection: what they send is answered, what they hear waits in a queue per event."""

    def __init__(self, loop: Loop, server: Server, cookie: str) -> None:
        self.loop, self.server, self.cookie = loop, server, cookie
        self.heard: dict[str, queue.Queue[Message]] = defaultdict(queue.Queue)
        self.gone = threading.Event()
        self.client = socketio.AsyncClient(reconnection=False)
        self.client.on("*", self._hear)
        self.client.on("connect_error", self._hear_why_not)
        self.client.on("disconnect", self._hear_the_end)

    async def _hear(self, event: str, message: Message) -> None:
        self.heard[event].put(message)

    async def _hear_why_not(self, why: Any) -> None:
        self.heard["connect_error"].put(why)

    async def _hear_the_end(self, *_reason: object) -> None:
        self.gone.set()

    def connect(self, **headers: str) -> SocketPerson:
        """Connect, or raise `Refused` with what the server says."""
        self.gone.clear()
        all_headers = {"Cookie": self.cookie, **headers} if self.cookie else headers
        try:
            self.loop.run(
                self.client.connect(
                    self.server.url,
                    headers=all_headers,
                    transports=["websocket"],
                    wait_timeout=SECONDS_TO_ANSWER,
                )
            )
        except socketio.exceptions.ConnectionError as error:
            why = self.heard["connect_error"]
            raise Refused(why.get_nowait() if why.qsize() else str(error)) from error
        return self

    def call(self, event: str, payload: object) -> Message:
        """Send an event and return the server's answer."""
        answer: Message = self.loop.run(self.client.call(event, payload, timeout=SECONDS_TO_ANSWER))
        return answer

    def call_many(self, event: str, payload: object, times: int) -> list[Message]:
        """Send an event many times at once and return the answers."""
        return self.loop.run_all(self.calling(event, payload) for _ in range(times))

    def calling(self, event: str, payload: object) -> Coroutine[Any, Any, Message]:
        """Return what sends an event and comes back with the answer, for the loop to run."""
        call: Coroutine[Any, Any, Message] = self.client.call(event, payload, timeout=SECONDS_TO_ANSWER)
        return call

    def begin(self, event: str, payload: object) -> Future[Message]:
        """Send an event; the answer is there when it has come."""
        return asyncio.run_coroutine_threadsafe(self.calling(event, payload), self.loop.loop)

    def send(self, event: str, payload: object) -> None:
        """Send an event without waiting for an answer."""
        self.loop.run(self.client.emit(event, payload))

    def send_raw(self, text: str) -> None:
        """Send text over the websocket that no Socket.IO client would send."""
        self.loop.run(self.client.eio.ws.send_str(text))

    def check_in(self, event_id: int, language: str = "de") -> Message:
        """Check in and return the snapshot."""
        answer = self.call("check_in", {"event_id": event_id, "language": language})
        assert answer.get("ok"), answer
        snapshot: Message = answer["snapshot"]
        return snapshot

    def hear(self, event: str) -> Message:
        """Return the next message of an event, waiting for it if need be."""
        return self.heard[event].get(timeout=SECONDS_TO_ANSWER)

    def has_heard(self, event: str) -> bool:
        """Whether a message of an event is waiting; messages arrive in the order in which they were sent."""
        return not self.heard[event].empty()

    def wait_until_gone(self) -> None:
        """Return when the connection has ended."""
        assert self.gone.wait(SECONDS_TO_ANSWER), "still connected"

    def close(self) -> None:
        """End the connection from this side."""
        if self.client.connected:
            self.loop.run(self.client.disconnect())


def session_cookie(app: Flask, account: Account | None, **more: str) -> str:
    """Return the cookie of somebody who has signed in, with what else their session holds."""
    if account is None:
        return ""
    more[SIGN_IN] = sign_in_named(account, more.get(SIGN_IN, ""))
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    signed = serializer.dumps({"_user_id": account.get_id(), "_fresh": True, **more})
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"


def sign_in_named(account: Account, name: str) -> str:
    """Return the name of a sign-in of the account; a name that is given becomes one."""
    if not name:
        return begin_sign_in(account, now())
    if db.session.scalar(db.select(SignIn).filter_by(name_hash=hash_of(name))) is None:
        db.session.add(SignIn(account_id=account.id, name_hash=hash_of(name)))
        db.session.commit()
    return name


@pytest.fixture(scope="module")
def socket_loop() -> Iterator[Loop]:
    """The loop of the connections of a file of tests."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def connected(app: Flask, server: Server, socket_loop: Loop) -> Iterator[Callable[..., SocketPerson]]:
    """Connect an account (None: nobody is signed in); every connection ends with the test."""
    people: list[SocketPerson] = []

    def connect(
        account: Account | None, at: Server = server, cookie: str = "", **headers: str
    ) -> SocketPerson:
        person = SocketPerson(socket_loop, at, cookie or session_cookie(app, account))
        people.append(person)
        return person.connect(**headers)

    yield connect
    for person in people:
        person.close()


class PageVisitor:
    """Somebody who presses buttons on pages of the real server, with the tokens those pages carry."""

    def __init__(self, server: Server, cookie: str) -> None:
        jar = urllib.request.HTTPCookieProcessor()
        self.server, self.cookie = server, cookie
        self.opener = urllib.request.build_opener(jar)

    def read(self, path: str, data: bytes | None = None) -> str:
        """Open an address, by POST if there are data, and return the page."""
        request = urllib.request.Request(self.server.url + path, data)  # noqa: S310
        request.add_unredirected_header("Cookie", self.cookie)
        with self.opener.open(request, timeout=SECONDS_TO_ANSWER) as answer:
            if answer.headers.get("Set-Cookie"):
                self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            text: str = answer.read().decode()
        return text

    def press(self, page: str, action: str, **answers: str) -> None:
        """Send the form of a page that goes to an address, with these answers."""
        form = self.read(page).split(f'action="{action}"', 1)[1]
        token = form.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
        self.read(action, urllib.parse.urlencode({"csrf_token": token, **answers}).encode())


@pytest.fixture
def visitor(app: Flask, server: Server) -> Callable[[Account], PageVisitor]:
    """Open pages of the real server as somebody who has signed in."""
    return lambda account: PageVisitor(server, session_cookie(app, account))

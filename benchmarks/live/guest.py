"""One of the crowd, behaving as the browser client does: it checks in, asks for the time, and comes back by itself."""

from __future__ import annotations

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, time
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

SECONDS_TO_CONNECT = 60
PINGS = 10
CLIENT = Path(__file__).parents[2] / "webapp/live/static/evening"
Message = dict[str, Any]


def client_setting(name: str, script: str = "connection.js") -> float:
    """Return a number as it stands in a script of the browser."""
    found = re.search(rf"{name}(?::| =) ([\d_.]+)", (CLIENT / script).read_text(encoding="utf-8"))
    assert found, f"{script} has no {name}"
    return float(found[1].replace("_", ""))


FIRST_PAUSE = client_setting("reconnectionDelay") / 1000
LONGEST_PAUSE = client_setting("reconnectionDelayMax") / 1000
SPREAD = client_setting("randomizationFactor")
ANSWER_WITHIN = client_setting("ANSWER_WITHIN") / 1000
SYNC_AGAIN_WITHIN = client_setting("SYNC_AGAIN_WITHIN", "evening.js") / 1000
LET_IN_WITHIN = client_setting("LET_IN_WITHIN") / 1000
SPREAD_OF_PREPARING = client_setting("SPREAD_OF_PREPARING", "phases.js")
GOLDEN_RATIO = client_setting("GOLDEN_RATIO", "phases.js")


def patience(event: str) -> float:
    """Return how long the browser waits for an answer, in seconds."""
    return LET_IN_WITHIN if event == "check_in" else ANSWER_WITHIN


@dataclass(slots=True)
class Book:
    """What the crowd has seen: seconds until each answer, by event; what went wrong, by kind."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(slots=True)
class Guest:
    """Somebody with a connection. `seat` is even at a table; the next one up is whom they meet first."""

    url: str
    event_id: int
    seat: int
    cookie: str
    book: Book
    floor: bool = False
    returns: bool = False
    client: socketio.AsyncClient = field(init=False)
    snapshot: Message = field(default_factory=dict)
    clock_error: float = 0.0
    back_at: float = 0.0
    confirmed: bool = False
    hears: dict[str, Callable[[Message], None]] = field(default_factory=dict)

    async def connect(self) -> None:
        """Connect, once."""
        self.client = socketio.AsyncClient(reconnection=False)
        self.client.on("*", self._hear)
        self.client.on("disconnect", self._lost)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        await self.client.connect(
            self.url, headers=headers, transports=["websocket"], wait_timeout=SECONDS_TO_CONNECT
        )

    async def call(self, event: str, payload: Message) -> Message:
        """Send an event; note how long the answer took, and what was refused."""
        began = perf_counter()
        try:
            answer: Message = await self.client.call(event, payload, timeout=patience(event))
        except SocketIOError as problem:
            self.book.wrong[f"{event}: {type(problem).__name__}"] += 1
            return {}
        self.book.seconds[event].append(perf_counter() - began)
        if "error" in answer:
            self.book.wrong[f"{event}: {answer['error']['name']}"] += 1
        return answer

    async def check_in(self) -> None:
        """Check in; at the floor one says where one sits."""
        whereabouts = {"seat": self.seat} if self.floor else {"language": "de"}
        answer = await self.call("check_in", {"event_id": self.event_id, **whereabouts})
        self.snapshot = answer.get("snapshot", {})

    async def ask_time(self) -> None:
        """Take the server's time as the browser does; on one machine it is one's own."""
        best = (float("inf"), 0.0)
        for _ in range(PINGS):
            began = time()
            answer = await self.call("ask_time", {})
            ended = time()
            if answer.get("ok"):
                taken = answer["server_time"] / 1000 + (ended - began) / 2 - ended
                best = min(best, (ended - began, abs(taken)))
        self.clock_error = best[1]

    async def come_in(self) -> None:
        """Do what a page does when it is opened."""
        await self.check_in()
        await self.ask_time()

    async def _hear(self, event: str, message: Message) -> None:
        if event in self.hears:
            self.hears[event](message)

    async def _lost(self, *_reason: object) -> None:
        if self.returns:
            asyncio.get_running_loop().create_task(self.come_back())

    async def come_back(self) -> None:
        """Try again and again, as Socket.IO's browser client does: longer each time, and by chance."""
        pause = FIRST_PAUSE
        while True:
            await asyncio.sleep(pause * (1 + SPREAD * random.uniform(-1, 1)))
            pause = min(2 * pause, LONGEST_PAUSE)
            try:
                await self.connect()
            except SocketIOError:
                continue
            await self.check_in()
            if self.snapshot:
                self.back_at = perf_counter()
                await asyncio.sleep(random.uniform(0, SYNC_AGAIN_WITHIN))
                await self.ask_time()
                return


def meeting_in_round(guest: Guest, round_: int) -> int:
    """Return the number of somebody's meeting of a round."""
    return next(m["meeting_id"] for m in guest.snapshot["agenda"] if m["round"] == round_)

"""One bot: somebody of the demo who signs in, talks, rates and answers by the same ways as people do.

It holds nothing that a reload would lose: whatever it has done stands in the next snapshot.
"""

from __future__ import annotations

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from time import time
from typing import Any
from uuid import uuid4

import aiohttp
import socketio
from socketio.exceptions import BadNamespaceError, DisconnectedError
from socketio.exceptions import ConnectionError as NotConnected
from socketio.exceptions import TimeoutError as NoAnswer

from rehearsal.answer_forms import answer_everybody
from rehearsal.orders import Part
from rehearsal.small_talk import greeting, impression, reply

log = logging.getLogger(__name__)

EVENING = re.compile(r"/events/(\d+)/")
SECONDS_TO_ANSWER = 10
SECONDS_BETWEEN_TRIES = 1.0
COMES_BACK_AFTER = (0.2, 1.0)
GREETS_AFTER = (1.0, 4.0)
REPLIES_AFTER = (4.0, 7.0)  # later than the own greeting, which may still be to come
RATES_AFTER = (0.5, 3.0)
ANSWERS_AFTER = (1.0, 5.0)

# What a server refuses for now only.
PASSING = {"Busy", "TooOften"}

Snapshot = dict[str, Any]


def said(meeting_id: int, text: str) -> dict[str, Any]:
    """Return what the server takes as a line of live text, under a key of its own."""
    return {"meeting_id": meeting_id, "text": text, "key": uuid4().hex}


@dataclass(frozen=True, slots=True)
class Act:
    """Something a bot does once, at a moment of the server's clock (seconds since 1970); False: try again."""

    at: float
    name: str
    do: Callable[[], Awaitable[bool]]


class Bot:
    """Plays one part from the link to the last answer."""

    def __init__(self, part: Part, base_url: str, http: aiohttp.ClientSession) -> None:
        self.part, self.base_url, self.http = part, base_url, http
        self.draw = random.Random(part.seed)
        self.event_id = 0
        self.snapshot: Snapshot | None = None
        self.ahead_seconds = 0.0
        self.done: set[str] = set()
        self.felt: dict[int, str] = {}
        self.changed = asyncio.Event()
        # It comes back by itself here: the client's own way gives up on a busy server after one second.
        self.client = socketio.AsyncClient(reconnection=False, http_session=http)
        self.client.on("agenda", self.check_in)
        self.client.on("clock", self.follow_clock)
        self.client.on("said", self.hear)
        self.client.on("disconnect", self.notice_the_end)

    def again(self) -> Bot:
        """Return a bot that goes on with this one's part."""
        fresh = Bot(self.part, self.base_url, self.http)
        fresh.done, fresh.felt = self.done, self.felt
        return fresh

    async def play(self) -> None:
        """Come in, take part until the evening ends, answer, leave."""
        await self.enter()
        await self.take_part()
        await asyncio.sleep(self.draw.uniform(*ANSWERS_AFTER))
        await answer_everybody(self.http, self.event_id, self.draw, self.felt)

    async def enter(self) -> None:
        """Open the personal link, as a person does, and learn which evening it leads to."""
        async with self.http.get(self.part.path) as page:
            page.raise_for_status()
            found = EVENING.search(page.url.path)
        if found is None:
            raise LookupError(f"the link leads to {page.url.path}, not to an evening")
        self.event_id = int(found.group(1))

    async def take_part(self) -> None:
        """Stay until the evening has ended, doing what is due; come back whenever the connection is lost."""
        try:
            while (act := self.next_act()) is not None:
                if self.client.connected:
                    await self.act_when_due(act)
                else:
                    await self.come_back()
        finally:
            await self.client.disconnect()

    async def come_back(self) -> None:
        """Try once to connect and check in."""
        try:
            await self.client.connect(self.base_url, transports=["websocket"], wait_timeout=SECONDS_TO_ANSWER)
            if not await self.check_in():
                await self.client.disconnect()
        except NotConnected:
            await asyncio.sleep(self.draw.uniform(*COMES_BACK_AFTER))

    async def notice_the_end(self, *_reason: object) -> None:
        """Wake up when the connection is lost."""
        self.changed.set()

    async def check_in(self, _message: object = None) -> bool:
        """Check in and take over the fresh snapshot; after a lost connection and with a new agenda too."""
        answer = await self.call("check_in", {"event_id": self.event_id, "language": "de"})
        if answer is None or "snapshot" not in answer:
            return False
        self.snapshot = answer["snapshot"]
        self.ahead_seconds = answer["snapshot"]["server_time"] / 1000 - time()
        self.changed.set()
        return True

    async def follow_clock(self, message: dict[str, Any]) -> None:
        """Take over phases that may have moved."""
        if self.snapshot is None:
            return
        self.snapshot["phases"] = message["phases"]
        rounds = {p["round"]: p for p in message["phases"] if p["kind"] == "round"}
        for meeting in self.snapshot["agenda"]:
            meeting |= {edge: rounds[meeting["round"]][edge] for edge in ("begins_at", "ends_at")}
        self.changed.set()

    async def call(self, event: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Send an event; None if it is to be sent again: the connection is away, or the server is busy."""
        try:
            answer = await self.client.call(event, payload, timeout=SECONDS_TO_ANSWER)
        except (NoAnswer, BadNamespaceError, DisconnectedError) as problem:
            log.info("%s did not get through: %s", event, type(problem).__name__)
            return None
        if "error" in answer:
            log.info("%s refused: %s", event, answer["error"]["name"])
            if answer["error"]["name"] in PASSING:
                return None
        return dict(answer)

    def now(self) -> float:
        """Return the time by the server's clock."""
        return time() + self.ahead_seconds

    async def act_when_due(self, act: Act) -> None:
        """Wait for the moment of an act and do it, unless something changes before."""
        self.changed.clear()
        try:
            await asyncio.wait_for(self.changed.wait(), max(0.0, act.at - self.now()))
        except TimeoutError:
            if await act.do():
                self.done.add(act.name)
            else:
                await asyncio.sleep(SECONDS_BETWEEN_TRIES)

    def next_act(self) -> Act | None:
        """Return what comes next, None when the evening is over for this bot."""
        if self.snapshot is None:
            return Act(self.now() + SECONDS_BETWEEN_TRIES, "wait for the first snapshot", self.rest)
        ends_at = self.snapshot["phases"][-1]["begins_at"] / 1000
        acts = [Act(ends_at, "stay to the end", self.rest)]
        acts += [act for meeting in self.snapshot["agenda"] for act in self.acts_of(meeting)]
        return min((act for act in acts if act.name not in self.done), key=lambda act: act.at, default=None)

    def acts_of(self, meeting: dict[str, Any]) -> Iterator[Act]:
        """Yield what a bot does at a meeting: say hello once while it runs, and tap when it is over."""
        hello, tap = f"greet {meeting['meeting_id']}", f"rate {meeting['meeting_id']}"
        begins_at, ends_at = meeting["begins_at"] / 1000, meeting["ends_at"] / 1000
        if any(line["mine"] for line in meeting["lines"]):
            self.done.add(hello)
        if self.now() < ends_at:
            yield Act(self.a_little_after(begins_at, hello, GREETS_AFTER), hello, lambda: self.greet(meeting))
        yield Act(self.a_little_after(ends_at, tap, RATES_AFTER), tap, lambda: self.rate(meeting))

    def a_little_after(self, moment: float, name: str, after: tuple[float, float]) -> float:
        """Return when to do something: the same whenever asked, but not when all the others do it."""
        return moment + random.Random(f"{self.part.seed} {name}").uniform(*after)

    async def greet(self, meeting: dict[str, Any]) -> bool:
        """Say hello in the room of a meeting."""
        line = greeting(self.draw, self.part.role, self.part.name, self.part.trade, meeting["partner"])
        return await self.call("say", said(meeting["meeting_id"], line)) is not None

    async def hear(self, message: dict[str, Any]) -> None:
        """React once in each meeting to what somebody wrote."""
        answered = f"reply {message['meeting_id']}"
        if message["line"]["mine"] or answered in self.done:
            return
        self.done.add(answered)
        await asyncio.sleep(self.draw.uniform(*REPLIES_AFTER))
        if f"greet {message['meeting_id']}" in self.done:  # a bot says first that it is one
            line = reply(self.draw, self.part.role, self.part.trade, message["line"]["text"])
            await self.call("say", said(message["meeting_id"], line))

    async def rate(self, meeting: dict[str, Any]) -> bool:
        """Tap how the meeting was."""
        number = meeting["meeting_id"]
        felt = self.felt.setdefault(number, impression(self.draw, self.part.trade, meeting["partner"]))
        return await self.call("rate", {"meeting_id": number, "impression": felt, "note": ""}) is not None

    async def rest(self) -> bool:
        """Do nothing but be there."""
        return True

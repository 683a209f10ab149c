"""The desk in the middle of a crowd: how soon a press is seen at the tables, and how many bytes its page takes.

`.venv/bin/python -m benchmarks.desk.crowd`: the real server on SQLite, 750 applicants and 100 tables on sockets, the
desk in Chromium. Bytes are those the browser counts: pages, answers with their headers, frames of the socket.
"""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

import aiohttp
import numpy as np
from flask import Flask
from playwright.async_api import CDPSession, async_playwright

from benchmarks.live.evening import Arranged, arrange_plan
from benchmarks.live.guest import Book, Guest
from benchmarks.live.scenes import connect_all
from benchmarks.live.servers import our_server
from tests.browsers import LAPTOP, QUIET_FLAGS, chromium_path
from tests.factories.people import make_organiser
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.database import now
from webapp.events.models import Event
from webapp.extensions import db

APPLICANTS, TABLES, ROUNDS = 750, 100, 18
PRESSES = (
    "pause",
    "resume",
    "lengthen",
    "shorten",
    "lengthen",
    "shorten",
    "pause",
    "resume",
    "lengthen",
    "shorten",
)
MINUTE = 60.0
# Nobody presses faster and looks at what came of it.
BETWEEN_PRESSES = 3.0
COMES_OR_GOES_EVERY = 2.0
CALLS_EVERY = 15.0


@dataclass(slots=True)
class Traffic:
    """What a page has sent and received since it was reset, in bytes, as the browser counts it."""

    bytes: int = 0
    fetched: int = 0

    def follow(self, session: CDPSession) -> None:
        """Count from now on."""
        session.on("Network.loadingFinished", lambda event: self.count_answer(event))
        session.on("Network.webSocketFrameReceived", lambda event: self.count_frame(event))
        session.on("Network.webSocketFrameSent", lambda event: self.count_frame(event))

    def count_answer(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.fetched += 1

    def count_frame(self, event: dict[str, dict[str, str]]) -> None:
        self.bytes += len(event["response"]["payloadData"]) + 4

    async def in_a_minute(self, doing: asyncio.Future[None] | None = None) -> float:
        """Return how many kilobytes a minute takes in which something is done."""
        self.bytes = self.fetched = 0
        began = perf_counter()
        if doing is not None:
            await doing
        await asyncio.sleep(MINUTE - (perf_counter() - began))
        return self.bytes / 1000


@asynccontextmanager
async def desk_page(server: Server, event_id: int, cookie: str) -> AsyncIterator[Traffic]:
    """Open the desk in a browser, and count."""
    traffic = Traffic()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium_path(), args=list(QUIET_FLAGS))
        context = await browser.new_context(viewport=LAPTOP, locale="de-DE")
        name, _, value = cookie.partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await session.send("Network.enable")
        traffic.follow(session)
        await page.goto(f"{server.url}/events/{event_id}/desk")
        await page.wait_for_load_state("networkidle")
        yield traffic
        await browser.close()


async def press(http: aiohttp.ClientSession, desk: str, button: str, guests: Sequence[Guest]) -> list[float]:
    """Press a button of the clock; return after how many seconds each table heard of it."""
    page = await (await http.get(desk)).text()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert seen
    assert token
    heard: dict[int, float] = {}
    for guest in guests:
        guest.hears["clock"] = lambda _message, seat=guest.seat: heard.setdefault(seat, perf_counter())
    began = perf_counter()
    form = {"press": button, "seen": seen[1], "csrf_token": token[1]}
    answer = await http.post(f"{desk[: -len('/desk')]}/clock", data=form, allow_redirects=False)
    assert answer.status == 302, await answer.text()
    while len(heard) < len(guests) and perf_counter() - began < 5:
        await asyncio.sleep(0.01)
    assert len(heard) == len(guests), f"{button}: {len(heard)} of {len(guests)} heard of it"
    return [at - began for at in heard.values()]


async def come_and_go(guests: Sequence[Guest]) -> None:
    """Nearly a minute in which somebody goes or comes back every two seconds, and somebody calls now and then."""
    began = perf_counter()
    away: list[Guest] = []
    for number in range(int((MINUTE - 5) / COMES_OR_GOES_EVERY)):
        if number % 2 == 0:
            away.append(guests[number * 7 % len(guests)])
            await away[-1].client.disconnect()
        else:
            await come_back(away.pop())
        if number * COMES_OR_GOES_EVERY % CALLS_EVERY < COMES_OR_GOES_EVERY:
            caller = guests[1 + number * 11 % (len(guests) - 1)]
            await caller.call(
                "call_for_help", {"event_id": caller.event_id, "kind": "help", "words": "Der Ton fehlt."}
            )
        await asyncio.sleep(max(0.0, began + (number + 1) * COMES_OR_GOES_EVERY - perf_counter()))
    for guest in away:
        await come_back(guest)


async def come_back(guest: Guest) -> None:
    """Connect and check in anew."""
    await guest.connect()
    await guest.check_in()


async def arrive(guests: Sequence[Guest]) -> None:
    """Everybody comes in, evenly in nearly a minute."""

    async def come(guest: Guest, after: float) -> None:
        await asyncio.sleep(after)
        await guest.check_in()

    apart = (MINUTE - 5) / len(guests)
    await asyncio.gather(*(come(guest, number * apart) for number, guest in enumerate(guests)))


async def change_round(arranged: Arranged) -> None:
    """In ten seconds the first round ends, and in half a minute the second one begins."""
    arranged.end_round_at(now() + timedelta(seconds=10))


async def run(server: Server, arranged: Arranged, organiser: str) -> None:
    """Measure everything, and print it."""
    book = Book()
    guests = [
        Guest(server.url, arranged.event_id, seat, cookie, book)
        for seat, cookie in enumerate(arranged.cookies)
    ]
    await connect_all(guests)
    gc.disable()  # 850 people in one process: what it would tidy up, the server is not slow for
    await measure_traffic(server, arranged, organiser, guests)
    await measure_presses(f"{server.url}/events/{arranged.event_id}/desk", organiser, guests)
    await asyncio.gather(*(guest.client.disconnect() for guest in guests))
    print(f"refused or without an answer: {dict(book.wrong)}")


async def measure_traffic(
    server: Server, arranged: Arranged, organiser: str, guests: Sequence[Guest]
) -> None:
    """Print what the page of the desk takes in four minutes of different kinds."""
    print("| a minute of the desk's page | kB | fetched |\n| --- | --: | --: |")
    async with desk_page(server, arranged.event_id, organiser) as traffic:
        for name, doing in (
            (f"all {len(guests)} come in", arrive(guests)),
            ("calm", None),
            ("somebody comes or goes every 2 s, four call for help", come_and_go(guests)),
            ("a round ends and the next one begins", change_round(arranged)),
        ):
            kilobytes = await traffic.in_a_minute(doing and asyncio.ensure_future(doing))
            print(f"| {name} | {kilobytes:.1f} | {traffic.fetched} |", flush=True)


async def measure_presses(desk: str, organiser: str, guests: Sequence[Guest]) -> None:
    """Print how soon each press at the desk is heard at all pages."""
    name, _, value = organiser.partition("=")
    every: list[float] = []
    print(f"\n| heard at {len(guests)} pages, ms | p50 | p95 | the last |\n| --- | --: | --: | --: |")
    async with aiohttp.ClientSession(
        cookies={name: value}, cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as http:
        for button in PRESSES:
            await asyncio.sleep(BETWEEN_PRESSES)
            heard = await press(http, desk, button, guests)
            every += heard
            print(f"| {button} | {shares(heard)} |", flush=True)
    print(f"| all | {shares(every)} |")


def shares(heard: Sequence[float]) -> str:
    """Return the middle, the late and the last of some seconds, in milliseconds."""
    return " | ".join(f"{1000 * np.percentile(heard, share):.0f}" for share in (50, 95, 100))


def arrange_with_organiser(app: Flask) -> tuple[Arranged, str]:
    """Fill an empty database with the evening, and let an organiser sign in."""
    plan = [(r + 1, t, (t * 7 + r * 41) % APPLICANTS) for r in range(ROUNDS) for t in range(TABLES)]
    arranged = arrange_plan(app, TABLES, APPLICANTS, plan, rounds=ROUNDS, changeover_seconds=20)
    with app.app_context():
        event = db.session.get_one(Event, arranged.event_id)
        organiser = make_organiser(event.association)
        db.session.commit()
        return arranged, session_cookie(app, organiser)


def main() -> None:
    """Run the server, the crowd and the desk."""
    cookie = ""

    def arranging(app: Flask) -> Arranged:
        nonlocal cookie
        arranged, cookie = arrange_with_organiser(app)
        return arranged

    with our_server(arranging) as (server, arranged):
        asyncio.run(run(server, arranged, cookie))


if __name__ == "__main__":
    main()

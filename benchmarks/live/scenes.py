"""What a crowd does at once, and how long everybody waits: the same at our server and at the floor."""

from __future__ import annotations

import asyncio
import random
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime
from time import perf_counter, time
from typing import Any

import numpy as np

from benchmarks.live.evening import Arranged
from benchmarks.live.guest import SPREAD_OF_PREPARING, Guest, meeting_in_round
from benchmarks.live.servers import Process
from tests.servers import Server

CONNECT_AT_ONCE = 20
Figures = dict[str, float]
# What a browser sends for one connection: a description each way, and its ways in bundles.
LINES_OF_A_DESCRIPTION = 90
BUNDLES, CANDIDATES_A_BUNDLE = 3, 4
PROBES_APART = 0.05
SAID_BEFORE_THE_KILL = "Nette Werkstatt"


async def connect_all(guests: Sequence[Guest]) -> None:
    """Connect everybody, some at a time."""
    turn = asyncio.Semaphore(CONNECT_AT_ONCE)

    async def connect(guest: Guest) -> None:
        async with turn:
            await guest.connect()

    await asyncio.gather(*map(connect, guests))


async def storm(guests: Sequence[Guest], process: Process, within: float) -> Figures:
    """Everybody comes in, evenly within so many seconds, as when the lobby opens."""
    spent, began = process.processor_seconds, perf_counter()

    async def come(guest: Guest, after: float) -> None:
        await asyncio.sleep(after)
        await guest.come_in()

    apart = within / len(guests)
    await asyncio.gather(*(come(guest, apart * number) for number, guest in enumerate(guests)))
    took, spent = perf_counter() - began, process.processor_seconds - spent
    answers = guests[0].book.seconds
    return {
        **milliseconds("check-in", answers["check_in"], (50, 95)),
        **milliseconds("asking for the time", answers["ask_time"], (95,)),
        "all in within, s": took,
        "processor a person, ms": 1000 * spent / len(guests),
        **milliseconds("clock off by", [guest.clock_error for guest in guests], (99,)),
    }


async def at_once(guests: Sequence[Guest]) -> Figures:
    """Everybody checks in at the same moment, once more."""
    began, seconds = perf_counter(), guests[0].book.seconds
    seconds["check_in"].clear()
    await asyncio.gather(*(guest.check_in() for guest in guests))
    return {"all at once: the last one is in after, s": perf_counter() - began}


def memory(process: Process, before: float, guests: Sequence[Guest]) -> Figures:
    """What each of them costs beyond what the process had."""
    return {"memory a person, kB": (process.kilobytes - before) / len(guests)}


async def preparing(guests: Sequence[Guest], page: str = "") -> Figures:
    """All pairs prepare a connection, spread as browsers do it; others ask for the time, and open a page."""
    late: list[float] = []
    left: dict[str, float] = {}

    def arrived(message: dict[str, Any]) -> None:
        name = message["data"]["session"]
        if name in left:
            late.append(perf_counter() - left[name])

    for guest in guests:
        guest.hears["signal"] = arrived
    guests[0].book.seconds["ask_time"].clear()
    pages: list[float] = []
    probing = asyncio.create_task(probe(guests, page, pages))
    chance, spread = random.Random(1), guests[0].snapshot["prepare_seconds"] * SPREAD_OF_PREPARING
    await asyncio.gather(
        *(
            prepare(guests[seat], guests[seat + 1], chance.uniform(0, spread), left)
            for seat in range(0, len(guests) - 1, 2)
        )
    )
    await asyncio.sleep(0.5)
    probing.cancel()
    sent = len(left)
    return {
        "signals sent": float(sent),
        "signals lost": float(sent - len(late)),
        **milliseconds("a signal takes", late, (50, 95)),
        **milliseconds("others wait meanwhile", [*guests[0].book.seconds["ask_time"], *pages], (99, 100)),
    }


async def prepare(table: Guest, applicant: Guest, after: float, left: dict[str, float]) -> None:
    """Exchange what two browsers exchange: offer, answer, and ways to each other as they are found."""
    meeting_id = meeting_in_round(table, 1)
    sdp = "a=rtpmap:96 VP8/90000\r\n" * LINES_OF_A_DESCRIPTION

    async def send(guest: Guest, kind: str, data: dict[str, Any]) -> None:
        name = f"{guest.seat}-{kind}-{len(left)}"
        left[name] = perf_counter()
        await guest.call(
            "signal", {"meeting_id": meeting_id, "kind": kind, "data": {"session": name, **data}}
        )

    async def find_ways(guest: Guest) -> None:
        for bundle in range(BUNDLES):
            await asyncio.sleep(0.1)
            await send(guest, "candidates", {"candidates": candidates(bundle)})

    await asyncio.sleep(after)
    await send(table, "offer", {"type": "offer", "sdp": sdp, "offer": 1})
    await send(applicant, "answer", {"type": "answer", "sdp": sdp, "offer": 1})
    await asyncio.gather(find_ways(table), find_ways(applicant))


def candidates(bundle: int) -> list[dict[str, Any]]:
    """Return some ways as browsers write them."""
    return [
        {
            "candidate": f"candidate:{bundle} 1 udp 2122260223 127.0.0.1 {40_000 + n} typ relay raddr 0.0.0.0 rport 0",
            "sdpMid": "0",
            "sdpMLineIndex": 0,
            "usernameFragment": "aBcD",
        }
        for n in range(CANDIDATES_A_BUNDLE)
    ]


async def probe(guests: Sequence[Guest], page: str, pages: list[float]) -> None:
    """Ask for the time on one connection after the other, and now and then for a page."""
    number = 0
    while True:
        await guests[number * 7 % len(guests)].call("ask_time", {})
        if page and number % 5 == 0:
            pages.append(await asyncio.to_thread(seconds_of_page, page, guests[0].cookie))
        number += 1
        await asyncio.sleep(PROBES_APART)


def seconds_of_page(url: str, cookie: str) -> float:
    """Open a page and return how long it took."""
    began = perf_counter()
    asked = urllib.request.Request(url, headers={"Cookie": cookie})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        answer.read()
    return perf_counter() - began


async def ringing(
    guests: Sequence[Guest], arranged: Arranged, seconds: float
) -> tuple[Figures, dict[str, Any]]:
    """A round ends: how late everybody hears of it."""
    moment, heard, said = time() + seconds, [], {}

    def told(message: dict[str, Any]) -> None:
        if message["phase"] == "changeover-2":
            said.update(message)
            heard.append(time() - moment)

    for guest in guests:
        guest.hears["clock"] = told
    await asyncio.to_thread(arranged.end_round_at, datetime.fromtimestamp(moment, UTC))
    await asyncio.sleep(seconds + 3)
    return heard_by(heard, guests), said


async def ringing_at_floor(guests: Sequence[Guest]) -> Figures:
    """The same at the floor, where one of them asks for it."""
    heard: list[float] = []
    for guest in guests:
        guest.hears["clock"] = lambda _message: heard.append(time() - moment)
    moment = time()
    await guests[0].call("ring", {})
    await asyncio.sleep(2)
    return heard_by(heard, guests)


def heard_by(heard: list[float], guests: Sequence[Guest]) -> Figures:
    """How late, and how many did not hear it."""
    missed = float(len(guests) - len(heard))
    return {**milliseconds("the clock is heard late by", heard, (50, 99)), "who missed it": missed}


async def rating(guests: Sequence[Guest], within: float, note: str = "") -> Figures:
    """Everybody answers after the first talk, within so many seconds."""
    guests[0].book.seconds["rate"].clear()

    async def rate(guest: Guest, after: float) -> None:
        await asyncio.sleep(after)
        message = {"meeting_id": meeting_in_round(guest, 1), "impression": "gladly", "note": note}
        guest.confirmed = bool((await guest.call("rate", message)).get("ok"))

    chance = random.Random(2)
    await asyncio.gather(*(rate(guest, chance.uniform(0, within)) for guest in guests))
    return milliseconds("a tap after a talk", guests[0].book.seconds["rate"], (50, 95))


async def killing(guests: Sequence[Guest], server: Server, arranged: Arranged) -> Figures:
    """Kill the server while people rate; it is started again at once, and everybody comes back by itself.

    They say something else than before, so that what was confirmed is found again or is lost.
    """
    for guest in guests:
        guest.returns, guest.back_at, guest.confirmed = True, 0.0, False
    rest = asyncio.create_task(rating(guests, 4.0, SAID_BEFORE_THE_KILL))
    await asyncio.sleep(2.0)
    killed = perf_counter()
    await asyncio.to_thread(server.restart)
    listening = perf_counter()
    await rest
    while any(not guest.back_at for guest in guests) and perf_counter() - listening < 60:
        await asyncio.sleep(0.1)
    confirmed = sum(guest.confirmed for guest in guests)
    back = [guest.back_at - listening for guest in guests if guest.back_at]
    return {
        "kill -9: listens again after, s": listening - killed,
        **{f"back p{q}, s": float(np.percentile(back, q)) for q in (50, 95, 100) if back},
        "who did not come back": float(len(guests) - len(back)),
        "taps confirmed": float(confirmed),
        "taps confirmed and lost": float(max(0, confirmed - arranged.ratings(SAID_BEFORE_THE_KILL))),
    }


def milliseconds(what: str, seconds: Sequence[float], quantiles: Sequence[int]) -> Figures:
    """Return quantiles under their names."""
    if not seconds:
        return {}
    return {f"{what}, p{q}, ms": 1000 * float(np.percentile(seconds, q)) for q in quantiles}

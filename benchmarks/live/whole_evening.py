"""A whole evening at true speed.

``python -m benchmarks.live.whole_evening [--seconds 60] [--database URL] [--pages 10]``

750 applicants, 100 tables, 8 rounds by default, through one server process. Everybody does what the page of the evening
does: comes before the first round, asks for the time, learns who comes next, prepares each connection, says a line,
taps after the talk. Ten of them, at five tables, are real Chromium pages that meet each other in the first five rounds.
What is reported is what was held, as the server has stored it, and what the pages have seen.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
from datetime import UTC, datetime, timedelta
from time import time

import numpy as np
from flask import Flask

from benchmarks.live.attendant import Attendant
from benchmarks.live.evening import Arranged, arrange_plan
from benchmarks.live.guest import Book, Guest
from benchmarks.live.real_pages import RealPages
from benchmarks.live.servers import Process, our_server
from tests.servers import Server

CHANGEOVER = 15
COME_WITHIN = 30.0
BEFORE_FIRST_ROUND = 75.0
AFTER_LAST_ROUND = 20.0


def plan_of(applicants: int, tables: int, rounds: int, pages: int) -> list[tuple[int, int, int]]:
    """Let the real pages meet each other first, and everybody else in turn; nobody meets a table twice."""
    real = pages // 2
    among = [
        (round_ + 1, seat, (seat + round_) % real)
        for round_ in range(min(rounds, real))
        for seat in range(real)
    ]
    width, others = tables - real, applicants - real
    turns = [(round_, seat) for round_ in range(rounds) for seat in range(width)]
    return among + [(r + 1, real + seat, real + (r * width + seat) % others) for r, seat in turns]


async def evening(
    server: Server, arranged: Arranged, pages: int, begins_at: dict[str, float], ends_at: float
) -> str:
    """Let everybody come and go; return what was seen."""
    book, process, chance = Book(), Process(server.running.pid), random.Random(3)
    spent, began = process.processor_seconds, time()
    guests = [
        Guest(server.url, arranged.event_id, seat, cookie, book)
        for seat, cookie in enumerate(arranged.cookies)
        if seat >= pages
    ]
    attendants = [Attendant(guest, chance.uniform(0, COME_WITHIN)) for guest in guests]
    real = RealPages(server.url, arranged.event_id, arranged.cookies[:pages])
    async with real.opened():
        await asyncio.gather(*(attendant.attend(ends_at) for attendant in attendants))
        await asyncio.sleep(max(0.0, ends_at + AFTER_LAST_ROUND - time()))
        seen = await real.first_pictures(begins_at)
        fell_out = await real.fell_out()
    used = (process.processor_seconds - spent) / (time() - began)
    await asyncio.gather(*(guest.client.disconnect() for guest in guests))
    lines = [messages(book), f"refused or without an answer: {dict(book.wrong) or 'none'}"]
    held, planned = arranged.held()
    lines.append(f"meetings held: {held} of {planned}; the server used {100 * used:.0f} % of a core")
    late = [1000 * seconds for seconds in seen]
    if late:
        p50, p95 = np.percentile(late, [50, 95])
        lines.append(
            f"first picture after the start of the round: {len(late)} seen, p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"longest {max(late):.0f} ms; pages that fell out: {fell_out}"
        )
        lines.append(f"the latest, ms: {', '.join(f'{ms:.0f}' for ms in sorted(late)[-8:])}")
    trouble = sum("Traceback" in line or "QueuePool" in line for line in server.log)
    return "\n".join(
        [*lines, f"tracebacks and pool errors in the log: {trouble}; load {os.getloadavg()[0]:.1f}"]
    )


def messages(book: Book) -> str:
    """One row an event."""
    rows = ["| message | answered | p50 ms | p99 ms | p99.9 ms | longest ms |", "| --- |" + " --: |" * 5]
    everything = [second for seconds in book.seconds.values() for second in seconds]
    for name, seconds in [*book.seconds.items(), ("all", everything)]:
        quantiles = (f"{1000 * q:.1f}" for q in np.percentile(seconds, [50, 99, 99.9, 100]))
        rows.append(f"| {name} | {len(seconds):,} | {' | '.join(quantiles)} |")
    return "\n".join(rows)


def main() -> None:
    """Print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("applicants", 750),
        ("tables", 100),
        ("rounds", 8),
        ("seconds", 60),
        ("pages", 10),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    plan = plan_of(given.applicants, given.tables, given.rounds, given.pages)
    settings = {"rounds": given.rounds, "round_seconds": given.seconds, "changeover_seconds": CHANGEOVER}
    far_off = datetime.now(UTC) + timedelta(minutes=30)

    def arranging(app: Flask) -> Arranged:
        return arrange_plan(app, given.tables, given.applicants, plan, starts_at=far_off, **settings)

    with our_server(arranging, given.database) as (server, arranged):
        begins_at = time() + BEFORE_FIRST_ROUND
        arranged.begin_at(datetime.fromtimestamp(begins_at, UTC))
        ends_at = begins_at + given.rounds * given.seconds + (given.rounds - 1) * CHANGEOVER
        print(
            f"{given.applicants} applicants, {given.tables} tables, {given.rounds} rounds of {given.seconds} s"
        )
        every = given.seconds + CHANGEOVER
        begins = {f"round-{r + 1}": begins_at + r * every for r in range(given.rounds)}
        print(asyncio.run(evening(server, arranged, given.pages, begins, ends_at)))


if __name__ == "__main__":
    main()

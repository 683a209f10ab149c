"""A whole crowd at one evening, through the real server and beside the floor.

``python -m benchmarks.live [--people 120 340 850 1000] [--database URL] [--docs]`` fills a fresh database (SQLite, or
an empty one at the URL) with an evening of that many people, half of them at tables, starts the real server, lets all
of them come, prepare a round, hear its end and answer, and kills it while they do. ``--docs`` writes
``docs/benchmarks-live.md`` with its plot.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from benchmarks.live import report
from benchmarks.live.evening import Arranged, arrange
from benchmarks.live.guest import Book, Guest
from benchmarks.live.scenes import (
    Figures,
    at_once,
    connect_all,
    killing,
    memory,
    preparing,
    rating,
    ringing,
    ringing_at_floor,
    storm,
)
from benchmarks.live.servers import Process, floor_server, our_server
from tests.servers import Server

SIZES = (120, 340, 850, 1000)
# So long both sides must have been there before a talk counts, and a little more.
SECONDS_TOGETHER = 33.0
RATED_WITHIN = 5.0


def within(people: int) -> float:
    """Return in how many seconds so many people come: 340 in five, 1,000 in ten."""
    return max(5.0, people / 100)


async def ours(server: Server, arranged: Arranged, people: int) -> tuple[Figures, dict[str, object]]:
    """Run all scenes at our server; return the figures and what it said, for the floor."""
    book, process = Book(), Process(server.running.pid)
    guests = [
        Guest(server.url, arranged.event_id, seat, cookie, book)
        for seat, cookie in enumerate(arranged.cookies)
    ]
    before = process.kilobytes
    await connect_all(guests)
    figures = await storm(guests, process, within(people))
    figures |= memory(process, before, guests)
    snapshot = guests[0].snapshot
    figures |= await at_once(guests)
    figures |= await preparing(guests, f"{server.url}/events/{arranged.event_id}/evening")
    rung, clock = await ringing(guests, arranged, SECONDS_TOGETHER)
    figures |= rung
    figures |= await rating(guests, RATED_WITHIN)
    figures["refused or without an answer"] = float(sum(book.wrong.values()))
    figures |= await killing(guests, server, arranged)
    figures["tracebacks and errors in the log"] = float(
        sum("Traceback" in line or "QueuePool" in line for line in server.log)
    )
    await leave_all(guests)
    return figures, {"snapshot": snapshot, "clock": clock}


async def floor(url: str, process: Process, people: int) -> Figures:
    """Run the same scenes at the floor, as far as it can."""
    book = Book()
    guests = [Guest(url, 1, seat, "", book, floor=True) for seat in range(people)]
    before = process.kilobytes
    await connect_all(guests)
    figures = await storm(guests, process, within(people))
    figures |= memory(process, before, guests)
    figures |= await at_once(guests)
    figures |= await preparing(guests)
    figures |= await ringing_at_floor(guests)
    figures |= await rating(guests, RATED_WITHIN)
    await leave_all(guests)
    return figures


async def leave_all(guests: Sequence[Guest]) -> None:
    """Close every connection."""
    for guest in guests:
        guest.returns = False
    await asyncio.gather(*(guest.client.disconnect() for guest in guests))


def measure(people: int, database: str) -> tuple[Figures, Figures]:
    """Run both servers, one after the other."""
    with our_server(lambda app: arrange(app, people), database) as (server, arranged):
        found, said = asyncio.run(ours(server, arranged, people))
    with floor_server(said) as (url, process):
        return found, asyncio.run(floor(url, process, people))


def main() -> None:
    """Print the figures of each size as soon as they are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--database", default="")
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    found: dict[int, tuple[Figures, Figures]] = {}
    for people in given.people:
        found[people] = measure(people, given.database)
        print(report.table({people: found[people]}), flush=True)
    if given.docs:
        report.write(found, " ".join(sys.argv[1:]), given.database)


if __name__ == "__main__":
    main()

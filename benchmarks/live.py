"""A whole evening comes: how long the server takes to let everybody in, and what each check-in costs.

``python -m benchmarks.live [--people 300] [--within 5]`` fills a fresh SQLite database with an evening of that many
people, starts the real server and connects all of them. They check in within so many seconds, as after a start by
hand; then all once more at the very same moment, as after a restart of the server at its worst.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import socketio

from tests.promises.crowds import APPLICANTS_A_TABLE, make_crowd
from tests.servers import Server, free_port, server_environ
from tests.socket_people import session_cookie
from webapp import create_app
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.models import Presence

ALL_WITHIN_SECONDS, LONGEST_ANSWER_SECONDS = 5.0, 2.0
SECONDS_TO_ANSWER = 60
CONNECT_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class CheckIns:
    """How long each check-in took, all of them together, and what they cost the server's processor."""

    how: str
    seconds: list[float]
    all_seconds: float
    processor_seconds: float

    def line(self) -> str:
        """The figures."""
        p50, p95 = np.quantile(self.seconds, [0.5, 0.95])
        each = 1000 * self.processor_seconds / len(self.seconds)
        return (
            f"{self.how}: p50 {p50:.2f} s, p95 {p95:.2f} s, longest {max(self.seconds):.2f} s, "
            f"all within {self.all_seconds:.2f} s, {each:.1f} ms of processor each"
        )


def settings_of(instance: str) -> dict[str, str]:
    """Return the settings of a server to which everybody comes from this one address."""
    return {
        "TISCHWECHSEL_INSTANCE_PATH": instance,
        "TISCHWECHSEL_DEVELOPMENT": "yes",
        "TISCHWECHSEL_CONNECTIONS_PER_ADDRESS": "5000",
    }


def arrange(environ: dict[str, str], people: int) -> tuple[int, list[str]]:
    """Fill the database with an evening at which nobody is yet; return its number and a cookie for each."""
    app = create_app(environ, testing=True)
    with app.app_context():
        db.create_all()
        event_id = make_crowd(-(-people * APPLICANTS_A_TABLE // (APPLICANTS_A_TABLE + 1))).events["running"]
        db.session.execute(db.delete(Presence))
        db.session.commit()
        event = db.session.get_one(Event, event_id)
        at_tables = [table.representative for table in event.tables if table.representative]
        accounts = [*at_tables, *(registration.applicant.account for registration in event.registrations)]
        return event_id, [session_cookie(app, account) for account in accounts[:people]]


async def connect_all(url: str, cookies: list[str]) -> list[socketio.AsyncClient]:
    """Connect everybody, a few at a time: what is measured comes afterwards."""
    clients, turn = (
        [socketio.AsyncClient(reconnection=False) for _ in cookies],
        asyncio.Semaphore(CONNECT_AT_ONCE),
    )

    async def connect(client: socketio.AsyncClient, cookie: str) -> None:
        async with turn:
            await client.connect(
                url, headers={"Cookie": cookie}, transports=["websocket"], wait_timeout=SECONDS_TO_ANSWER
            )

    await asyncio.gather(*(connect(*each) for each in zip(clients, cookies, strict=True)))
    return clients


async def check_in(client: socketio.AsyncClient, event_id: int, after: float) -> float:
    """Check in after so many seconds; return how long the answer took."""
    await asyncio.sleep(after)
    began = perf_counter()
    answer = await client.call(
        "check_in", {"event_id": event_id, "language": "de"}, timeout=SECONDS_TO_ANSWER
    )
    if not answer.get("ok"):
        raise RuntimeError(f"not let in: {answer}")
    return perf_counter() - began


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def let_in(
    how: str, server: Server, clients: list[socketio.AsyncClient], event_id: int, within: float
) -> CheckIns:
    """Let everybody check in, evenly within so many seconds."""
    pid, apart = server.running.pid, within / len(clients)
    spent, began = processor_seconds(pid), perf_counter()
    seconds = await asyncio.gather(
        *(check_in(client, event_id, apart * number) for number, client in enumerate(clients))
    )
    return CheckIns(how, list(seconds), perf_counter() - began, processor_seconds(pid) - spent)


async def measure(server: Server, event_id: int, cookies: list[str], within: float) -> list[CheckIns]:
    """Let everybody in within so many seconds, and then all at once."""
    clients = await connect_all(server.url, cookies)
    found = [
        await let_in(f"within {within:.0f} s", server, clients, event_id, within),
        await let_in("at once", server, clients, event_id, 0.0),
    ]
    await asyncio.gather(*(client.disconnect() for client in clients))
    return found


def report(found: list[CheckIns], within: float) -> str:
    """Write the figures, and whether they are what is promised."""
    coming, at_once = found
    kept = max(coming.seconds) <= LONGEST_ANSWER_SECONDS and at_once.all_seconds <= ALL_WITHIN_SECONDS
    promise = (
        f"promised: who comes within {within:.0f} s waits {LONGEST_ANSWER_SECONDS:.0f} s at most, and all "
        f"at once are in within {ALL_WITHIN_SECONDS:.0f} s: {'kept' if kept else 'NOT kept'}"
    )
    head = f"{len(coming.seconds)} people check in; a server of one process, SQLite"
    return "\n".join([head, *(each.line() for each in found), promise])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--within", type=float, default=5.0)
    given = parser.parse_args()
    people = given.people
    port, instance = free_port(), tempfile.mkdtemp()
    environ = server_environ(settings_of(instance), port)
    event_id, cookies = arrange(environ, people)
    server = Server(environ, port)
    server.start()
    try:
        print(report(asyncio.run(measure(server, event_id, cookies, given.within)), given.within))
    finally:
        server.kill_hard()


if __name__ == "__main__":
    main()

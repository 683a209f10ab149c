"""A round is prepared: how long a candidate takes from one browser to the other, beside a server that checks nothing.

``python -m benchmarks.signals [--people 300] [--signals 12] [--within 3]`` lets an evening of that many people check
in at the real server. Then both sides of every meeting of the round that runs send so many candidates, spread over so
many seconds, as browsers do before a round. The same messages go through `benchmarks.floor`, a bare Flask-SocketIO
server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter, sleep
from typing import Any

import numpy as np
import socketio

from benchmarks.live import arrange, connect_all, processor_seconds, settings_of
from tests.servers import Server, free_port, server_environ

SECONDS_TO_ANSWER = 60
SECONDS_TO_ARRIVE = 20
CANDIDATE = "candidate:1 1 udp 2122260223 127.0.0.1 %d typ relay raddr 0.0.0.0 rport 0"
Client = socketio.AsyncClient


@dataclass(slots=True)
class Passing:
    """When each candidate left and arrived, by its number."""

    left: dict[int, float] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)

    def arrived(self, message: dict[str, Any]) -> None:
        """Note that a candidate has come."""
        number = message["data"]["sdpMLineIndex"] * 65 + int(message["data"]["usernameFragment"])
        self.seconds[number] = perf_counter() - self.left[number]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the passing of all candidates came to."""

    how: str
    sent: int
    seconds: list[float]
    processor_seconds: float

    def line(self) -> str:
        """The figures."""
        p50, p95 = np.quantile(self.seconds, [0.5, 0.95]) * 1000
        each = 1000 * self.processor_seconds / self.sent
        return (
            f"{self.how}: {len(self.seconds)} of {self.sent} arrived, p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
            f"longest {1000 * max(self.seconds):.0f} ms, {each:.2f} ms of processor each"
        )


async def check_in(client: Client, event_id: int) -> list[dict[str, Any]]:
    """Check in and return the agenda."""
    message = {"event_id": event_id, "language": "de"}
    answer = await client.call("check_in", message, timeout=SECONDS_TO_ANSWER)
    agenda: list[dict[str, Any]] = answer["snapshot"]["agenda"]
    return agenda


async def sit_down(client: Client, meeting_id: int) -> None:
    """Take a side of a meeting at the floor."""
    await client.call("take_seat", {"meeting_id": meeting_id}, timeout=SECONDS_TO_ANSWER)


async def send(client: Client, meeting_id: int, number: int, passing: Passing, after: float) -> None:
    """Send a candidate after so many seconds."""
    await asyncio.sleep(after)
    line, rest = divmod(number, 65)
    data = {
        "session": "s1",
        "candidate": CANDIDATE % (number % 60_000),
        "sdpMid": "0",
        "sdpMLineIndex": line % 65,
        "usernameFragment": str(rest + 65 * 65 * (line // 65)),
    }
    passing.left[line % 65 * 65 + rest + 65 * 65 * (line // 65)] = perf_counter()
    message = {"meeting_id": meeting_id, "kind": "candidate", "data": data}
    await client.call("signal", message, timeout=SECONDS_TO_ANSWER)


async def pass_all(
    how: str, pid: int, sides: list[tuple[Client, int]], signals: int, within: float
) -> Figures:
    """Let every side send its candidates, and wait until they have arrived."""
    passing, chance = Passing(), random.Random(1)
    for client, _meeting in sides:
        client.on("signal", passing.arrived)
    spent = processor_seconds(pid)
    jobs = [(client, meeting) for client, meeting in sides for _ in range(signals)]
    await asyncio.gather(
        *(
            send(client, meeting, number, passing, chance.uniform(0, within))
            for number, (client, meeting) in enumerate(jobs)
        )
    )
    deadline = perf_counter() + SECONDS_TO_ARRIVE
    while len(passing.seconds) < len(jobs) and perf_counter() < deadline:
        await asyncio.sleep(0.05)
    return Figures(how, len(jobs), list(passing.seconds.values()), processor_seconds(pid) - spent)


async def ours(server: Server, event_id: int, cookies: list[str], signals: int, within: float) -> Figures:
    """Measure the real server."""
    clients = await connect_all(server.url, cookies)
    agendas = [await check_in(client, event_id) for client in clients]
    by_meeting: dict[int, list[Client]] = {}
    for client, agenda in zip(clients, agendas, strict=True):
        for meeting in (each for each in agenda if each["round"] == 1):
            by_meeting.setdefault(meeting["meeting_id"], []).append(client)
    sides = [(client, meeting) for meeting, both in by_meeting.items() if len(both) == 2 for client in both]
    found = await pass_all("ours ", server.running.pid, sides, signals, within)
    await asyncio.gather(*(client.disconnect() for client in clients))
    return found


async def floor(port: int, pid: int, sides: int, signals: int, within: float) -> Figures:
    """Measure the bare server with as many sides."""
    clients = [Client(reconnection=False) for _ in range(sides)]
    for number, client in enumerate(clients):
        await client.connect(f"http://127.0.0.1:{port}", transports=["websocket"], wait_timeout=30)
        await sit_down(client, number // 2)
    seats = [(client, number // 2) for number, client in enumerate(clients)]
    found = await pass_all("floor", pid, seats, signals, within)
    await asyncio.gather(*(client.disconnect() for client in clients))
    return found


def measure_floor(sides: int, signals: int, within: float) -> Figures:
    """Start the bare server and measure it."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.floor", str(port)], env=os.environ)
    try:
        for _ in range(100):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling")
                break
            sleep(0.1)
        return asyncio.run(floor(port, process.pid, sides, signals, within))
    finally:
        process.kill()


def measure_ours(people: int, signals: int, within: float) -> Figures:
    """Start the real server with an evening in it and measure it."""
    port, instance = free_port(), tempfile.mkdtemp()
    environ = server_environ(settings_of(instance), port)
    event_id, cookies = arrange(environ, people)
    server = Server(environ, port)
    server.start()
    try:
        return asyncio.run(ours(server, event_id, cookies, signals, within))
    finally:
        server.kill_hard()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--signals", type=int, default=12)
    parser.add_argument("--within", type=float, default=3.0)
    given = parser.parse_args()
    found = measure_ours(given.people, given.signals, given.within)
    below = measure_floor(found.sent // given.signals, given.signals, given.within)
    print(f"{given.people} people, {found.sent // given.signals // 2} meetings being prepared")
    print("\n".join([found.line(), below.line()]))


if __name__ == "__main__":
    main()

"""The two servers of a run: ours with an evening in it, and the floor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import sqlalchemy as sa
from flask import Flask

from benchmarks.live.evening import Arranged
from tests.servers import Server, free_port, server_environ
from webapp import create_app
from webapp.extensions import db

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Process:
    """A server process as the system sees it."""

    pid: int

    @property
    def processor_seconds(self) -> float:
        """The processor time it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND

    @property
    def kilobytes(self) -> float:
        """The memory it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return float(next(line.split()[1] for line in status if line.startswith("VmRSS:")))


@contextmanager
def our_server(
    arranging: Callable[[Flask], Arranged], database: str = ""
) -> Iterator[tuple[Server, Arranged]]:
    """Run the real server with an evening; everybody comes from this one address."""
    port = free_port()
    environ = server_environ(
        {
            "TISCHWECHSEL_INSTANCE_PATH": tempfile.mkdtemp(),
            "TISCHWECHSEL_DEVELOPMENT": "yes",
            "TISCHWECHSEL_CONNECTIONS_PER_ADDRESS": "5000",
            "DATABASE_URL": database,
        },
        port,
    )
    app = create_app(environ, testing=True)
    with app.app_context():
        if sa.inspect(db.engine).get_table_names():
            raise SystemExit(
                "The database is not empty: what is in it would be lost. Please give an empty one."
            )
    arranged, server = arranging(app), Server(environ, port)
    server.start()
    try:
        yield server, arranged
    finally:
        server.kill_hard()
        with app.app_context():
            db.drop_all()


@contextmanager
def floor_server(said: dict[str, Any]) -> Iterator[tuple[str, Process]]:
    """Run the bare server, which says what ours has said."""
    port, path = free_port(), Path(tempfile.mkdtemp()) / "said.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.live.floor", str(port), str(path)])
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            with suppress(OSError):
                urllib.request.urlopen(f"{url}/socket.io/?EIO=4&transport=polling")  # noqa: S310
                break
            sleep(0.1)
        yield url, Process(process.pid)
    finally:
        process.kill()

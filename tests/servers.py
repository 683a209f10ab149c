"""The real server process for tests: started, killed and restarted, on the database of the tests.

`server` is a process that answers, with an empty database; arrange it with the factories and commit.
It runs from the first test of a file that wants it to the last, so that no other file shares it.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask

SECONDS_TO_START = 120
SECONDS_TO_STOP = 30
SECONDS_TO_WRITE = 30
COMMAND = "from commandline import main; main()"


LISTENS = "listens on"


class ServerDidNotStart(RuntimeError):
    """The server process ended or said nothing."""


@dataclass
class Server:
    """A server process and everything it has written."""

    environ: dict[str, str]
    port: int
    log: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None
    first: str = ""  # what the process does before it is a server, such as losing its patience
    open_files: int = 0
    written: threading.Condition = field(default_factory=threading.Condition, repr=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> subprocess.Popen[str]:
        """The process, which must have been started."""
        assert self.process is not None, "the server was not started"
        return self.process

    def start(self) -> None:
        """Start the process and return when it answers."""
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.first + COMMAND, "run", *address],
            env={**os.environ, **self.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=self.limit_files if self.open_files else None,
        )
        listening, written_before = threading.Event(), len(self.log)
        threading.Thread(target=self._read, args=(self.process, listening), daemon=True).start()
        listening.wait(SECONDS_TO_START)
        if not any(LISTENS in line for line in self.log[written_before:]):
            self.process.kill()
            raise ServerDidNotStart("".join(self.log))

    def limit_files(self) -> None:
        """Let the process that is about to begin have no more open files than this."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.open_files, self.open_files))

    def stop(self, name: str = "SIGTERM") -> int:
        """Ask the process to end; return its exit code."""
        self.running.send_signal(signal.Signals[name])
        return self.running.wait(SECONDS_TO_STOP)

    def kill_hard(self) -> None:
        """End the process with SIGKILL: it can do nothing about it."""
        self.running.kill()
        self.running.wait(SECONDS_TO_STOP)

    def restart(self) -> None:
        """Kill the process and start another one at the same address."""
        self.kill_hard()
        self.start()

    def has_written(self, text: str) -> bool:
        """Whether the server writes a line with this text, waiting for it if need be."""
        with self.written:
            return self.written.wait_for(lambda: any(text in line for line in self.log), SECONDS_TO_WRITE)

    def _read(self, process: subprocess.Popen[str], listening: threading.Event) -> None:
        """Keep what the process writes; tell when it listens, or when it has ended."""
        assert process.stdout is not None
        for line in process.stdout:
            with self.written:
                self.log.append(line)
                self.written.notify_all()
            if LISTENS in line:
                listening.set()
        listening.set()


def free_port() -> int:
    """Return a port of the loopback interface nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def server_environ(environ: dict[str, str], port: int) -> dict[str, str]:
    """Return the settings of the tests with the address the process answers at."""
    return {**environ, "TISCHWECHSEL_BASE_URL": f"http://127.0.0.1:{port}"}


@pytest.fixture(scope="module")
def server_process(schema: Flask, environ: dict[str, str]) -> Iterator[Server]:
    """A server process that lives as long as the tests of a file."""
    port = free_port()
    running = Server(server_environ(environ, port), port)
    running.start()
    yield running
    if running.running.poll() is None:
        running.kill_hard()


@pytest.fixture
def server(app: Flask, server_process: Server) -> Server:
    """A server that answers, with an empty database; a test may kill it, the next one gets it back."""
    if server_process.running.poll() is not None:
        server_process.start()
    server_process.log.clear()
    return server_process


@pytest.fixture
def hasty(app: Flask, environ: dict[str, str]) -> Iterator[Server]:
    """A server with little patience, so that no test waits long; with none it would be in its own way."""
    port = free_port()
    running = Server({**server_environ(environ, port), "TISCHWECHSEL_DATABASE_PATIENCE": "1"}, port)
    running.start()
    yield running
    running.kill_hard()

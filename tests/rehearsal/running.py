"""A real `tischwechsel demo` for tests: its words are read as they come, its processes are counted."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

SECONDS_TO_END = 60
# Far longer than any evening of the tests: whatever hangs is ended, and the test fails.
LONGEST_SECONDS = 500


@dataclass
class RunningDemo:
    """The process and what it has said so far."""

    folder: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @classmethod
    def started(cls, folder: Path, port: int, *options: str) -> RunningDemo:
        """Start a demo with its own folder and port."""
        process = subprocess.Popen(
            [sys.executable, "-m", "commandline", "demo", f"--port={port}", *options],
            env={**os.environ, "TISCHWECHSEL_INSTANCE_PATH": str(folder), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        watchdog = threading.Timer(LONGEST_SECONDS, process.kill)
        watchdog.daemon = True
        watchdog.start()
        return cls(folder, port, process)

    def wait_for(self, words: str) -> str:
        """Read until a line has these words, and return it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"it ended without {words!r}:\n{''.join(self.said)}{self.log()}")

    def log(self) -> str:
        """The end of what server and bots have written down."""
        path = self.folder / "demo.log"
        return path.read_text()[-3000:] if path.exists() else ""

    def links(self) -> dict[str, str | list[str]]:
        """The links file."""
        links: dict[str, str | list[str]] = json.loads((self.folder / "demo-links.json").read_text())
        return links

    def children(self) -> list[int]:
        """The process ids of the demo's children, the server first: numbers begin anew after 32,768, moments do not."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return sorted((pid for pid, parent in pairs if parent == self.process.pid), key=started_at)

    def end(self, number: signal.Signals) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_END)


def started_at(pid: int) -> int:
    """When a process was started, in ticks since the machine was."""
    after_the_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_the_name[19])


class Window:
    """A browser window without a browser: keeps cookies, connects to 127.0.0.1 under the link's host name."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor())
        self.at = ""

    def open(self, link: str) -> str:
        """Open a link, following redirects, and return the page."""
        parts = urlsplit(link)
        address = f"http://127.0.0.1:{parts.port}{parts.path}"
        with self.opener.open(Request(address), timeout=30) as answer:
            self.at = urlsplit(answer.geturl()).path
            return str(answer.read().decode())


def wait_until_gone(pids: list[int]) -> None:
    """Return when none of these processes is left; fail if one stays."""
    for pid in pids:
        try:
            watched = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        with os.fdopen(watched, "rb", closefd=True):
            ready, _, _ = select.select([watched], [], [], SECONDS_TO_END)
            assert ready, f"process {pid} is still there"

"""Child processes of `make demo`, each on a leash, so that none outlives it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from webapp.leash import ON_A_LEASH

SERVE = ON_A_LEASH + (
    "from gevent import monkey\n"
    "monkey.patch_all()\n"
    "from rehearsal.server import main\n"
    "main(int(sys.argv[1]))\n"
)
PLAY = ON_A_LEASH + "from rehearsal.bots import main; main(first_line)\n"

SECONDS_TO_END = 5.0
# A child that keeps failing faster than this will not get better by being started again.
MOST_STARTS, WITHIN_SECONDS = 5, 20.0


@dataclass(slots=True)
class Child:
    """A process of the demo that is started again when it fails."""

    name: str
    code: str
    arguments: tuple[str, ...]
    environ: Mapping[str, str]
    log: Path
    first_line: str = "\n"
    process: subprocess.Popen[str] | None = None
    starts: tuple[float, ...] = ()

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches the demo alone."""
        self.starts = (*self.starts[-MOST_STARTS:], monotonic())
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", self.code, *self.arguments],
                env=dict(self.environ),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.say_first_line()

    def say_first_line(self) -> None:
        """Tell the process what it must know; its input stays open as the leash."""
        assert self.process is not None and self.process.stdin is not None  # noqa: S101, PT018  just started
        try:
            self.process.stdin.write(self.first_line)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended already; `died` tells

    def ended(self) -> int | None:
        """Return the exit status if the process has ended: 0 for done, negative for a signal."""
        return None if self.process is None else self.process.poll()

    def died(self) -> bool:
        """Whether the process has ended without being done."""
        return self.ended() not in {None, 0}

    @property
    def keeps_dying(self) -> bool:
        """Whether it was started too often in a short time."""
        return len(self.starts) > MOST_STARTS and monotonic() - self.starts[0] < WITHIN_SECONDS

    def stop(self) -> None:
        """End the process: ask first, insist after some seconds."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()


def server(port: int, environ: Mapping[str, str], log: Path) -> Child:
    """Return the server of the demo."""
    return Child("server", SERVE, (str(port),), environ, log)


def bots(orders: str, environ: Mapping[str, str], log: Path) -> Child:
    """Return the process of the bots."""
    return Child("bots", PLAY, (), environ, log, first_line=orders)

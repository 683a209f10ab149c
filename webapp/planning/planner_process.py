"""The planner as a process of its own: started, listened to, ended.

A plan of an evening can take seconds of pure arithmetic; inside the server every talk would stutter for as
long. So the server starts `tischwechsel plan` and only reads its progress.

The process must not outlive the server. On Linux the kernel ends it with the server (PR_SET_PDEATHSIG,
also after SIGKILL). Elsewhere it ends at its next word of progress, because nobody holds the other end of
the pipe.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIME_LIMIT_SECONDS = 120
# Even a silent planner lets us look at the clock this often.
PATIENCE_SECONDS = 2.0
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
# A plan may take a moment longer; the pages and the talks of others may not.
NICENESS = 10


class PlannerFailed(RuntimeError):
    """The planner ended without a schedule; the message is its last word."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One word of a planner at work; without a stage it is only a sign of life."""

    fraction: float
    stage: str


def run_planner(
    instance: str, hear: Callable[[Progress | None], None], time_limit: int = TIME_LIMIT_SECONDS
) -> bytes:
    """Give the planner an instance file and return its schedule file; `hear` is called all the while."""
    with tempfile.TemporaryDirectory(prefix="tischwechsel-") as folder:
        question, answer = Path(folder) / "instance.json", Path(folder) / "schedule.json"
        question.write_text(instance, encoding="utf-8")
        process = start(question, answer, time_limit)
        try:
            last_words = listen(process, hear)
        finally:
            end(process)
        if process.returncode != 0 or not answer.exists():
            raise PlannerFailed(last_words or f"the planner ended with status {process.returncode}")
        return answer.read_bytes()


def start(question: Path, answer: Path, time_limit: int) -> subprocess.Popen[bytes]:
    """Start the planner with its progress on a pipe."""
    command = [sys.executable, "-m", "commandline", "plan", str(question), "-o", str(answer)]
    return subprocess.Popen(
        [*command, "--time-limit", str(time_limit), "--progress", "json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=before_it_begins(os.getpid()),
    )


def listen(process: subprocess.Popen[bytes], hear: Callable[[Progress | None], None]) -> str:
    """Pass on progress until the process closes its end; return its last line that was none."""
    last_words = ""
    for line in lines(process):
        progress = read_progress(line) if line else None
        if line and progress is None:
            last_words = line
        hear(progress)
    process.wait()
    return last_words


def lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    """Yield each line of the process, and an empty one whenever it was silent for a while."""
    assert process.stderr is not None  # noqa: S101  it was asked for
    pipe, rest = process.stderr.fileno(), b""
    while True:
        ready, _, _ = select.select([pipe], [], [], PATIENCE_SECONDS)
        if not ready:
            yield ""
            continue
        chunk = os.read(pipe, 65536)
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in whole if line.strip())
        if not chunk:
            break
    if rest.strip():
        yield rest.decode("utf-8", "replace")


def read_progress(line: str) -> Progress | None:
    """Read a line of progress; None for anything else the planner says."""
    try:
        document: Any = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not isinstance(document, dict) or "progress" not in document:
        return None
    return Progress(min(1.0, max(0.0, float(document["progress"]))), str(document.get("stage", ""))[:80])


def end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that the process is gone, and its pipe closed."""
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stderr is not None:
        process.stderr.close()


def before_it_begins(parent: int) -> Callable[[], None]:
    """Return what the child does before it becomes the planner: step behind the server, and die with it."""
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

    def prepare() -> None:
        os.nice(NICENESS)
        if libc is None:
            return
        libc.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # the server died between fork and here
            os._exit(1)

    return prepare

"""The planner as a process of its own: started, listened to, ended.

A plan of an evening can take seconds of pure arithmetic; inside the server every talk would stutter for as
long. So the server starts `tischwechsel plan` and only reads its progress.

The process is on a leash (`webapp/leash.py`), so that it does not outlive the server.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.leash import ON_A_LEASH

TIME_LIMIT_SECONDS = 120
# Even a silent planner lets us look at the clock this often.
PATIENCE_SECONDS = 2.0
# A plan may take a moment longer; the pages and the talks of others may not.
NICENESS = 10
PLAN = ON_A_LEASH + f"os.nice({NICENESS})\nfrom commandline import main\nmain(prog_name='tischwechsel')\n"


class PlannerFailed(RuntimeError):
    """The planner ended without a schedule; the message is its complaint, or its last word.

    `pair` names the applicant and the table of the fixed meeting it could not keep.
    """

    def __init__(self, message: str, pair: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.pair = pair


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
        return answer_of(start(question, answer, time_limit), answer, hear)


def run_replanner(instance: str, published: str, request: str) -> bytes:
    """Give the planner an instance, the published schedule and what has changed; return a proposal's schedule file."""
    with tempfile.TemporaryDirectory(prefix="tischwechsel-") as folder:
        files = {"instance": instance, "before": published, "request": request}
        for name, text in files.items():
            (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")
        question, before, asked, answer = (
            str(Path(folder) / f"{name}.json") for name in (*files, "schedule")
        )
        process = begin(["replan", question, "--before", before, "--request", asked, "-o", answer])
        return answer_of(process, Path(answer), lambda _silence: None)


def answer_of(
    process: subprocess.Popen[bytes], answer: Path, hear: Callable[[Progress | None], None]
) -> bytes:
    """Listen to a planner until it has ended, and return what it has written."""
    try:
        last_words = listen(process, hear)
    finally:
        end(process)
    if process.returncode != 0 or not answer.exists():
        raise failure_in(last_words or f"the planner ended with status {process.returncode}")
    return answer.read_bytes()


def start(question: Path, answer: Path, time_limit: int) -> subprocess.Popen[bytes]:
    """Start the planner with its progress on a pipe."""
    options = ["--time-limit", str(time_limit), "--progress", "json"]
    return begin(["plan", str(question), "-o", str(answer), *options])


def begin(words: list[str]) -> subprocess.Popen[bytes]:
    """Start a command of the planner on its leash."""
    process = subprocess.Popen(
        [sys.executable, "-c", PLAN, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None  # noqa: S101  it was asked for
    try:
        process.stdin.write(b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        pass  # it has ended already; `listen` tells
    return process


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
    document = read_object(line)
    if "progress" not in document:
        return None
    return Progress(min(1.0, max(0.0, float(document["progress"]))), str(document.get("stage", ""))[:80])


def failure_in(last_words: str) -> PlannerFailed:
    """Read why the planner gave up; a crash leaves other last words than a complaint."""
    document = read_object(last_words)
    ids = document.get("ids", {})
    pair = (ids["applicant"], ids["table"]) if ids.keys() >= {"applicant", "table"} else None
    return PlannerFailed(f"{document['error']}: {document['complaint']}" if document else last_words, pair)


def read_object(line: str) -> dict[str, Any]:
    """Read a line of the planner; empty for anything but an object."""
    try:
        document: Any = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that the process is gone, and its pipe closed."""
    if process.poll() is None:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stderr):
        if pipe is not None:
            pipe.close()

"""Seconds and peak memory of one contestant on one problem, each time in a fresh process.

As a program: ``python -m benchmarks.measurement CONTESTANT PROBLEM SECONDS``, with a problem we pickled.
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from scheduler.problem import Meeting, Problem

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Measurement:
    """Wall and CPU seconds of the call, peak memory of the whole process, and what came out."""

    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    proven: bool
    meetings: tuple[Meeting, ...] | None


def measure(contestant: str, problem: Problem, seconds: float) -> Measurement:
    """Run a contestant once; imports and reading the problem count for memory, not for time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.pickle"
        path.write_bytes(pickle.dumps(problem))
        command = [sys.executable, "-m", "benchmarks.measurement", contestant, str(path), str(seconds)]
        started = perf_counter()
        try:
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=_patience(seconds)
            )
        except subprocess.TimeoutExpired:
            return _stopped(perf_counter() - started)
    row = json.loads(done.stdout.splitlines()[-1])
    meetings = None if row["dates"] is None else tuple(Meeting(*meeting) for meeting in row["dates"])
    return Measurement(row["seconds"], row["cpu_seconds"], row["peak_megabytes"], row["proven"], meetings)


def _patience(seconds: float) -> float | None:
    """Contestants with a time limit can overrun it; after twice as long and a minute we stop them."""
    return 2 * seconds + 60 if seconds else None


def _stopped(seconds: float) -> Measurement:
    """No plan; CPU seconds and memory went with the process, so the wall clock stands for the one."""
    return Measurement(seconds, seconds, float("nan"), proven=False, meetings=None)


def peak_megabytes() -> float:
    """The largest resident size of this process; Linux' own figure, since getrusage inherits the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1]) / KILOBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE


def _run(contestant: str, path: str, seconds: float) -> None:
    from benchmarks.contestants import CONTESTANTS

    problem: Problem = pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by `measure` above
    plan = CONTESTANTS[contestant].load()
    wall, cpu = perf_counter(), process_time()
    answer = plan(problem, seconds)
    row = {
        "seconds": perf_counter() - wall,
        "cpu_seconds": process_time() - cpu,
        "peak_megabytes": peak_megabytes(),
        "proven": answer.proven,
        "dates": None
        if answer.meetings is None
        else [(d.round, d.applicant, d.table) for d in answer.meetings],
    }
    print(json.dumps(row))


if __name__ == "__main__":
    _run(sys.argv[1], sys.argv[2], float(sys.argv[3]))

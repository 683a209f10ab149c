"""The planner as a process: its progress is heard, its complaints too, and it does not outlive the server."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.check import check
from scheduler.files import instance_json, parse_schedule
from scheduler.problem import Applicant, Pin, Problem, Table, Utility
from webapp.planning.planner_process import (
    PlannerFailed,
    Progress,
    end,
    failure_in,
    read_progress,
    run_planner,
    start,
)

SECONDS_TO_END = 20

# A server that hands the planner a long task and is killed before it is done.
SERVER = """
import sys
from dataclasses import replace
from pathlib import Path
from webapp.planning.planner_process import start
process = start(Path(sys.argv[1]), Path(sys.argv[2]), 600)
print(process.pid, flush=True)
process.wait()
"""


def problem(people: int, tables: int, rounds: int) -> Problem:
    return Problem(
        name="process",
        rounds=rounds,
        tables=[Table(f"t{t}", f"c{t}") for t in range(tables)],
        applicants=[Applicant(f"a{a}") for a in range(people)],
        utilities=[
            Utility(f"a{a}", f"t{t}", (a * 31 + t * 17) % 97 / 97)
            for a in range(people)
            for t in range(tables)
        ],
    )


def test_planner_when_run_answers_with_a_valid_schedule() -> None:
    asked = problem(6, 4, 3)
    meetings = parse_schedule(run_planner(instance_json(asked), lambda _progress: None)).meetings
    assert (check(asked, meetings).valid, len(meetings)) == (True, 12)


def test_planner_when_run_tells_how_far_it_is() -> None:
    heard: list[Progress | None] = []
    run_planner(instance_json(problem(6, 4, 3)), heard.append)
    told = [word for word in heard if word is not None]
    assert "pairs" in {word.stage for word in told}
    assert [word.fraction for word in told] == sorted(word.fraction for word in told)


def test_planner_when_the_question_is_wrong_fails_with_its_complaint() -> None:
    with pytest.raises(PlannerFailed, match="not JSON"):
        run_planner("{", lambda _progress: None)


def test_planner_when_a_fixed_meeting_cannot_be_kept_names_its_pair() -> None:
    asked = replace(problem(6, 4, 3), pins=[Pin("a1", "t2", 1), Pin("a2", "t2", 1)])
    with pytest.raises(PlannerFailed, match="CollidingPins") as failure:
        run_planner(instance_json(asked), lambda _progress: None)
    assert failure.value.pair == ("a2", "t2")


def test_planner_when_it_crashes_leaves_its_last_words_and_no_pair() -> None:
    failure = failure_in("MemoryError")
    assert (str(failure), failure.pair) == ("MemoryError", None)


def test_planner_when_the_listener_fails_is_ended() -> None:
    class Deaf(Exception):
        pass

    def refuse(_progress: Progress | None) -> None:
        raise Deaf

    with pytest.raises(Deaf):
        run_planner(instance_json(problem(6, 4, 3)), refuse)
    with pytest.raises(ChildProcessError):  # no child is left
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("line", ["", "Error: no", "[1]", "3", '{"stage": "x"}'])
def test_progress_when_a_line_is_none_is_none(line: str) -> None:
    assert read_progress(line) is None


@pytest.mark.parametrize(("said", "fraction"), [(0.5, 0.5), (7, 1.0), (-1, 0.0)])
def test_progress_when_read_is_within_its_limits(said: float, fraction: float) -> None:
    assert read_progress(f'{{"progress": {said}, "stage": "rounds"}}') == Progress(fraction, "rounds")


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a process is watched by a descriptor of Linux"
)
def test_planner_when_the_server_is_killed_ends_with_it(tmp_path: Path) -> None:
    question = tmp_path / "instance.json"
    os.mkfifo(question)  # the planner waits for a question that never comes
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(question), str(tmp_path / "schedule.json")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    planner = int(server.stdout.readline())
    life = os.pidfd_open(planner)
    assert not ended(life, within_seconds=0)
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert ended(life, within_seconds=SECONDS_TO_END)
    os.close(life)


def ended(life: int, within_seconds: float) -> bool:
    """Whether the process of this descriptor ends within the time."""
    return bool(select.select([life], [], [], within_seconds)[0])


def test_planner_when_started_steps_behind_the_server(tmp_path: Path) -> None:
    question = tmp_path / "instance.json"
    os.mkfifo(question)
    process = start(question, tmp_path / "schedule.json", 600)
    try:
        question.open("wb").close()  # waits until it begins to read
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    finally:
        end(process)

"""What the commands show somebody who sits at a terminal: a line while it lasts, and one at the end."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from commandline.progress_line import progress_reporter
from commandline.waiting_line import waiting_line

INSTANCES = Path(__file__).parents[1] / "instances"
COMMAND = (sys.executable, "-m", "commandline")


def shown_on_terminal(*arguments: str | Path) -> str:
    """Run a command whose standard error is a terminal, and return what it leaves there."""
    ours, theirs = pty.openpty()
    subprocess.run([*COMMAND, *map(str, arguments)], stderr=theirs, check=True)
    os.close(theirs)
    with os.fdopen(ours, "rb") as screen:
        return b"".join(lines_of(screen)).decode()


def lines_of(screen: io.BufferedReader) -> Iterator[bytes]:
    """Read a terminal to its end, which Linux tells with an error."""
    try:
        yield from screen
    except OSError:
        return


def test_plan_when_somebody_looks_then_says_in_one_line_what_came_out(tmp_path: Path) -> None:
    said = shown_on_terminal("plan", INSTANCES / "tiny.json", "-o", tmp_path / "out.json")
    assert (
        said == "7 meetings, 4 promised meetings missing, utility 2.7098 proven best, 0 rounds of waiting\r\n"
    )


def test_replan_when_somebody_looks_then_says_in_one_line_what_changed(tmp_path: Path) -> None:
    tiny, before, request = INSTANCES / "tiny.json", tmp_path / "before.json", tmp_path / "request.json"
    subprocess.run([*COMMAND, "plan", str(tiny), "-o", str(before)], check=True)
    request.write_text('{"format": "speed-dating-replan/1", "now": 3}')

    files = ("--before", before, "--request", request, "-o", tmp_path / "new.json")
    said = shown_on_terminal("replan", tiny, *files)

    assert said.endswith("7 meetings, 0 new, 0 cancelled, nobody moved, 4 promised meetings missing\r\n")


# Whoever is started by a job in the background ignores Ctrl-C; these tests may be.
INTERRUPTIBLE = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from commandline import main; main()",
]


def crowded_event(people: int, tables: int, rounds: int) -> dict[str, object]:
    return {
        "format": "speed-dating-instance/1",
        "name": "crowded",
        "rounds": rounds,
        "tables": [{"id": f"t{t}", "company": f"c{t}"} for t in range(tables)],
        "applicants": [{"id": f"a{a}"} for a in range(people)],
        "utilities": [
            [f"a{a}", f"t{t}", (a * 31 + t * 17) % 97 / 97] for a in range(people) for t in range(tables)
        ],
    }


def test_plan_when_interrupted_then_ends_as_such_and_writes_nothing(tmp_path: Path) -> None:
    # Large enough that nobody is done before they are interrupted, however late that is.
    event, folder = tmp_path / "event.json", tmp_path / "made"
    event.write_text(json.dumps(crowded_event(people=600, tables=120, rounds=10)))
    folder.mkdir()
    files = (str(event), "-o", str(folder / "out.json"), "--progress", "json")
    planner = subprocess.Popen([*INTERRUPTIBLE, "plan", *files], stderr=subprocess.PIPE)
    assert planner.stderr is not None
    planner.stderr.readline()  # it is at work

    planner.send_signal(signal.SIGINT)

    assert planner.wait(timeout=60) == 128 + signal.SIGINT
    assert planner.stderr.read().endswith(b"Stopped; nothing was written.\n")
    assert list(folder.iterdir()) == []
    planner.stderr.close()


def test_progress_when_it_comes_often_then_is_shown_ten_times_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    moments = chain([0.0, 0.9, 1.5, 1.55, 1.65], repeat(2.0))

    with progress_reporter("line", clock=lambda: next(moments)) as report:
        assert report is not None
        for percent in (10, 20, 30, 40):
            report("waiting", percent / 100)

    lines = terminal.getvalue().split("\r\x1b[K")
    assert lines == ["", "[#####...................]  20% shortening waits, 2 s",
                     "[##########..............]  40% shortening waits, 2 s", ""]  # fmt: skip


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, True), (60.0, False)])
def test_waiting_line_when_work_takes_long_on_a_terminal_then_shows_and_wipes_a_line(
    seconds: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with waiting_line("replanning", after=seconds):
        if shown:
            terminal.told.wait(timeout=30)

    assert terminal.getvalue() == "\r\x1b[Kreplanning ..." * shown + "\r\x1b[K"


class Terminal(io.StringIO):
    """A terminal that tells when something was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.told.set()

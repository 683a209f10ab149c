"""``tischwechsel plan``, ``check``, ``replan`` as processes of their own and through click's runner."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commandline import main

INSTANCES = Path(__file__).parents[1] / "instances"
TINY = INSTANCES / "tiny.json"


def run(*arguments: str | Path, standard_input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=standard_input)


def tiny(**changes: object) -> dict[str, object]:
    document: dict[str, object] = json.loads(TINY.read_text())
    return document | changes


def test_plan_when_given_an_instance_then_writes_a_valid_schedule_with_proof_and_reasons(
    tmp_path: Path,
) -> None:
    result = run("plan", TINY, "-o", tmp_path / "out.json")

    written = json.loads((tmp_path / "out.json").read_text())
    assert result.exit_code == 0
    assert written["format"] == "speed-dating-schedule/1"
    assert written["certificate"]["utility"]["proven"] is True
    assert written["statistics"]["shortfall"] == 4
    assert all(row["de"] and row["en"] for row in written["explanations"])
    assert run("check", TINY, tmp_path / "out.json").exit_code == 0


def test_plan_when_given_dashes_then_reads_and_writes_standard_streams() -> None:
    result = run("plan", "-", "-o", "-", standard_input=TINY.read_text())

    assert json.loads(result.stdout)["instance"] == "tiny"


def test_plan_when_the_seed_is_the_same_then_the_file_is_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("plan", INSTANCES / "windows.json", "-o", tmp_path / name, "--seed", "7")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_plan_when_the_instance_is_wrong_then_says_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(tiny(rounds=-1)))

    result = run("plan", wrong, "-o", tmp_path / "out.json")

    assert result.exit_code == 2
    assert result.stderr == f"Error: {wrong}: rounds: -1 is less than 1\n"
    assert list(tmp_path.iterdir()) == [wrong]


def test_plan_when_it_fails_then_keeps_the_schedule_that_was_there(tmp_path: Path) -> None:
    published = tmp_path / "out.json"
    published.write_text("published")

    result = run("plan", tmp_path / "missing.json", "-o", published)

    assert result.exit_code == 2
    assert published.read_text() == "published"


def test_plan_when_the_folder_is_missing_then_says_so(tmp_path: Path) -> None:
    result = run("plan", TINY, "-o", tmp_path / "nowhere" / "out.json")

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


def test_plan_when_pins_collide_only_together_then_names_one_by_both_ids(tmp_path: Path) -> None:
    crowded = tmp_path / "crowded.json"
    crowded.write_text(
        json.dumps(
            {
                "format": "speed-dating-instance/1",
                "name": "crowded",
                "rounds": 3,
                "tables": [{"id": "t1", "company": "c1", "available": [1, 2, 3]}],
                "applicants": [{"id": f"a{i}", "available": [1, 2]} for i in range(3)],
                "utilities": [[f"a{i}", "t1", 1] for i in range(3)],
                "pins": [{"applicant": f"a{i}", "table": "t1"} for i in range(3)],
            }
        )
    )

    result = run("plan", crowded, "-o", tmp_path / "out.json")

    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {crowded}: pins[2] (a2 at t1): ")
    assert not (tmp_path / "out.json").exists()


def test_plan_when_available_leaves_the_event_then_notes_it_and_plans(tmp_path: Path) -> None:
    instance = tmp_path / "instance.json"
    instance.write_text(
        json.dumps(
            tiny(
                applicants=[
                    {"id": "a1", "available": [1, 2, 9]},
                    {"id": "a2"},
                    {"id": "a3"},
                    {"id": "a4"},
                ]
            )
        )
    )

    result = run("plan", instance, "-o", tmp_path / "out.json")

    assert result.exit_code == 0
    assert result.stderr == f"Note: {instance}: applicants[0].available: round 9 of 3 does not count\n"


def test_plan_when_its_pins_collide_and_progress_is_json_complains_as_an_object_with_their_ids(
    tmp_path: Path,
) -> None:
    event = json.loads(TINY.read_text())
    applicant, table, _worth = event["utilities"][0]
    ids = {"applicant": applicant, "table": table}
    event["pins"] = [ids | {"round": 1}, ids | {"round": 2}]
    (tmp_path / "event.json").write_text(json.dumps(event))
    result = run("plan", tmp_path / "event.json", "-o", tmp_path / "out.json", "--progress", "json")
    complaint = json.loads(result.stderr.splitlines()[-1])
    assert (result.exit_code, complaint["error"], complaint["ids"]) == (2, "CollidingPins", ids)


def test_plan_when_progress_is_wanted_as_json_then_every_line_has_stage_and_fraction(tmp_path: Path) -> None:
    result = run("plan", TINY, "-o", tmp_path / "out.json", "--progress", "json")

    lines = [json.loads(line) for line in result.stderr.splitlines()]
    fractions = [line["fraction"] for line in lines]
    assert fractions == sorted(fractions)
    assert lines[-1] == {"stage": "done", "fraction": 1.0, "progress": 1.0}


def test_check_when_a_rule_is_broken_then_ends_with_status_1(tmp_path: Path) -> None:
    schedule = tmp_path / "schedule.json"
    schedule.write_text(
        json.dumps(
            {
                "format": "speed-dating-schedule/1",
                "instance": "tiny",
                "dates": [{"round": 1, "applicant": "a3", "table": "t1"}],
            }
        )
    )

    result = run("check", TINY, schedule)

    assert result.exit_code == 1
    assert json.loads(result.stdout)["valid"] is False


def test_replan_when_somebody_is_missing_then_writes_a_schedule_without_them(tmp_path: Path) -> None:
    before, request = tmp_path / "before.json", tmp_path / "request.json"
    run("plan", TINY, "-o", before)
    request.write_text(
        json.dumps(
            {"format": "speed-dating-replan/1", "now": 0, "absent": [{"side": "applicant", "id": "a1"}]}
        )
    )

    result = run("replan", TINY, "--before", before, "--request", request, "-o", tmp_path / "new.json")

    meetings = json.loads((tmp_path / "new.json").read_text())["dates"]
    assert result.exit_code == 0, result.stderr
    assert meetings
    assert "a1" not in {meeting["applicant"] for meeting in meetings}


def test_check_when_a_replan_is_judged_with_its_request_then_knows_who_is_missing(tmp_path: Path) -> None:
    _, *options = replan_files(tmp_path, now=1, absent=[{"side": "applicant", "id": "a1"}])
    run("replan", TINY, *options, "-o", tmp_path / "new.json")

    alone = json.loads(run("check", TINY, tmp_path / "new.json").stdout)
    beside = json.loads(run("check", TINY, tmp_path / "new.json", *options).stdout)

    written = json.loads((tmp_path / "new.json").read_text())
    assert (beside["valid"], beside["moved"]) == (True, written["statistics"]["moved"])
    assert beside["shortfall"] == written["statistics"]["shortfall"] < alone["shortfall"]


def test_check_when_only_one_file_of_a_replan_is_named_then_asks_for_both(tmp_path: Path) -> None:
    _, *options = replan_files(tmp_path)
    result = run("check", TINY, tmp_path / "before.json", *options[:2])

    assert result.exit_code == 2
    assert result.stderr == "Error: a replan is checked with both --before and --request\n"


def replan_files(
    folder: Path, now: int = 0, first_round: int | None = None, **changes: object
) -> list[str | Path]:
    """The options of a replan of tiny.json; the published schedule may start with a meeting in another round."""
    before, request = folder / "before.json", folder / "request.json"
    run("plan", TINY, "-o", before)
    published = json.loads(before.read_text())
    published["dates"][0]["round"] = first_round or published["dates"][0]["round"]
    before.write_text(json.dumps(published))
    request.write_text(json.dumps({"format": "speed-dating-replan/1", "now": now, **changes}))
    return [TINY, "--before", before, "--request", request]


def test_replan_when_the_request_is_wrong_then_the_sentence_names_its_file(tmp_path: Path) -> None:
    result = run("replan", *replan_files(tmp_path, now=9))

    assert result.exit_code == 2
    assert result.stderr == f"Error: {tmp_path}/request.json: now: round 9 of 3\n"


def test_replan_when_a_published_round_is_none_then_the_sentence_names_its_file(tmp_path: Path) -> None:
    result = run("replan", *replan_files(tmp_path, first_round=1_099_511_627_776))

    assert result.exit_code == 2
    assert result.stderr == f"Error: {tmp_path}/before.json: dates[0].round: round 1099511627776 of 3\n"


def test_check_when_the_schedule_is_of_another_format_then_the_sentence_names_its_file() -> None:
    result = run("check", TINY, TINY)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {TINY}: format: ")


@pytest.mark.parametrize(
    "arguments", [["check", "-", "-"], ["replan", "-", "--before", "-", "--request", "x"]]
)
def test_check_and_replan_when_standard_input_is_named_twice_then_refuse(arguments: list[str]) -> None:
    result = run(*arguments, standard_input=TINY.read_text())

    assert result.exit_code == 2
    assert result.stderr.endswith("only one of them can be standard input\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "."],
        ["plan", ""],
        ["plan", str(TINY), "-o", "."],
        ["plan", str(TINY), "-o", ""],
        ["plan", str(TINY), "--time-limit", "nan"],
        ["plan", str(TINY), "--time-limit", "-1"],
        ["plan"],
        ["check", str(TINY), "."],
        ["replan", str(TINY), "--before", "", "--request", ""],
    ],
)
def test_commands_when_an_argument_makes_no_sense_then_say_one_sentence(arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_plan_when_the_output_is_its_own_input_then_refuses_and_keeps_it(tmp_path: Path) -> None:
    instance, link = tmp_path / "instance.json", tmp_path / "link.json"
    instance.write_bytes(TINY.read_bytes())
    link.symlink_to(instance)

    results = [run("plan", instance, "-o", output) for output in (instance, link)]

    assert [result.exit_code for result in results] == [2, 2]
    assert instance.read_bytes() == TINY.read_bytes()
    assert link.is_symlink()


def test_replan_when_the_output_is_the_published_schedule_then_replaces_it(tmp_path: Path) -> None:
    files = replan_files(tmp_path)

    assert run("replan", *files, "-o", tmp_path / "before.json").exit_code == 0
    assert run("replan", *files, "-o", tmp_path / "request.json").exit_code == 2


def process(
    *arguments: str | Path, prepare: Callable[[], None] | None = None, output: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own; `prepare` runs in it before it starts."""
    return subprocess.run(
        [sys.executable, "-m", "commandline", *map(str, arguments)],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=prepare,
    )


@pytest.fixture(name="schedule")
def schedule_of_tiny(tmp_path: Path) -> Path:
    run("plan", TINY, "-o", tmp_path / "schedule.json")
    return tmp_path / "schedule.json"


@pytest.mark.parametrize("command", ["plan", "check"])
def test_commands_when_standard_output_is_closed_then_say_so(command: str, schedule: Path) -> None:
    files = [TINY, schedule][: 1 if command == "plan" else 2]

    finished = process(command, *files, prepare=partial(os.close, 1))

    assert (finished.returncode, finished.stderr) == (
        2,
        "Error: standard output: cannot be written (it is closed)\n",
    )


@pytest.mark.parametrize("command", ["plan", "check"])
def test_commands_when_standard_output_is_full_then_say_so(command: str, schedule: Path) -> None:
    files = [TINY, schedule][: 1 if command == "plan" else 2]
    nothing_fits = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (0, 0))

    with (schedule.parent / "full").open("wb") as full:
        finished = process(command, *files, prepare=nothing_fits, output=full.fileno())

    assert (finished.returncode, finished.stderr) == (
        2,
        "Error: standard output: cannot be written (File too large)\n",
    )


@pytest.mark.parametrize("command", ["plan", "check"])
def test_commands_when_nobody_reads_the_pipe_any_more_then_stay_quiet(command: str, schedule: Path) -> None:
    files = [TINY, schedule][: 1 if command == "plan" else 2]
    reader, writer = os.pipe()
    os.close(reader)

    finished = process(command, *files, output=writer)
    os.close(writer)

    assert finished.stderr == ""


def test_plan_when_standard_error_is_closed_then_progress_does_not_reach_the_schedule(tmp_path: Path) -> None:
    with (tmp_path / "out.json").open("wb") as out:
        arguments = ("plan", TINY, "--progress", "json")
        finished = process(*arguments, prepare=partial(os.close, 2), output=out.fileno())

    assert finished.returncode == 0
    assert json.loads((tmp_path / "out.json").read_text())["instance"] == "tiny"


@pytest.mark.parametrize("module", ["flask", "sqlalchemy", "webapp"])
def test_plan_when_run_as_a_process_then_never_imports_the_web_app(module: str, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        f"from commandline import main\n"
        f"main(['plan', {str(TINY)!r}, '-o', {str(tmp_path / 'out.json')!r}])"
    )

    finished = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert finished.returncode == 0, finished.stderr

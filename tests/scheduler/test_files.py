"""Instance and schedule files: what is read, and how every mistake is named with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scheduler import errors
from scheduler.files import (
    Schedule,
    instance_json,
    parse_instance,
    parse_schedule,
    read_instance,
    schedule_json,
    validate_published,
)
from scheduler.problem import Applicant, Guarantee, Meeting, Pin, Utility
from scheduler.validation import rounds_outside, validate

INSTANCES = Path(__file__).parents[1] / "instances"


def document(**changes: Any) -> dict[str, Any]:
    """A small instance that is right, but for the changes."""
    return {
        "format": "speed-dating-instance/1",
        "name": "small",
        "rounds": 3,
        "guarantee": {"applicant": 1, "table": 1},
        "tables": [
            {"id": "t1", "company": "c1"},
            {"id": "t2", "company": "c1"},
            {"id": "t3", "company": "c2"},
        ],
        "applicants": [{"id": "a1"}, {"id": "a2", "available": [2, 3], "max_dates": 1}],
        "utilities": [
            ["a1", "t1", 0.5],
            ["a1", "t2", 0.5],
            ["a1", "t3", 0.25],
            ["a2", "t1", 1],
            ["a2", "t3", 0],
        ],
    } | changes


def text(**changes: Any) -> bytes:
    return json.dumps(document(**changes)).encode()


def test_parse_instance_when_only_required_keys_are_there_then_fills_in_defaults() -> None:
    problem = parse_instance(text())

    assert problem.rounds == 3
    assert problem.applicants[0].available is None
    assert problem.applicants[1].available == {2, 3}
    assert problem.tables[0].max_dates is None
    assert problem.pins == ()


@pytest.mark.parametrize("name", ["tiny", "plain", "windows", "multi-table-pins"])
def test_instance_json_when_read_again_then_is_the_same_problem(name: str) -> None:
    problem = read_instance(INSTANCES / f"{name}.json")

    assert parse_instance(instance_json(problem).encode()) == problem


def test_rounds_outside_when_there_are_several_then_tells_all_or_how_many() -> None:
    numbers = [[4, 5], [0, 4, 5, 6, 7, 8, 9]]
    problem = parse_instance(
        text(applicants=[{"id": f"a{i}", "available": [1, *n]} for i, n in enumerate(numbers, start=1)])
    )

    assert rounds_outside(problem) == [
        "applicants[0].available: rounds 4, 5 of 3 do not count",
        "applicants[1].available: rounds 0, 4, 5, 6, 7 and 2 more of 3 do not count",
    ]


def test_parse_instance_when_available_leaves_the_event_then_reads_it_and_can_tell() -> None:
    problem = parse_instance(text(applicants=[{"id": "a1"}, {"id": "a2", "available": [3, 13]}]))

    assert rounds_outside(problem) == ["applicants[1].available: round 13 of 3 does not count"]


PIN = {"applicant": "a1", "table": "t1"}

WRONG = [
    ({"format": "speed-dating-schedule/1"}, errors.WrongFormat, "format"),
    ({"rounds": 0}, errors.WrongNumber, "rounds"),
    ({"rounds": 1_000_000_000}, errors.WrongNumber, "rounds"),
    ({"rounds": "3"}, errors.WrongType, "rounds"),
    ({"rounds": True}, errors.WrongType, "rounds"),
    ({"guarantee": {"applicant": -1}}, errors.WrongNumber, "guarantee.applicant"),
    ({"tables": {}}, errors.WrongType, "tables"),
    ({"tables": [{"id": "t1"}]}, errors.MissingKey, "tables[0].company"),
    ({"tables": [{"id": 1, "company": "c"}]}, errors.WrongType, "tables[0].id"),
    ({"applicants": [{"id": "a1"}, {"id": "a1"}]}, errors.DuplicateId, "applicants[1].id"),
    ({"applicants": [{"id": "a1", "available": "12"}]}, errors.WrongType, "applicants[0].available"),
    ({"applicants": [{"id": "a1", "available": [1, 2.5]}]}, errors.WrongType, "applicants[0].available[1]"),
    ({"applicants": [{"id": "a1", "max_dates": -1}]}, errors.WrongNumber, "applicants[0].max_dates"),
    ({"utilities": [["a1", "t1"]]}, errors.WrongType, "utilities[0]"),
    ({"utilities": [["a1", "t1", "0.5"]]}, errors.WrongUtility, "utilities[0]"),
    ({"utilities": [["a1", "t1", -0.5]]}, errors.WrongUtility, "utilities[0]"),
    ({"utilities": [["a1", "t1", float("nan")]]}, errors.WrongUtility, "utilities[0]"),
    ({"utilities": [["a1", "t1", float("inf")]]}, errors.WrongUtility, "utilities[0]"),
    ({"utilities": [["a1", "t1", 10**400]]}, errors.WrongUtility, "utilities[0]"),
    ({"utilities": [["a1", "t1", 1e308], ["a1", "t2", 1e308]]}, errors.WrongUtility, "utilities[0]"),
    ({"name": "\ud800"}, errors.WrongType, "name"),
    ({"applicants": [{"id": "a1"}, {"id": "a\ud800"}]}, errors.WrongType, "applicants[1].id"),
    ({"tables": [{"id": "t1", "company": "\udfff"}]}, errors.WrongType, "tables[0].company"),
    ({"utilities": [["a9", "t1", 0.5]]}, errors.UnknownId, "utilities[0]"),
    ({"utilities": [["a1", "t9", 0.5]]}, errors.UnknownId, "utilities[0]"),
    ({"utilities": [["a1", "t1", 0.5], ["a1", "t1", 0.5]]}, errors.PairListedTwice, "utilities[1]"),
    ({"pins": [PIN | {"applicant": "a9"}]}, errors.UnknownId, "pins[0] (a9 at t1)"),
    ({"pins": [PIN | {"table": "t9"}]}, errors.UnknownId, "pins[0] (a1 at t9)"),
    ({"pins": [PIN | {"round": 4}]}, errors.RoundOutOfRange, "pins[0] (a1 at t1)"),
    ({"pins": [{"applicant": "a2", "table": "t2"}]}, errors.ImpossiblePin, "pins[0] (a2 at t2)"),
    ({"pins": [{"applicant": "a2", "table": "t1", "round": 1}]}, errors.ImpossiblePin, "pins[0] (a2 at t1)"),
    ({"pins": [PIN, PIN | {"table": "t2"}]}, errors.CollidingPins, "pins[1] (a1 at t2)"),
    ({"pins": [PIN | {"round": 1}, PIN | {"round": 2}]}, errors.CollidingPins, "pins[1] (a1 at t1)"),
    (
        {"pins": [PIN | {"round": 2}, {"applicant": "a1", "table": "t3", "round": 2}]},
        errors.CollidingPins,
        "pins[1] (a1 at t3)",
    ),
    (
        {"pins": [{"applicant": "a2", "table": "t1"}, {"applicant": "a2", "table": "t3"}]},
        errors.CollidingPins,
        "pins[1] (a2 at t3)",
    ),
]


@pytest.mark.parametrize(("changes", "kind", "place"), WRONG)
def test_parse_instance_when_something_is_wrong_then_names_the_place(
    changes: dict[str, Any], kind: type[errors.SchedulingError], place: str
) -> None:
    with pytest.raises(kind) as caught:
        parse_instance(text(**changes))

    assert str(caught.value).startswith(f"{place}: ")
    assert "\n" not in str(caught.value)


def test_parse_instance_when_an_id_steers_a_terminal_then_the_complaint_shows_it_escaped() -> None:
    hostile = "a\n\x1b[31m\u202e"
    pin = {"applicant": hostile, "table": "t1"}

    with pytest.raises(errors.ImpossiblePin) as caught:
        parse_instance(text(applicants=[{"id": "a1"}, {"id": "a2"}, {"id": hostile}], pins=[pin]))

    assert str(caught.value).startswith(r"pins[0] (a\n\x1b[31m\u202e at t1): ")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"rounds": 3', b'"rounds": 3, "rounds": 4', "rounds"),
        (b'"id": "a1"', b'"id": "a1", "id": "a3"', "applicants[0].id"),
        (b'"table": 1}', b'"table": 1, "table": 2}, "guarantee": {}', "guarantee"),
    ],
)
def test_parse_instance_when_a_key_is_there_twice_then_names_it(old: bytes, new: bytes, place: str) -> None:
    with pytest.raises(errors.DuplicateKey) as caught:
        parse_instance(text().replace(old, new, 1))

    assert str(caught.value) == f"{place}: is there twice"


SMALL = parse_instance(text())
NONSENSE: list[tuple[dict[str, Any], type[errors.SchedulingError], str]] = [
    ({"rounds": 2.5}, errors.WrongType, "rounds: a whole number is expected, not 2.5"),
    ({"rounds": True}, errors.WrongType, "rounds: "),
    ({"applicants": [Applicant("a1", max_dates=1.5)]}, errors.WrongType, "applicants[0].max_dates: "),  # type: ignore[arg-type]
    ({"applicants": [Applicant("a1", frozenset({1.5}))]}, errors.WrongType, "applicants[0].available: "),  # type: ignore[arg-type]
    ({"applicants": [Applicant("a1", [1, 2])]}, errors.WrongType, "applicants[0].available: "),  # type: ignore[arg-type]
    ({"applicants": [Applicant(7)]}, errors.WrongType, "applicants[0].id: "),  # type: ignore[arg-type]
    ({"guarantee": Guarantee(applicant=0.5)}, errors.WrongType, "guarantee.applicant: "),  # type: ignore[arg-type]
    ({"utilities": [Utility("a1", "t1", None)]}, errors.WrongUtility, "utilities[0]: None is not a"),  # type: ignore[arg-type]
    ({"utilities": [Utility("a1", "t1", "1")]}, errors.WrongUtility, "utilities[0]: 1 is not a"),  # type: ignore[arg-type]
    ({"utilities": [Utility(["a1"], "t1", 1)]}, errors.UnknownId, "utilities[0]: no applicant ['a1']"),  # type: ignore[arg-type]
    ({"pins": [Pin("a1", "t1", 1.5)]}, errors.WrongType, "pins[0] (a1 at t1): "),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("changes", "kind", "sentence"), NONSENSE)
def test_validate_when_the_library_is_given_another_type_then_names_the_place(
    changes: dict[str, Any], kind: type[errors.SchedulingError], sentence: str
) -> None:
    with pytest.raises(kind) as caught:
        validate(replace(SMALL, **changes))

    assert str(caught.value).startswith(sentence)


def test_validate_when_numbers_are_numpy_numbers_then_takes_them() -> None:
    applicants = [Applicant("a1", frozenset({np.int64(1)}), np.int32(2)), Applicant("a2")]  # type: ignore[arg-type]

    validate(replace(SMALL, rounds=np.int64(3), applicants=applicants))


def test_parse_instance_when_the_same_pin_is_there_twice_then_reads_it() -> None:
    assert len(parse_instance(text(pins=[PIN, PIN, PIN | {"round": 2}])).pins) == 3


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_parse_instance_when_it_is_no_json_then_says_so(content: bytes) -> None:
    with pytest.raises(errors.UnreadableFile, match=r"^evening\.json: "):
        parse_instance(content, "evening.json")


def test_read_instance_when_the_file_is_missing_then_names_it(tmp_path: Path) -> None:
    with pytest.raises(errors.UnreadableFile, match="No such file"):
        read_instance(tmp_path / "nowhere.json")


def test_schedule_json_when_read_again_then_has_the_same_meetings() -> None:
    meetings = (Meeting(1, "a1", "t1"), Meeting(2, "a2", "t3"))

    schedule = parse_schedule(schedule_json(parse_instance(text()), meetings).encode())

    assert schedule.meetings == meetings
    assert schedule.instance == "small"


def test_parse_schedule_when_a_meeting_lacks_its_table_then_names_the_place() -> None:
    content = {
        "format": "speed-dating-schedule/1",
        "instance": "small",
        "dates": [{"round": 1, "applicant": "a"}],
    }

    with pytest.raises(errors.MissingKey, match=r"^dates\[0\]\.table: "):
        parse_schedule(json.dumps(content).encode())


@pytest.mark.parametrize("number", [0, -1, 4, 1_099_511_627_776])
def test_validate_published_when_a_round_is_none_of_the_event_then_names_the_place(number: int) -> None:
    meetings = (Meeting(1, "a1", "t1"), Meeting(number, "a2", "t3"))

    with pytest.raises(errors.RoundOutOfRange) as caught:
        validate_published(SMALL, Schedule("small", meetings))

    assert str(caught.value) == f"dates[1].round: round {number} of 3"


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"pinsx": []}, "pinsx: is not known and does not count (is pins meant?)"),
        (
            {"guarantee": {"aplicant": 2}},
            "guarantee.aplicant: is not known and does not count (is applicant meant?)",
        ),
        (
            {"tables": [{"id": "t1", "company": "c1", "seats": 2}]},
            "tables[0].seats: is not known and does not count",
        ),
        (
            {"applicants": [{"id": "a1"}, {"id": "a2", "max_date": 1}]},
            "applicants[1].max_date: is not known and does not count (is max_dates meant?)",
        ),
        (
            {"pins": [{"applicant": "a1", "table": "t1", "rounds": 1}]},
            "pins[0].rounds: is not known and does not count (is round meant?)",
        ),
    ],
)
def test_parse_instance_when_a_key_means_nothing_then_notes_it(changes: dict[str, Any], note: str) -> None:
    notes: list[str] = []
    parse_instance(text(**{"utilities": [["a1", "t1", 0.5]], **changes}), note=notes.append)
    assert notes == [note]


def test_parse_instance_when_every_key_is_known_then_notes_nothing() -> None:
    notes: list[str] = []
    parse_instance(text(), note=notes.append)
    assert notes == []

"""Replan request files: what is read, and which complaint names which place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import (
    MissingKey,
    RoundOutOfRange,
    SchedulingError,
    UnknownId,
    UnreadableFile,
    WrongFormat,
    WrongNumber,
    WrongType,
)
from scheduler.files.request import parse_request, read_request, validate_request
from scheduler.problem import Applicant, Problem, Table
from scheduler.request import PresenceChange, ReplanRequest

PROBLEM = Problem("small", 6, [Table("t1", "c1")], [Applicant("a1")], [])


def request(**keys: object) -> bytes:
    return json.dumps({"format": "speed-dating-replan/1"} | keys).encode()


def test_request_when_complete_then_is_read() -> None:
    text = request(
        now=4,
        absent=[{"side": "applicant", "id": "a1"}],
        arrived=[{"side": "table", "id": "t1", "rounds": [1, 5, 9]}],
    )

    assert parse_request(text, PROBLEM) == ReplanRequest(
        4, (PresenceChange("applicant", "a1"),), (PresenceChange("table", "t1", frozenset({1, 5, 9})),)
    )


@pytest.mark.parametrize(
    ("keys", "error", "sentence"),
    [
        ({}, MissingKey, "now: is missing"),
        ({"now": True}, WrongType, "now: a whole number is expected, not true or false"),
        ({"now": -1}, WrongNumber, "now: -1 is less than 0"),
        ({"now": 7}, RoundOutOfRange, "now: round 7 of 6"),
        ({"now": 1, "absent": [{"side": "table", "id": "t9"}]}, UnknownId, "absent[0].id: no table 't9'"),
        (
            {"now": 1, "arrived": [{"side": "firm", "id": "t1"}]},
            WrongType,
            "arrived[0].side: applicant or table is expected, not 'firm'",
        ),
        (
            {"now": 1, "arrived": [{"side": "table", "id": "t1", "rounds": [2, "3"]}]},
            WrongType,
            "arrived[0].rounds[1]: a whole number is expected, not a text",
        ),
        (
            {"now": 1, "absent": [{"side": "table", "id": "\udc00"}]},
            WrongType,
            r"absent[0].id: '\udc00' is not a valid text (half of a surrogate pair)",
        ),
        ({"now": 1, "absent": {}}, WrongType, "absent: a list is expected, not an object"),
    ],
)
def test_request_when_wrong_then_names_the_place(
    keys: dict[str, object], error: type[SchedulingError], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        parse_request(request(**keys), PROBLEM)

    assert str(raised.value) == sentence


def test_request_when_of_another_format_then_says_so() -> None:
    with pytest.raises(WrongFormat, match="speed-dating-replan/1"):
        parse_request(b'{"format": "speed-dating-schedule/1", "meetings": []}', PROBLEM)


def test_request_when_the_file_is_missing_then_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.json"):
        read_request(tmp_path / "nowhere.json", PROBLEM)


@pytest.mark.parametrize("now", [1.5, True, None])
def test_validate_request_when_the_library_is_given_no_whole_number_then_says_so(now: Any) -> None:
    with pytest.raises(WrongType, match=r"^now: a whole number is expected, not "):
        validate_request(PROBLEM, ReplanRequest(now))


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        ({"absnt": []}, "absnt: is not known and does not count (is absent meant?)"),
        (
            {"absent": [{"side": "applicant", "id": "a1", "round": [2]}]},
            "absent[0].round: is not known and does not count (is rounds meant?)",
        ),
        (
            {"arrived": [{"side": "table", "id": "t1", "rounds": [9, 5, -3]}]},
            "arrived[0].rounds: rounds -3, 9 of 6 do not count",
        ),
    ],
)
def test_request_when_something_means_nothing_then_notes_it(keys: dict[str, Any], note: str) -> None:
    notes: list[str] = []
    parse_request(request(now=1, **keys), PROBLEM, note=notes.append)
    assert notes == [note]

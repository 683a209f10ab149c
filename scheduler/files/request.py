"""Replan request files: ``speed-dating-replan/1``."""

from __future__ import annotations

from numbers import Integral
from pathlib import Path
from typing import cast

from scheduler.errors import RoundOutOfRange, UnknownId, WrongType
from scheduler.files.fields import (
    Document,
    Note,
    as_count,
    as_integer,
    as_list,
    as_object,
    as_text,
    note_unknown_keys,
    read_bytes,
    read_document,
    required,
    unheard,
)
from scheduler.files.spelling import request_as_spelled_in
from scheduler.problem import Problem
from scheduler.request import PresenceChange, ReplanRequest, Side
from scheduler.validation import outside_words

REQUEST_FORMAT = "speed-dating-replan/1"
LISTS = ("absent", "arrived")


def read_request(path: str | Path, problem: Problem) -> ReplanRequest:
    """Read a replan request file.

    Parameters
    ----------
    path : str or Path
        The file.
    problem : Problem
        The event it is about.

    Returns
    -------
    ReplanRequest
        Validated against the event.

    Raises
    ------
    SchedulingError
        The file is unreadable or of another format, `now` is no round of the event, or an id is unknown.
    """
    return parse_request(read_bytes(path), problem, str(path))


def parse_request(
    text: bytes, problem: Problem, place: str = "request", note: Note = unheard
) -> ReplanRequest:
    """The request in the bytes of a request file; raises what `read_request` raises.

    Parameters
    ----------
    text : bytes
        UTF-8 JSON.
    problem : Problem
        The event it is about.
    place : str
        What to call the file in complaints.
    note : callable
        Takes a sentence about each key that means nothing, and each round the event does not have.

    Returns
    -------
    ReplanRequest
        About people and rounds of the event.
    """
    document = read_document(text, place, REQUEST_FORMAT)
    note_unknown_keys(document, ("format", "now", *LISTS), "", note)
    read = ReplanRequest(
        now=as_count(required(document, "now"), "now"),
        absent=_changes(document, "absent"),
        arrived=_changes(document, "arrived"),
    )
    request = request_as_spelled_in(problem, read)
    validate_request(problem, request)
    for key in LISTS:
        for index, row in enumerate(document.get(key, ())):
            note_unknown_keys(row, ("side", "id", "rounds"), f"{key}[{index}]", note)
            outside = [r for r in row.get("rounds", ()) if not 1 <= r <= problem.rounds]
            if outside:
                note(f"{key}[{index}].rounds: {outside_words(outside, problem.rounds)}")
    return request


def validate_request(problem: Problem, request: ReplanRequest) -> None:
    """Make sure that a request is about this event; rounds outside the event do not count and are no error.

    Parameters
    ----------
    problem : Problem
        The event.
    request : ReplanRequest
        From a file or from elsewhere.

    Raises
    ------
    WrongType
        `now` is no whole number.
    RoundOutOfRange
        `now` is not 0 or a round of the event.
    UnknownId
        Somebody is missing or has come whom the instance does not know.
    """
    if not isinstance(request.now, Integral) or isinstance(request.now, bool):
        raise WrongType("now", f"a whole number is expected, not {request.now!r}")
    if not 0 <= request.now <= problem.rounds:
        raise RoundOutOfRange("now", f"round {request.now} of {problem.rounds}")
    known = {("applicant", row.id) for row in problem.applicants} | {
        ("table", row.id) for row in problem.tables
    }
    for key, changes in (("absent", request.absent), ("arrived", request.arrived)):
        for index, change in enumerate(changes):
            if (change.side, change.id) not in known:
                raise UnknownId(f"{key}[{index}].id", f"no {change.side} {change.id!r}")


def _changes(document: Document, key: str) -> tuple[PresenceChange, ...]:
    rows = as_list(document.get(key, []), key)
    return tuple(_change(as_object(row, f"{key}[{i}]"), f"{key}[{i}]") for i, row in enumerate(rows))


def _change(row: Document, place: str) -> PresenceChange:
    side = as_text(required(row, "side", place), f"{place}.side")
    if side not in ("applicant", "table"):
        raise WrongType(f"{place}.side", f"applicant or table is expected, not {side!r}")
    return PresenceChange(
        side=cast(Side, side),
        id=as_text(required(row, "id", place), f"{place}.id"),
        rounds=_rounds(row, f"{place}.rounds"),
    )


def _rounds(row: Document, place: str) -> frozenset[int] | None:
    if "rounds" not in row:
        return None
    numbers = as_list(row["rounds"], place)
    return frozenset(as_integer(number, f"{place}[{i}]") for i, number in enumerate(numbers))

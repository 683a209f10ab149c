"""Instance files, ``speed-dating-instance/1``: an event, ready to be planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scheduler.errors import WrongType, WrongUtility
from scheduler.files.fields import (
    Document,
    Note,
    as_count,
    as_integer,
    as_list,
    as_object,
    as_text,
    kind_of,
    note_unknown_keys,
    read_bytes,
    read_document,
    required,
    unheard,
)
from scheduler.files.rows import one_row_a_line
from scheduler.files.spelling import with_own_spelling
from scheduler.problem import Applicant, Guarantee, Pin, Problem, Table, Utility
from scheduler.validation import validate

INSTANCE_FORMAT = "speed-dating-instance/1"
KEYS = ("format", "name", "rounds", "guarantee", "tables", "applicants", "utilities", "pins")
KEYS_OF_ROWS = {
    "tables": ("id", "company", "available", "max_dates"),
    "applicants": ("id", "available", "max_dates"),
    "pins": ("applicant", "table", "round"),
}


def read_instance(path: str | Path) -> Problem:
    """Read an instance file.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    Problem
        Validated.

    Raises
    ------
    SchedulingError
        One of its named kinds: unreadable, wrong format, wrong values, unknown or duplicate ids,
        impossible or colliding pins. The message names the place.
    """
    return parse_instance(read_bytes(path), str(path))


def parse_instance(text: bytes, place: str = "instance", note: Note = unheard) -> Problem:
    """The problem in the bytes of an instance file, validated; raises what `read_instance` raises.

    Parameters
    ----------
    text : bytes
        UTF-8 JSON.
    place : str
        What to call the file in complaints.
    note : callable
        Takes a sentence about each key that means nothing.

    Returns
    -------
    Problem
        Ready to be planned.
    """
    document = read_document(text, place, INSTANCE_FORMAT)
    _note_unknown_keys(document, note)
    problem = _read_problem(document)
    validate(problem)
    return problem


def _read_problem(document: Document) -> Problem:
    read = Problem(
        name=as_text(document.get("name", ""), "name"),
        rounds=as_count(required(document, "rounds"), "rounds", least=1),
        tables=[_table(row, f"tables[{i}]") for i, row in enumerate(_rows(document, "tables"))],
        applicants=[
            _applicant(row, f"applicants[{i}]") for i, row in enumerate(_rows(document, "applicants"))
        ],
        utilities=[_utility(row, i) for i, row in enumerate(_rows(document, "utilities"))],
        guarantee=_guarantee(document.get("guarantee", {})),
        pins=[_pin(row, f"pins[{i}]") for i, row in enumerate(as_list(document.get("pins", []), "pins"))],
    )
    return with_own_spelling(read)


def _note_unknown_keys(document: Document, note: Note) -> None:
    """Look at what is an object only: whatever is not has its own complaint."""
    note_unknown_keys(document, KEYS, "", note)
    if isinstance(guarantee := document.get("guarantee"), dict):
        note_unknown_keys(guarantee, ("applicant", "table"), "guarantee", note)
    for side, known in KEYS_OF_ROWS.items():
        rows = document.get(side)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                note_unknown_keys(row, known, f"{side}[{index}]", note)


def _rows(document: Document, key: str) -> list[Any]:
    return as_list(required(document, key), key)


def _table(value: object, place: str) -> Table:
    row = as_object(value, place)
    return Table(
        id=as_text(required(row, "id", place), f"{place}.id"),
        company=as_text(required(row, "company", place), f"{place}.company"),
        available=_available(row, place),
        max_dates=_max_dates(row, place),
    )


def _applicant(value: object, place: str) -> Applicant:
    row = as_object(value, place)
    return Applicant(
        id=as_text(required(row, "id", place), f"{place}.id"),
        available=_available(row, place),
        max_dates=_max_dates(row, place),
    )


def _available(row: Document, place: str) -> frozenset[int] | None:
    if "available" not in row:
        return None
    place = f"{place}.available"
    return frozenset(
        as_integer(number, f"{place}[{i}]") for i, number in enumerate(as_list(row["available"], place))
    )


def _max_dates(row: Document, place: str) -> int | None:
    return as_count(row["max_dates"], f"{place}.max_dates") if "max_dates" in row else None


def _utility(value: object, index: int) -> Utility:
    """One ``[applicant, table, utility]``; written flat, since a large instance has a million of them."""
    if not isinstance(value, list) or len(value) != 3:
        raise WrongType(f"utilities[{index}]", "[applicant, table, utility] is expected")
    applicant, table, utility = value
    if not isinstance(applicant, str) or not isinstance(table, str):
        raise WrongType(f"utilities[{index}]", "applicant and table must be texts")
    if isinstance(utility, bool) or not isinstance(utility, int | float):
        raise WrongUtility(f"utilities[{index}]", f"a number is expected, not {kind_of(utility)}")
    try:
        return Utility(applicant, table, float(utility))
    except OverflowError as error:
        raise WrongUtility(f"utilities[{index}]", "the utility is too large") from error


def _guarantee(value: object) -> Guarantee:
    row = as_object(value, "guarantee")
    return Guarantee(
        applicant=as_count(row.get("applicant", 0), "guarantee.applicant"),
        table=as_count(row.get("table", 0), "guarantee.table"),
    )


def _pin(value: object, place: str) -> Pin:
    row = as_object(value, place)
    return Pin(
        applicant=as_text(required(row, "applicant", place), f"{place}.applicant"),
        table=as_text(required(row, "table", place), f"{place}.table"),
        round=as_integer(row["round"], f"{place}.round") if "round" in row else None,
    )


def instance_json(problem: Problem) -> str:
    """An instance file as text: one line per table, applicant, utility and pin.

    Parameters
    ----------
    problem : Problem
        Any; it is not validated again.

    Returns
    -------
    str
        JSON that `parse_instance` reads back as an equal problem; ends with a line break.
    """
    document: dict[str, Any] = {
        "format": INSTANCE_FORMAT,
        "name": problem.name,
        "rounds": problem.rounds,
        "guarantee": {"applicant": problem.guarantee.applicant, "table": problem.guarantee.table},
        "tables": [{"id": t.id, "company": t.company} | _limits(t) for t in problem.tables],
        "applicants": [{"id": a.id} | _limits(a) for a in problem.applicants],
        "utilities": [[u.applicant, u.table, u.utility] for u in problem.utilities],
    }
    if problem.pins:
        document["pins"] = [_pin_row(pin) for pin in problem.pins]
    return one_row_a_line(document)


def _limits(who: Table | Applicant) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if who.available is not None:
        limits["available"] = sorted(who.available)
    if who.max_dates is not None:
        limits["max_dates"] = who.max_dates
    return limits


def _pin_row(pin: Pin) -> dict[str, Any]:
    row: dict[str, Any] = {"applicant": pin.applicant, "table": pin.table}
    return row if pin.round is None else row | {"round": pin.round}

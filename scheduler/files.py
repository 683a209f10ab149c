"""Instance and schedule files: ``speed-dating-instance/1`` and ``speed-dating-schedule/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.errors import WrongType, WrongUtility
from scheduler.json_fields import (
    Document,
    as_count,
    as_integer,
    as_list,
    as_object,
    as_text,
    kind_of,
    read_bytes,
    read_document,
    required,
)
from scheduler.plan import Plan
from scheduler.problem import Applicant, Guarantee, Pin, PlannedDate, Problem, Table, Utility
from scheduler.sentences import Locale, sentence
from scheduler.validation import validate

INSTANCE_FORMAT = "speed-dating-instance/1"
SCHEDULE_FORMAT = "speed-dating-schedule/1"
LOCALES: tuple[Locale, ...] = ("de", "en")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The dates of a schedule file, in the order of the file, and the name of its instance."""

    instance: str
    dates: tuple[PlannedDate, ...]


def read_instance(path: str | Path) -> Problem:
    """Read an instance file.

    Raises
    ------
    SchedulingError
        One of its named kinds: unreadable, wrong format, wrong values, unknown or duplicate ids,
        impossible or colliding pins. The message names the place.
    """
    return parse_instance(read_bytes(path), str(path))


def parse_instance(text: bytes, place: str = "instance") -> Problem:
    """The problem in the bytes of an instance file, validated; raises what `read_instance` raises."""
    document = read_document(text, place, INSTANCE_FORMAT)
    problem = Problem(
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
    validate(problem)
    return problem


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


def read_schedule(path: str | Path) -> Schedule:
    """Read a schedule file; whether its ids exist and its rules hold is for `scheduler.check`.

    Raises
    ------
    SchedulingError
        The file is unreadable, of another format, or a date is not made of a round and two ids.
    """
    return parse_schedule(read_bytes(path), str(path))


def parse_schedule(text: bytes, place: str = "schedule") -> Schedule:
    """The schedule in the bytes of a schedule file; raises what `read_schedule` raises."""
    document = read_document(text, place, SCHEDULE_FORMAT)
    dates = [_date(row, f"dates[{i}]") for i, row in enumerate(_rows(document, "dates"))]
    return Schedule(as_text(document.get("instance", ""), "instance"), tuple(dates))


def _date(value: object, place: str) -> PlannedDate:
    row = as_object(value, place)
    return PlannedDate(
        round=as_integer(required(row, "round", place), f"{place}.round"),
        applicant=as_text(required(row, "applicant", place), f"{place}.applicant"),
        table=as_text(required(row, "table", place), f"{place}.table"),
    )


def instance_json(problem: Problem) -> str:
    """An instance file as text: one line per table, applicant, utility and pin."""
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


def schedule_json(problem: Problem, dates: Sequence[PlannedDate], further: Document | None = None) -> str:
    """A schedule file as text, sorted by round, applicant and table; `further` keys follow the dates."""
    rows = [{"round": d.round, "applicant": d.applicant, "table": d.table} for d in sorted(dates)]
    head = {"format": SCHEDULE_FORMAT, "instance": problem.name, "dates": rows}
    return one_row_a_line(head | dict(further or {}))


def plan_json(problem: Problem, plan: Plan) -> str:
    """A schedule file with certificate, statistics and explanations; the same plan, the same bytes."""
    spoken = [
        explanation.as_document() | {locale: sentence(explanation, locale) for locale in LOCALES}
        for explanation in plan.explanations
    ]
    return schedule_json(problem, plan.dates, plan.as_document() | {"explanations": spoken})


def one_row_a_line(document: Document) -> str:
    """JSON with every element of a top-level list on a line of its own, so that differences can be read."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in value)
            text = f"[\n  {rows}\n ]"
        else:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        lines.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"

"""Schedule files, ``speed-dating-schedule/1``: who meets whom in which round, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plaintext.catalogues import WRITTEN
from scheduler.errors import RoundOutOfRange
from scheduler.explaining.sentences import sentence
from scheduler.files.fields import (
    Document,
    as_integer,
    as_list,
    as_object,
    as_text,
    read_bytes,
    read_document,
    required,
)
from scheduler.files.rows import one_row_a_line
from scheduler.plan import Plan
from scheduler.problem import Meeting, Problem

SCHEDULE_FORMAT = "speed-dating-schedule/1"


@dataclass(frozen=True, slots=True)
class Schedule:
    """The meetings of a schedule file, in the order of the file, and the name of its instance."""

    instance: str
    meetings: tuple[Meeting, ...]


def read_schedule(path: str | Path) -> Schedule:
    """Read a schedule file; whether its ids exist and its rules hold is for `scheduler.check`.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    Schedule
        In the order of the file.

    Raises
    ------
    SchedulingError
        The file is unreadable, of another format, or a meeting is not made of a round and two ids.
    """
    return parse_schedule(read_bytes(path), str(path))


def parse_schedule(text: bytes, place: str = "schedule") -> Schedule:
    """The schedule in the bytes of a schedule file; raises what `read_schedule` raises.

    Parameters
    ----------
    text : bytes
        UTF-8 JSON.
    place : str
        What to call the file in complaints.

    Returns
    -------
    Schedule
        In the order of the file.
    """
    document = read_document(text, place, SCHEDULE_FORMAT)
    meetings = [
        _meeting(row, f"dates[{i}]") for i, row in enumerate(as_list(required(document, "dates"), "dates"))
    ]
    return Schedule(as_text(document.get("instance", ""), "instance"), tuple(meetings))


def _meeting(value: object, place: str) -> Meeting:
    row = as_object(value, place)
    return Meeting(
        round=as_integer(required(row, "round", place), f"{place}.round"),
        applicant=as_text(required(row, "applicant", place), f"{place}.applicant"),
        table=as_text(required(row, "table", place), f"{place}.table"),
    )


def validate_published(problem: Problem, schedule: Schedule) -> None:
    """Make sure that a published schedule stays within the rounds of its event.

    Parameters
    ----------
    problem : Problem
        The event.
    schedule : Schedule
        What was published; ids are not looked at.

    Raises
    ------
    RoundOutOfRange
        The first meeting that does not.
    """
    for index, meeting in enumerate(schedule.meetings):
        if not 1 <= meeting.round <= problem.rounds:
            raise RoundOutOfRange(f"dates[{index}].round", f"round {meeting.round} of {problem.rounds}")


def schedule_json(problem: Problem, meetings: Sequence[Meeting], further: Document | None = None) -> str:
    """A schedule file as text, sorted by round, applicant and table; `further` keys follow the meetings.

    Parameters
    ----------
    problem : Problem
        Gives the file the name of its instance.
    meetings : sequence of Meeting
        In any order.
    further : mapping or None
        More keys, written after the meetings.

    Returns
    -------
    str
        The same meetings, the same text.
    """
    rows = [{"round": d.round, "applicant": d.applicant, "table": d.table} for d in sorted(meetings)]
    head = {"format": SCHEDULE_FORMAT, "instance": problem.name, "dates": rows}
    return one_row_a_line(head | dict(further or {}))


def plan_json(problem: Problem, plan: Plan) -> str:
    """A schedule file with certificate, statistics and explanations; the same plan, the same bytes.

    Parameters
    ----------
    problem : Problem
        The event.
    plan : Plan
        From `scheduler.solve`.

    Returns
    -------
    str
        The file; each explanation has its sentence in German and English, with ids for names.
    """
    spoken = [
        explanation.as_document() | {locale: sentence(explanation, locale) for locale in WRITTEN}
        for explanation in plan.explanations
    ]
    return schedule_json(problem, plan.meetings, plan.as_document() | {"explanations": spoken})

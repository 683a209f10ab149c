"""The examples of docs/formats.md are read as they stand there."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

from scheduler.check import check_replan
from scheduler.file_words import in_file_words
from scheduler.files import parse_instance, parse_request, parse_schedule, plan_json, schedule_json
from scheduler.problem import Meeting
from scheduler.replan import replan
from scheduler.replanning.result import Move, Replan
from scheduler.replanning.sentences import spoken_document
from scheduler.request import ReplanRequest
from scheduler.solve import solve

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
INSTANCE, SCHEDULE, REQUEST = (
    text.encode() for text in re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
)


def keys_of(value: object) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def replanned() -> Replan:
    problem = parse_instance(INSTANCE)
    return replan(problem, parse_schedule(SCHEDULE).meetings, parse_request(REQUEST, problem))


def test_schedule_when_copied_from_the_page_then_is_what_the_instance_is_planned_to() -> None:
    assert parse_schedule(SCHEDULE).meetings == solve(parse_instance(INSTANCE)).meetings


def test_request_when_copied_from_the_page_then_is_answered_as_it_says_there() -> None:
    cancelled = {(meeting.round, meeting.applicant, meeting.table) for meeting in replanned().cancelled}

    assert cancelled == {(2, "a1", "bakery/1"), (2, "a3", "joinery/1")}
    assert replanned().new_meetings == (Meeting(4, "a1", "bakery/1"),)


def test_page_when_read_then_names_every_key_that_is_written() -> None:
    problem = parse_instance(INSTANCE)
    plan = solve(problem)
    move = Move("table", "t", plan.meetings[0], plan.meetings[1], 2, "pin", (("table", "t"),), 0.5)
    written = [
        json.loads(plan_json(problem, plan)),
        json.loads(
            schedule_json(problem, plan.meetings, spoken_document(replace(replanned(), moves=(move,))))
        ),
        in_file_words(asdict(check_replan(problem, plan.meetings, plan.meetings, ReplanRequest(0)))),
    ]
    of_figures = keys_of([row["figures"] for row in written[0]["explanations"]])

    page = PAGE.read_text("utf-8")

    assert {
        key for key in keys_of(written) - of_figures if f"`{key}`" not in page and f'"{key}"' not in page
    } == set()

"""The examples of docs/formats.md are read as they stand there."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

from scheduler import check_replan, replan, solve
from scheduler.files import parse_instance, parse_request, parse_schedule, plan_json, schedule_json
from scheduler.presence import ReplanRequest
from scheduler.problem import PlannedDate
from scheduler.replanning.result import Move, Replan
from scheduler.replanning.sentences import spoken_document

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
    return replan(problem, parse_schedule(SCHEDULE).dates, parse_request(REQUEST, problem))


def test_schedule_when_copied_from_the_page_then_is_what_the_instance_is_planned_to() -> None:
    assert parse_schedule(SCHEDULE).dates == solve(parse_instance(INSTANCE)).dates


def test_request_when_copied_from_the_page_then_is_answered_as_it_says_there() -> None:
    cancelled = {(date.round, date.applicant, date.table) for date in replanned().cancelled}

    assert cancelled == {(2, "a1", "bakery/1"), (2, "a3", "joinery/1")}
    assert replanned().new_dates == (PlannedDate(4, "a1", "bakery/1"),)


def test_page_when_read_then_names_every_key_that_is_written() -> None:
    problem = parse_instance(INSTANCE)
    plan = solve(problem)
    move = Move("table", "t", plan.dates[0], plan.dates[1], 2, "pin", (("table", "t"),), 0.5)
    written = [
        json.loads(plan_json(problem, plan)),
        json.loads(schedule_json(problem, plan.dates, spoken_document(replace(replanned(), moves=(move,))))),
        asdict(check_replan(problem, plan.dates, plan.dates, ReplanRequest(0))),
    ]
    of_figures = keys_of([row["figures"] for row in written[0]["explanations"]])

    page = PAGE.read_text("utf-8")

    assert {
        key for key in keys_of(written) - of_figures if f"`{key}`" not in page and f'"{key}"' not in page
    } == set()

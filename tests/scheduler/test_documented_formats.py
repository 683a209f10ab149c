"""The examples of docs/formats.md are read as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from scheduler import check, replan, solve
from scheduler.files import parse_instance, parse_request, parse_schedule

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
INSTANCE, SCHEDULE, REQUEST = (
    text.encode() for text in re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
)


def test_instance_when_copied_from_the_page_then_is_planned() -> None:
    problem = parse_instance(INSTANCE)

    assert check(problem, solve(problem).dates).valid


def test_schedule_when_copied_from_the_page_then_keeps_the_rules_of_the_instance() -> None:
    assert check(parse_instance(INSTANCE), parse_schedule(SCHEDULE).dates).valid


def test_request_when_copied_from_the_page_then_is_answered() -> None:
    problem = parse_instance(INSTANCE)

    dates = replan(problem, parse_schedule(SCHEDULE).dates, parse_request(REQUEST, problem)).dates

    assert parse_schedule(SCHEDULE).dates[0] in dates  # round 4 is over

"""Our checker and the referee judge the same plans; runs where REFEREE names the referee's file."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from scheduler.check import Verdict, check, check_replan
from scheduler.files import instance_json
from scheduler.problem import Meeting, Problem
from tests.factories.problems import (
    broken_meetings,
    random_meetings,
    random_problem,
    random_request,
    request_document,
    with_random_pins,
)

CASES = range(600)
OURS_ALONE = (
    "rounds count from 1."  # in a round up to now the referee judges nothing, not even that it is one
)


@pytest.fixture(scope="module")
def referee() -> ModuleType:
    """The referee, from the file that REFEREE names; a wrong name is an error, no name a skip."""
    path = os.environ.get("REFEREE")
    if not path:
        pytest.skip("REFEREE does not name the referee's file: agreement with it was not tested here")
    spec = importlib.util.spec_from_file_location("referee", Path(path).resolve(strict=True))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document(problem: Problem) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(instance_json(problem))
    return loaded


def rows(meetings: list[Meeting]) -> dict[str, Any]:
    return {"dates": [{"round": d.round, "applicant": d.applicant, "table": d.table} for d in meetings]}


def agree(ours: Verdict, theirs: dict[str, Any]) -> None:
    broken = [sentence for sentence in ours.broken if not sentence.endswith(OURS_ALONE)]
    assert (not broken) is theirs["valid"]
    assert len(broken) == theirs["broken_count"]
    assert (ours.shortfall, ours.waiting, ours.meetings) == (
        theirs["shortfall"],
        theirs["waiting"],
        theirs["dates"],
    )
    assert dict(ours.fewest_meetings) == theirs["fewest_dates"]
    assert ours.utility == pytest.approx(theirs["utility"], abs=1e-6)


def random_event(seed: int) -> tuple[Random, Problem, list[Meeting]]:
    chance = Random(seed)
    problem = random_problem(chance, applicants=6, tables=5, rounds=4, firms=4)
    meetings = random_meetings(chance, problem)
    return chance, with_random_pins(chance, problem, meetings), meetings


def test_check_when_a_plan_is_valid_then_agrees_with_the_referee(referee: ModuleType) -> None:
    for seed in CASES:
        _, problem, meetings = random_event(seed)
        ours = check(problem, meetings)
        assert ours.valid
        agree(ours, referee.check(document(problem), rows(meetings)))


def test_check_when_a_plan_is_broken_then_agrees_with_the_referee(referee: ModuleType) -> None:
    invalid = 0
    for seed in CASES:
        chance, problem, meetings = random_event(seed)
        wrong = broken_meetings(chance, problem, meetings)
        ours = check(problem, wrong)
        invalid += not ours.valid
        agree(ours, referee.check(document(problem), rows(wrong)))
    assert invalid > len(CASES) // 2


def test_check_replan_when_an_event_is_disturbed_then_agrees_with_the_referee(referee: ModuleType) -> None:
    for seed in CASES:
        chance, problem, before = random_event(seed)
        request = random_request(chance, problem)
        meetings = broken_meetings(chance, problem, before)
        ours = check_replan(problem, meetings, before, request)
        theirs = referee.check_replan(
            document(problem), rows(meetings), rows(before), request_document(request)
        )
        agree(ours, theirs)
        assert (ours.moved, ours.moved_meetings, ours.new_meetings) == tuple(
            theirs[key] for key in ("moved", "moved_dates", "new_dates")
        )

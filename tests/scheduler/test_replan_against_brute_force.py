"""Replanning small events compared with every schedule there is."""

from __future__ import annotations

from itertools import product
from random import Random

from scheduler.check import check_replan
from scheduler.problem import Meeting, Problem
from scheduler.replan import replan
from scheduler.request import ReplanRequest
from tests.factories.problems import random_meetings, random_problem, random_request

CASES = range(25)
Score = tuple[int, float]  # shortfall, minus utility: less is better


def small_event(seed: int) -> tuple[Problem, list[Meeting], ReplanRequest]:
    """At most two rounds to come, so that every schedule can be tried."""
    chance = Random(seed)
    problem = random_problem(chance, applicants=3, tables=3, rounds=3, firms=3)
    before = random_meetings(chance, problem)
    request = random_request(chance, problem)
    return problem, before, ReplanRequest(max(1, request.now), request.absent, request.arrived)


def best_score(problem: Problem, before: list[Meeting], request: ReplanRequest) -> Score:
    past = [meeting for meeting in before if meeting.round <= request.now]
    later = range(request.now + 1, problem.rounds + 1)
    scores = []
    for seating in product(_seatings(problem), repeat=len(later)):
        meetings = past + [
            Meeting(r, a, t) for r, pairs in zip(later, seating, strict=True) for a, t in pairs
        ]
        verdict = check_replan(problem, meetings, before, request)
        if verdict.valid:
            scores.append((verdict.shortfall, -round(verdict.utility, 9)))
    return min(scores)


def _seatings(problem: Problem) -> list[list[tuple[str, str]]]:
    """Every way to seat applicants in one round."""
    tables = [None, *(table.id for table in problem.tables)]
    choices = product(tables, repeat=len(problem.applicants))
    seatings = [
        [(a.id, t) for a, t in zip(problem.applicants, choice, strict=True) if t is not None]
        for choice in choices
    ]
    return [pairs for pairs in seatings if len({t for _, t in pairs}) == len(pairs)]


def test_proposal_when_everybody_may_be_moved_then_is_the_best_schedule_and_none_beats_the_bound() -> None:
    for seed in CASES:
        problem, before, request = small_event(seed)
        result = replan(problem, before, request, move_limit=1.0)
        shortfall, minus_utility = best_score(problem, before, request)
        assert (result.statistics.shortfall, -round(result.statistics.utility, 9)) == (
            shortfall,
            minus_utility,
        )
        assert result.shortfall is not None
        assert result.utility is not None
        assert shortfall >= result.shortfall.bound
        if shortfall == result.shortfall.bound:
            assert -minus_utility <= result.utility.bound + 1e-6

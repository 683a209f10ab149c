"""Replanning a running evening of 300 x 100 x 12: how quick, how good, how many people are moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time

import numpy as np

from benchmarks.comparison import Say
from benchmarks.evenings import (
    evening,
    everything_at_once,
    failing_tables,
    late_arrivals,
    leaving_early,
    no_shows,
    with_walk_ins,
)
from scheduler.check import check_replan
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.replan import Replan, replan
from scheduler.replanning.agenda import NOBODY
from scheduler.replanning.bound import aim
from scheduler.replanning.prepared import PreparedProblem, prepare
from scheduler.replanning.published import published_agenda, published_meetings
from scheduler.request import ReplanRequest
from scheduler.solve import solve

NOTES = """\
Evenings of 300 x 100 x 12, with wishes and with smooth utilities in turn, disturbed after rounds 1, 3, 5, 7
and 9. The problem is prepared once an evening, as a server does. Utility to come is compared with the bound
of a full re-solve of all rounds to come, which no plan can exceed; shortfalls are summed over all requests.
*At once* moves nobody; the column *of what moves nobody* compares it with the bound of plans that keep every
published meeting that can still take place.

Where *at once* stays below 99.5 % of a full re-solve, that column says why: it has nearly all that can be
had while nobody is moved, and what is missing takes moving somebody, which is what the proposal is for. A
proposal that stays below 99.9 % is one that moves the tenth of the people it may. A promise about
requests counts as kept only if every request keeps it.
"""
NOW = (1, 3, 5, 7, 9)
DISTURBANCES: dict[str, tuple[Callable[..., ReplanRequest], int]] = {  # and how many walk in
    "no-shows, 5 %": (no_shows, 0),
    "a table fails, one closes for 2 rounds": (failing_tables, 0),
    "5 % come two rounds late": (late_arrivals, 0),
    "5 % leave halfway": (leaving_early, 0),
    "no-shows, tables and leaving": (everything_at_once, 0),
    "no-shows and 5 walk-ins without wishes": (no_shows, 5),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One request, answered in both ways.

    Shares are of the best utility to come, people of all; `at_once_possible` is the share of what could be
    had without moving anybody.
    """

    at_once_seconds: float
    at_once_cpu_seconds: float
    proposal_seconds: float
    proposal_cpu_seconds: float
    at_once_share: float
    at_once_possible: float
    proposal_share: float
    at_once_shortfall: int
    proposal_shortfall: int
    shortfall_bound: int
    moved: float


def disturb(seeds: int, say: Say) -> dict[str, list[Case]]:
    """Every disturbance at several moments of several evenings, utilities with and without wishes in turn."""
    problems = [evening(300, 100, 12, seed=seed, wishes=seed % 2 == 0) for seed in range(seeds)]
    evenings = [(problem, solve(problem, time_limit=2)) for problem in problems]
    cases = {}
    for name, (request_for, walk_ins) in DISTURBANCES.items():
        cases[name] = [
            _case(
                with_walk_ins(problem, walk_ins, now) if walk_ins else problem, plan, request_for, now, seed
            )
            for seed, (problem, plan) in enumerate(evenings)
            for now in NOW
        ]
        say(f"replan, {name}: {len(cases[name])} requests")
    return cases


def _case(
    problem: Problem, plan: Plan, request_for: Callable[..., ReplanRequest], now: int, seed: int
) -> Case:
    prepared, request = prepare(problem), request_for(problem, now, seed=100 * seed + now)
    started, cpu_started = perf_counter(), process_time()
    at_once = replan(prepared, plan.meetings, request, mode="at_once")
    between, cpu_between = perf_counter(), process_time()
    proposal = replan(prepared, plan.meetings, request)
    ended, cpu_ended = perf_counter(), process_time()
    for result in (at_once, proposal):
        assert check_replan(problem, result.meetings, plan.meetings, request).valid
    assert proposal.utility is not None
    assert proposal.shortfall is not None
    best = proposal.utility.bound - _utility_so_far(at_once)
    return Case(
        between - started,
        cpu_between - cpu_started,
        ended - between,
        cpu_ended - cpu_between,
        at_once.statistics.utility_to_come / best,
        at_once.statistics.utility_to_come
        / (_without_moving(prepared, plan, request) - _utility_so_far(at_once)),
        proposal.statistics.utility_to_come / best,
        at_once.statistics.shortfall,
        proposal.statistics.shortfall,
        int(proposal.shortfall.bound),
        proposal.statistics.moved / proposal.statistics.people,
    )


def _without_moving(prepared: PreparedProblem, plan: Plan, request: ReplanRequest) -> float:
    """The bound of the linear programme that keeps every published meeting that can still take place."""
    agenda = published_agenda(prepared, published_meetings(prepared, plan.meetings), request)
    agenda.fixed = agenda.table_of != NOBODY
    nobody = np.zeros(agenda.worth.shape, np.bool_)
    return aim(agenda, prepared.arrays, nobody, 0.0, with_rounds=True).bound.utility


def _utility_so_far(result: Replan) -> float:
    return result.statistics.utility - result.statistics.utility_to_come


def as_markdown(cases: dict[str, list[Case]]) -> str:
    """One row a disturbance, and all of them together."""
    columns = [
        "disturbance",
        "requests",
        "at once ms (p50 / p95)",
        "CPU ms",
        "utility to come (worst / median)",
        "of what moves nobody (worst / median)",
        "proposal ms (p50 / p95)",
        "CPU ms",
        "utility to come (worst / median)",
        "people moved (median / most)",
        "shortfall at once / proposal / bound",
    ]
    rows = [f"| {' | '.join(columns)} |", "| --- |" + " --: |" * (len(columns) - 1)]
    everything = [case for found in cases.values() for case in found]
    rows += [_row(name, found) for name, found in {**cases, "**all**": everything}.items()]
    return "\n".join(rows) + "\n"


def _row(name: str, cases: list[Case]) -> str:
    cells = [
        name,
        str(len(cases)),
        _milliseconds([case.at_once_seconds for case in cases]),
        _milliseconds([case.at_once_cpu_seconds for case in cases]),
        _shares([case.at_once_share for case in cases]),
        _shares([case.at_once_possible for case in cases]),
        _milliseconds([case.proposal_seconds for case in cases]),
        _milliseconds([case.proposal_cpu_seconds for case in cases]),
        _shares([case.proposal_share for case in cases]),
        f"{100 * np.median([c.moved for c in cases]):.1f} % / {100 * max(c.moved for c in cases):.1f} %",
        f"{sum(c.at_once_shortfall for c in cases)} / {sum(c.proposal_shortfall for c in cases)} "
        f"/ {sum(c.shortfall_bound for c in cases)}",
    ]
    return "| " + " | ".join(cells) + " |"


def _milliseconds(seconds: list[float]) -> str:
    return f"{1000 * np.percentile(seconds, 50):.1f} / {1000 * np.percentile(seconds, 95):.1f}"


def _shares(shares: list[float]) -> str:
    return f"{100 * min(shares):.2f} % / {100 * float(np.median(shares)):.2f} %"

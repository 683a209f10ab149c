"""Small random events with all that reasons are made of, and their figures counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import combinations
from random import Random

from scheduler.plan import Explanation, Plan
from scheduler.problem import Applicant, Guarantee, Pin, Problem, Table, Utility
from scheduler.solve import solve
from tests.factories.problems import random_meetings, random_problem, with_random_pins
from tests.scheduler.brute_force import best_by_trying_all

Pair = tuple[str, str]
CASES = 240


class Event:
    """A problem, its plan, and what follows from the two; shares nothing with `scheduler.explaining`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.plan: Plan = solve(problem)
        self.worth = {(u.applicant, u.table): u.utility for u in problem.utilities}
        self.firm = {table.id: table.company for table in problem.tables}
        self.round = {(d.applicant, d.table): d.round for d in self.plan.meetings}
        self.pinned = {(pin.applicant, pin.table) for pin in problem.pins}
        self.meetings = Counter(who for pair in self.round for who in pair)
        people: Sequence[Applicant | Table] = [*problem.applicants, *problem.tables]
        rounds = set(range(1, problem.rounds + 1))
        self.there = {p.id: rounds if p.available is None else rounds & p.available for p in people}
        self.most = {
            p.id: min(len(self.there[p.id]), len(rounds) if p.max_dates is None else p.max_dates)
            for p in people
        }
        self.promised = {a.id: min(problem.guarantee.applicant, self.most[a.id]) for a in problem.applicants}
        self.promised |= {t.id: min(problem.guarantee.table, self.most[t.id]) for t in problem.tables}

    def of(self, *kinds: str) -> list[Explanation]:
        """The explanations whose kind begins like one of these."""
        return [e for e in self.plan.explanations if e.kind.startswith(kinds)]

    def free(self, who: str) -> set[int]:
        """Rounds in which somebody is there and has no meeting."""
        return self.there[who] - {r for pair, r in self.round.items() if who in pair}

    def is_possible(self, pair: Pair) -> bool:
        return all(self.most[who] for who in pair) and bool(self.there[pair[0]] & self.there[pair[1]])

    @cached_property
    def firms(self) -> dict[str, dict[str, float]]:
        """For each applicant their possible firms and what the best table of each is worth."""
        found: dict[str, dict[str, float]] = {a.id: {} for a in self.problem.applicants}
        for pair in filter(self.is_possible, self.worth):
            best = found[pair[0]].get(self.firm[pair[1]], 0.0)
            found[pair[0]][self.firm[pair[1]]] = max(best, self.worth[pair])
        return found

    def wanted(self, firm: str) -> int:
        """How many applicants have a firm among as many best ones as they have meetings; ties do not count."""
        count = 0
        for applicant, firms in self.firms.items():
            mine = firms.get(firm, 0.0)
            as_good = sum(other >= mine for other in firms.values())
            count += mine > 0 and as_good <= max(1, self.meetings[applicant])
        return count

    def tables(self, firm: str) -> list[str]:
        return [table for table, of in self.firm.items() if of == firm]

    def places(self, firm: str) -> int:
        return sum(self.most[table] for table in self.tables(firm))

    def met_at(self, applicant: str, firm: str) -> str | None:
        """The table at which an applicant meets a firm."""
        return next((t for a, t in self.round if a == applicant and self.firm[t] == firm), None)

    def could_have(self, who: str, meetings: int, pins: Sequence[Pin]) -> bool:
        """Whether somebody could have so many meetings if nobody else had any but the pinned ones."""
        own = [pair for pair in self.worth if who in pair]
        return any(self._takes_place(chosen, pins) for chosen in combinations(own, meetings))

    def _takes_place(self, pairs: Sequence[Pair], pins: Sequence[Pin]) -> bool:
        known = {(pin.applicant, pin.table) for pin in pins}
        every = [*pins, *(Pin(*pair) for pair in pairs if pair not in known)]
        utilities = [Utility(pin.applicant, pin.table, 0.0) for pin in every]
        return best_by_trying_all(replace(self.problem, utilities=utilities, pins=every)) is not None


@cache
def events() -> tuple[Event, ...]:
    """Windows, pins, several tables a firm, `max_dates` of 0, promises that cannot be kept, ties."""
    return tuple(Event(_problem(seed)) for seed in range(CASES))


def _problem(seed: int) -> Problem:
    chance = Random(seed)
    windowed = (0.0, 0.4, 0.8)[seed % 3]
    size = {
        "applicants": chance.randint(2, 8),
        "tables": chance.randint(2, 5),
        "rounds": chance.randint(1, 4),
    }
    problem = random_problem(
        chance, firms=chance.randint(1, 5), windowed=windowed, listed=chance.choice((0.5, 0.9)), **size
    )
    if seed % 4 == 0:
        problem = replace(problem, guarantee=Guarantee(1, 1))
    if seed % 4 == 1:
        problem = _with_closed(chance, problem)
    likes = {table.id: chance.random() ** 3 for table in problem.tables}
    utilities = [replace(u, utility=likes[u.table] * _worth(chance, seed)) for u in problem.utilities]
    problem = replace(problem, utilities=utilities)
    if seed % 2:
        problem = with_random_pins(chance, problem, random_meetings(chance, problem))
    return problem


def _worth(chance: Random, seed: int) -> float:
    """Every fifth event has ties and worthless pairs."""
    return chance.choice((0.0, 0.5, 1.0)) if seed % 5 == 0 else chance.random()


def _with_closed(chance: Random, problem: Problem) -> Problem:
    tables = [replace(t, max_dates=0) if chance.random() < 0.3 else t for t in problem.tables]
    people = [replace(a, max_dates=0) if chance.random() < 0.2 else a for a in problem.applicants]
    return replace(problem, tables=tables, applicants=people)

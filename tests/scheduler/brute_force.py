"""The best schedule of a very small event by trying all sets of pairs; shares nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scheduler.problem import Applicant, Problem, Table

Pair = tuple[str, str]


def best_by_trying_all(problem: Problem) -> tuple[int, float] | None:
    """Smallest shortfall and then largest utility over all schedules; None if the pins cannot be kept."""
    worth = {(u.applicant, u.table): u.utility for u in problem.utilities}
    pairs = list(worth)
    pinned = {(pin.applicant, pin.table) for pin in problem.pins}
    candidates = []
    for subset in range(1 << len(pairs)):
        chosen = [pair for i, pair in enumerate(pairs) if subset >> i & 1]
        if pinned <= set(chosen) and _limits_hold(problem, chosen):
            candidates.append((_shortfall(problem, chosen), -sum(worth[pair] for pair in chosen), chosen))
    for shortfall, lost, chosen in sorted(candidates, key=lambda row: row[:2]):
        if _can_be_timed(problem, chosen):
            return shortfall, -lost
    return None


def _there(who: Applicant | Table, problem: Problem) -> set[int]:
    rounds = set(range(1, problem.rounds + 1))
    return rounds if who.available is None else rounds & who.available


def _most(who: Applicant | Table, problem: Problem) -> int:
    return min(len(_there(who, problem)), problem.rounds if who.max_dates is None else who.max_dates)


def _limits_hold(problem: Problem, chosen: Sequence[Pair]) -> bool:
    company = {table.id: table.company for table in problem.tables}
    if len({(a, company[t]) for a, t in chosen}) < len(chosen):
        return False
    applicant_meetings, table_meetings = Counter(a for a, _ in chosen), Counter(t for _, t in chosen)
    return all(applicant_meetings[a.id] <= _most(a, problem) for a in problem.applicants) and all(
        table_meetings[t.id] <= _most(t, problem) for t in problem.tables
    )


def _shortfall(problem: Problem, chosen: Sequence[Pair]) -> int:
    applicant_meetings, table_meetings = Counter(a for a, _ in chosen), Counter(t for _, t in chosen)
    missing = 0
    for applicant in problem.applicants:
        wanted = min(problem.guarantee.applicant, _most(applicant, problem))
        missing += max(0, wanted - applicant_meetings[applicant.id])
    for table in problem.tables:
        wanted = min(problem.guarantee.table, _most(table, problem))
        missing += max(0, wanted - table_meetings[table.id])
    return missing


def _can_be_timed(problem: Problem, chosen: Sequence[Pair]) -> bool:
    applicants = {row.id: _there(row, problem) for row in problem.applicants}
    tables = {row.id: _there(row, problem) for row in problem.tables}
    pinned = {(pin.applicant, pin.table): pin.round for pin in problem.pins if pin.round is not None}
    allowed = {
        (a, t): applicants[a] & tables[t] & ({pinned[a, t]} if (a, t) in pinned else applicants[a])
        for a, t in chosen
    }
    return _place(sorted(chosen, key=lambda pair: len(allowed[pair])), allowed, set())


def _place(rest: Sequence[Pair], allowed: dict[Pair, set[int]], taken: set[tuple[str, str, int]]) -> bool:
    if not rest:
        return True
    applicant, table = rest[0]
    for r in allowed[applicant, table]:
        cells = {("applicant", applicant, r), ("table", table, r)}
        if not cells & taken and _place(rest[1:], allowed, taken | cells):
            return True
    return False

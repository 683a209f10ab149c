"""Plain rotation: everybody moves one table further each round, whatever they wished for."""

from __future__ import annotations

from benchmarks.peers.answer import Answer
from scheduler.problem import Meeting, Problem


def plan(problem: Problem, _seconds: float) -> Answer:
    """Applicants and tables on a ring that turns by one each round; pairs that must not meet stay apart."""
    listed = {(u.applicant, u.table) for u in problem.utilities}
    size = max(len(problem.applicants), len(problem.tables))
    met: set[tuple[str, str]] = set()
    meetings = []
    for r in range(1, problem.rounds + 1):
        for i, applicant in enumerate(problem.applicants):
            place = (i + r) % size
            if place >= len(problem.tables):
                continue
            table = problem.tables[place]
            there = all(who.available is None or r in who.available for who in (applicant, table))
            if there and (applicant.id, table.id) in listed and (applicant.id, table.company) not in met:
                met.add((applicant.id, table.company))
                meetings.append(Meeting(r, applicant.id, table.id))
    return Answer(meetings, proven=False)

"""Small random events, schedules and requests for tests of the planner; everything follows from a seed."""

from __future__ import annotations

from random import Random

from scheduler.problem import Applicant, Guarantee, Meeting, Pin, Problem, Table, Utility
from scheduler.request import PresenceChange, ReplanRequest, Side


def random_problem(
    chance: Random,
    *,
    applicants: int = 4,
    tables: int = 4,
    rounds: int = 3,
    firms: int | None = None,
    windowed: float = 0.3,
    listed: float = 0.8,
    limited: float = 0.1,
) -> Problem:
    """An event without pins; shares say how many are windowed, listed and limited by `max_dates`."""

    def available() -> frozenset[int] | None:
        if chance.random() >= windowed:
            return None
        return frozenset(r for r in range(1, rounds + 1) if chance.random() < 0.7)

    def max_dates() -> int | None:
        return chance.randint(1, rounds) if chance.random() < limited else None

    table_rows = [
        Table(f"t{i}", f"c{chance.randrange(firms or tables)}", available(), max_dates())
        for i in range(tables)
    ]
    applicant_rows = [Applicant(f"a{i}", available(), max_dates()) for i in range(applicants)]
    return Problem(
        name="random",
        rounds=rounds,
        tables=table_rows,
        applicants=applicant_rows,
        utilities=[
            Utility(a.id, t.id, round(chance.random(), 3))
            for a in applicant_rows
            for t in table_rows
            if chance.random() < listed
        ],
        guarantee=Guarantee(chance.randint(0, 2), chance.randint(0, 3)),
    )


def random_meetings(chance: Random, problem: Problem, *, tries: int = 40) -> list[Meeting]:
    """A schedule that keeps the rules (pins aside), made by trying meetings at random."""
    taken: set[tuple[str, str, int]] = set()
    met: set[tuple[str, str]] = set()
    meetings: list[Meeting] = []
    tables = {t.id: t for t in problem.tables}
    people = {a.id: a for a in problem.applicants}
    for _ in range(tries if problem.utilities else 0):
        pair, r = chance.choice(list(problem.utilities)), chance.randint(1, problem.rounds)
        applicant, table = people[pair.applicant], tables[pair.table]
        sides: list[tuple[Side, Applicant | Table]] = [("applicant", applicant), ("table", table)]
        count = {side: sum(1 for s, w, _ in taken if (s, w) == (side, who.id)) for side, who in sides}
        fits = all(
            (who.available is None or r in who.available)
            and (who.max_dates is None or count[side] < who.max_dates)
            and (side, who.id, r) not in taken
            for side, who in sides
        )
        if fits and (applicant.id, table.company) not in met:
            taken |= {(side, who.id, r) for side, who in sides}
            met.add((applicant.id, table.company))
            meetings.append(Meeting(r, applicant.id, table.id))
    return meetings


def with_random_pins(chance: Random, problem: Problem, meetings: list[Meeting], count: int = 2) -> Problem:
    """The event with pins that this schedule keeps, some of them in any round."""
    chosen = chance.sample(meetings, min(count, len(meetings)))
    pins = [Pin(d.applicant, d.table, d.round if chance.random() < 0.5 else None) for d in chosen]
    return Problem(
        problem.name,
        problem.rounds,
        problem.tables,
        problem.applicants,
        problem.utilities,
        problem.guarantee,
        pins,
    )


def broken_meetings(chance: Random, problem: Problem, meetings: list[Meeting]) -> list[Meeting]:
    """The schedule with some meetings dropped, moved, given to somebody else or doubled."""
    result = list(meetings)
    for _ in range(chance.randint(1, 3)):
        if result and chance.random() < 0.4:
            result.pop(chance.randrange(len(result)))
        applicant = chance.choice(list(problem.applicants)).id
        table = chance.choice(list(problem.tables)).id
        result.append(Meeting(chance.randint(0, problem.rounds + 1), applicant, table))
    return result


def random_request(chance: Random, problem: Problem, *, changes: int = 4) -> ReplanRequest:
    """Some people missing and some there after all, for all rounds to come or for a few."""

    def change() -> PresenceChange:
        side: Side = chance.choice(["applicant", "table"])
        rows = problem.applicants if side == "applicant" else problem.tables
        rounds = frozenset(chance.sample(range(1, problem.rounds + 1), chance.randint(1, problem.rounds)))
        return PresenceChange(side, chance.choice(list(rows)).id, chance.choice([None, rounds]))

    return ReplanRequest(
        now=chance.randint(0, problem.rounds),
        absent=[change() for _ in range(chance.randint(0, changes))],
        arrived=[change() for _ in range(chance.randint(0, changes))],
    )


def request_document(request: ReplanRequest) -> dict[str, object]:
    """The request as a ``speed-dating-replan/1`` document."""

    def row(change: PresenceChange) -> dict[str, object]:
        document: dict[str, object] = {"side": change.side, "id": change.id}
        return document if change.rounds is None else document | {"rounds": sorted(change.rounds)}

    return {
        "format": "speed-dating-replan/1",
        "now": request.now,
        "absent": [row(change) for change in request.absent],
        "arrived": [row(change) for change in request.arrived],
    }

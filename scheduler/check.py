"""Judge a schedule: are the rules kept, and how good is it?  Shares no code with the solver.

The rules and the three figures are those of the format ``speed-dating-schedule/1``: smaller shortfall first,
then larger utility, then smaller waiting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import fsum

from scheduler.errors import RoundOutOfRange, UnknownId
from scheduler.problem import Meeting, Problem
from scheduler.request import PresenceChange, ReplanRequest, Side

Person = tuple[Side, str]
Presence = dict[Person, frozenset[int]]


@dataclass(frozen=True)
class Verdict:
    """What the checker found.

    Attributes
    ----------
    valid : bool
        No rule is broken.
    shortfall : int
        Meetings missing to the guarantee, over all applicants and tables.
    utility : float
        Sum over all meetings whose pair may meet.
    waiting : int
        Rounds between first and last meeting in which somebody is there and has no meeting, over everybody.
    meetings : int
        Number of meetings in the schedule.
    fewest_meetings : mapping of side to int
        The meetings of whoever has the fewest on that side.
    broken : tuple of str
        One sentence for each broken rule; meetings with a pair that must not meet count for nothing else.
    """

    valid: bool
    shortfall: int
    utility: float
    waiting: int
    meetings: int
    fewest_meetings: Mapping[Side, int]
    broken: tuple[str, ...]


@dataclass(frozen=True)
class ReplanVerdict(Verdict):
    """A verdict on a new schedule for a running event.

    Attributes
    ----------
    moved : int
        People on both sides who lose a published meeting to come although both of its pair are there.
    moved_meetings : int
        These meetings.
    new_meetings : int
        Meetings that were not in the published schedule.
    """

    moved: int
    moved_meetings: int
    new_meetings: int


def check(problem: Problem, meetings: Iterable[Meeting]) -> Verdict:
    """Judge a schedule by the rules of its problem.

    Parameters
    ----------
    problem : Problem
        The event.
    meetings : iterable of Meeting
        The schedule, in any order; unknown ids and rounds are broken rules, not errors.

    Returns
    -------
    Verdict
        Figures and broken rules.
    """
    return _judge(problem, list(meetings), presence(problem), ReplanRequest(now=0), replanned=False)


def check_replan(
    problem: Problem, meetings: Iterable[Meeting], before: Iterable[Meeting], request: ReplanRequest
) -> ReplanVerdict:
    """Judge a new schedule for a running event against the published one.

    Parameters
    ----------
    problem : Problem
        The event, with everybody who has come in the meantime.
    meetings, before : iterable of Meeting
        The new and the published schedule.
    request : ReplanRequest
        The last round that is finished or running, who is missing and who has come.

    Returns
    -------
    ReplanVerdict
        Figures of the whole new schedule, broken rules, and how many people were moved.

    Raises
    ------
    RoundOutOfRange
        ``request.now`` is neither 0 nor a round of the event.
    UnknownId
        The request or a pin names somebody the problem does not know.
    """
    if not 0 <= request.now <= problem.rounds:
        raise RoundOutOfRange("now", f"round {request.now} of {problem.rounds}")
    new, old, there = list(meetings), set(before), presence(problem, request)
    verdict = _judge(problem, new, there, request, replanned=True)
    past = sorted(meeting for meeting in old ^ set(new) if meeting.round <= request.now)
    broken = tuple(f"{_name(meeting)}: the past was changed." for meeting in past) + verdict.broken
    lost = [
        meeting for meeting in old - set(new) if meeting.round > request.now and _both_there(meeting, there)
    ]
    people: set[Person] = {person for meeting in lost for person in _pair(meeting)}
    return ReplanVerdict(
        valid=not broken,
        shortfall=verdict.shortfall,
        utility=verdict.utility,
        waiting=verdict.waiting,
        meetings=verdict.meetings,
        fewest_meetings=verdict.fewest_meetings,
        broken=broken,
        moved=len(people),
        moved_meetings=len(lost),
        new_meetings=len(set(new) - old),
    )


def presence(problem: Problem, request: ReplanRequest | None = None) -> Presence:
    """Tell for everybody in which rounds they are there, after the changes of a request.

    Parameters
    ----------
    problem : Problem
        The event.
    request : ReplanRequest or None
        Changes to the rounds after ``request.now``; absent wins over arrived.

    Returns
    -------
    dict of (side, id) to frozenset of int
        Rounds from 1 to ``problem.rounds``.

    Raises
    ------
    UnknownId
        The request names somebody the problem does not know.
    """
    every = frozenset(range(1, problem.rounds + 1))
    there: Presence = {
        ("applicant", a.id): every if a.available is None else a.available & every for a in problem.applicants
    }
    there |= {("table", t.id): every if t.available is None else t.available & every for t in problem.tables}
    if request is not None:
        _known_people(there, "arrived", request.arrived)
        _known_people(there, "absent", request.absent)
        later = frozenset(r for r in every if r > request.now)
        for change in request.arrived:
            there[change.side, change.id] |= later if change.rounds is None else change.rounds & later
        for change in request.absent:
            there[change.side, change.id] -= later if change.rounds is None else change.rounds & later
    return there


def _known_people(there: Presence, key: str, changes: Iterable[PresenceChange]) -> None:
    for index, change in enumerate(changes):
        if (change.side, change.id) not in there:
            raise UnknownId(f"{key}[{index}].id", f"no {change.side} {change.id!r}")


@dataclass
class _Tally:
    """What has been seen while walking through the meetings once."""

    rounds: defaultdict[Person, set[int]] = field(default_factory=lambda: defaultdict(set))
    met: set[tuple[str, str]] = field(default_factory=set)
    held: set[Meeting] = field(default_factory=set)
    worth: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def _judge(
    problem: Problem, meetings: list[Meeting], there: Presence, request: ReplanRequest, *, replanned: bool
) -> Verdict:
    tally = _walk(problem, meetings, there, request.now)
    most = _most_meetings(problem)
    tally.broken += _too_many(tally, most)
    tally.broken += _pins_not_kept(problem, tally, there, request.now if replanned else None)
    return Verdict(
        valid=not tally.broken,
        shortfall=_shortfall(problem, tally, there, most),
        utility=fsum(tally.worth),
        waiting=sum(_gaps(tally.rounds[person], rounds) for person, rounds in there.items()),
        meetings=len(meetings),
        fewest_meetings={side: _fewest(side, tally, there) for side in ("applicant", "table")},
        broken=tuple(tally.broken),
    )


def _walk(problem: Problem, meetings: list[Meeting], there: Presence, now: int) -> _Tally:
    """Rules 1 to 3, meeting by meeting; in a replan the rounds up to now are compared, not judged."""
    worth = {(u.applicant, u.table): u.utility for u in problem.utilities}
    company = {table.id: table.company for table in problem.tables}
    tally = _Tally()
    for meeting in meetings:
        if meeting.round < 1:
            tally.broken.append(f"{_name(meeting)}: rounds count from 1.")
        if (meeting.applicant, meeting.table) not in worth or not all(who in there for who in _pair(meeting)):
            tally.broken.append(f"{_name(meeting)}: this pair must not meet.")
            continue
        firm = company[meeting.table]
        for side, who in _pair(meeting):
            if meeting.round > now and meeting.round not in there[side, who]:
                tally.broken.append(f"{_name(meeting)}: the {side} is not there.")
            if meeting.round in tally.rounds[side, who]:
                tally.broken.append(f"{_name(meeting)}: the {side} has two meetings in this round.")
            tally.rounds[side, who].add(meeting.round)
        if (meeting.applicant, firm) in tally.met:
            tally.broken.append(f"{_name(meeting)}: met the firm {firm} before.")
        tally.met.add((meeting.applicant, firm))
        tally.held.add(meeting)
        tally.worth.append(worth[meeting.applicant, meeting.table])
    return tally


def _too_many(tally: _Tally, most: Mapping[Person, int]) -> Iterator[str]:
    for (side, who), rounds in tally.rounds.items():
        if len(rounds) > most[side, who]:
            yield f"{side} {who}: {len(rounds)} meetings, at most {most[side, who]} allowed."


def _pins_not_kept(problem: Problem, tally: _Tally, there: Presence, now: int | None) -> Iterator[str]:
    """Rule 4; in a replan a pin without a round left in which both are there is released."""
    pairs = {(meeting.applicant, meeting.table) for meeting in tally.held}
    for index, pin in enumerate(problem.pins):
        if now is not None:
            for side, who in (("applicant", pin.applicant), ("table", pin.table)):
                if (side, who) not in there:
                    raise UnknownId(f"pins[{index}] ({pin.applicant} at {pin.table})", f"no {side} {who!r}")
            common = there["applicant", pin.applicant] & there["table", pin.table]
            if not any(r > now and pin.round in (None, r) for r in common):
                continue
        if pin.round is None:
            if (pin.applicant, pin.table) not in pairs:
                yield f"The pin of {pin.applicant} at {pin.table} is not kept."
        elif Meeting(pin.round, pin.applicant, pin.table) not in tally.held:
            yield f"The pin of {pin.applicant} at {pin.table} in round {pin.round} is not kept."


def _most_meetings(problem: Problem) -> dict[Person, int]:
    def limit(max_dates: int | None) -> int:
        return problem.rounds if max_dates is None else max_dates

    most: dict[Person, int] = {("applicant", a.id): limit(a.max_dates) for a in problem.applicants}
    return most | {("table", t.id): limit(t.max_dates) for t in problem.tables}


def _shortfall(problem: Problem, tally: _Tally, there: Presence, most: Mapping[Person, int]) -> int:
    wanted = {"applicant": problem.guarantee.applicant, "table": problem.guarantee.table}
    return sum(
        max(0, min(wanted[person[0]], most[person], len(rounds)) - len(tally.rounds[person]))
        for person, rounds in there.items()
    )


def _gaps(meetings: set[int], there: frozenset[int]) -> int:
    return sum(min(meetings) < r < max(meetings) and r not in meetings for r in there) if meetings else 0


def _fewest(side: Side, tally: _Tally, there: Presence) -> int:
    return min((len(tally.rounds[person]) for person in there if person[0] == side), default=0)


def _both_there(meeting: Meeting, there: Presence) -> bool:
    """Ids that left the instance altogether are there in no round."""
    return all(meeting.round in there.get(person, ()) for person in _pair(meeting))


def _pair(meeting: Meeting) -> tuple[Person, Person]:
    return ("applicant", meeting.applicant), ("table", meeting.table)


def _name(meeting: Meeting) -> str:
    return f"Round {meeting.round}, {meeting.applicant} at {meeting.table}"

"""Does a problem make sense? Complaints name the place in the instance file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from numbers import Integral

from plaintext.cleaning import one_line
from scheduler.errors import (
    CollidingPins,
    DuplicateId,
    ImpossiblePin,
    PairListedTwice,
    RoundOutOfRange,
    UnknownId,
    WrongNumber,
    WrongType,
    WrongUtility,
)
from scheduler.problem import Applicant, Pin, Problem, Table

MOST_ROUNDS = 1000  # no event has more, and everybody's rounds must fit into memory
LARGEST_UTILITY = 1e100  # so that no sum of utilities, and no price made of them, leaves the floating numbers
MOST_OUTSIDE = 5  # rounds that a remark names one by one


def validate(problem: Problem) -> None:
    """Make sure that ids are unique and known, numbers make sense and pins break no rule.

    Pins whose rounds are open can still collide in less obvious ways; the solver finds those.

    Parameters
    ----------
    problem : Problem
        Not changed.

    Raises
    ------
    SchedulingError
        The first complaint, by its named kind.
    """
    _whole(problem.rounds, "rounds")
    if problem.rounds < 1:
        raise WrongNumber("rounds", f"{problem.rounds} is less than 1")
    if problem.rounds > MOST_ROUNDS:
        raise WrongNumber("rounds", f"{problem.rounds} is more than {MOST_ROUNDS}")
    _unique_ids(problem.tables, "tables")
    _unique_ids(problem.applicants, "applicants")
    _limits(problem.tables, "tables")
    _limits(problem.applicants, "applicants")
    _guarantee(problem)
    listed = _utilities(problem)
    _pins_alone(problem, listed)
    _pins_together(problem)


def rounds_outside(problem: Problem) -> list[str]:
    """Remarks on `available` that names rounds the event does not have: no mistake, but perhaps not meant.

    Parameters
    ----------
    problem : Problem
        Validated.

    Returns
    -------
    list of str
        One for each row that names such rounds: its place, and up to five of them.
    """
    return [
        *_outside(problem.applicants, "applicants", problem.rounds),
        *_outside(problem.tables, "tables", problem.rounds),
    ]


def _outside(rows: Sequence[Table | Applicant], side: str, rounds: int) -> Iterable[str]:
    for index, row in enumerate(rows):
        outside = [r for r in row.available or () if not 1 <= r <= rounds]
        if outside:
            yield f"{side}[{index}].available: {outside_words(outside, rounds)}"


def outside_words(outside: Sequence[int], rounds: int) -> str:
    """Say of rounds the event does not have that they do not count.

    Parameters
    ----------
    outside : sequence of int
        At least one number, in any order; the first few are named.
    rounds : int
        How many the event has.

    Returns
    -------
    str
        Such as ``round 13 of 12 does not count``.
    """
    named = ", ".join(map(str, sorted(outside)[:MOST_OUTSIDE]))
    more = f" and {len(outside) - MOST_OUTSIDE} more" if len(outside) > MOST_OUTSIDE else ""
    one = len(outside) == 1
    return (
        f"round {named} of {rounds} does not count"
        if one
        else f"rounds {named}{more} of {rounds} do not count"
    )


def present(who: Table | Applicant, rounds: int) -> frozenset[int]:
    """The rounds of the event in which somebody is there.

    Parameters
    ----------
    who : Table or Applicant
        Their `available` may name rounds the event does not have.
    rounds : int
        How many the event has.

    Returns
    -------
    frozenset of int
        In 1..rounds.
    """
    everything = frozenset(range(1, rounds + 1))
    return everything if who.available is None else who.available & everything


def _whole(value: object, place: str) -> None:
    """True and false are no numbers here."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise WrongType(place, f"a whole number is expected, not {value!r}")


def _unique_ids(rows: Sequence[Table | Applicant], side: str) -> None:
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        if not isinstance(row.id, str):
            raise WrongType(f"{side}[{index}].id", f"a text is expected, not {row.id!r}")
        earlier = first.setdefault(looked_at(row.id), index)
        if earlier != index:
            raise DuplicateId(f"{side}[{index}].id", f"{row.id!r} is already {side}[{earlier}]")


def looked_at(written: str) -> str:
    """An id as it looks: two that nobody can tell apart are one.

    Parameters
    ----------
    written : str
        An id of a file.

    Returns
    -------
    str
        In NFC, without signs that are not seen; the id itself, if nothing of it is.
    """
    return one_line(written) or written


def _limits(rows: Iterable[Table | Applicant], side: str) -> None:
    for index, row in enumerate(rows):
        if row.available is not None:
            _whole_rounds(row.available, f"{side}[{index}].available")
        if row.max_dates is None:
            continue
        _whole(row.max_dates, f"{side}[{index}].max_dates")
        if row.max_dates < 0:
            raise WrongNumber(f"{side}[{index}].max_dates", f"{row.max_dates} is less than 0")


def _whole_rounds(available: object, place: str) -> None:
    """Looked at one by one only if they are not all plain numbers."""
    if not isinstance(available, AbstractSet):
        raise WrongType(place, f"a set of rounds is expected, not {available!r}")
    if not set(map(type, available)) <= {int}:
        for number in available:
            _whole(number, place)


def _guarantee(problem: Problem) -> None:
    for side in ("applicant", "table"):
        _whole(getattr(problem.guarantee, side), f"guarantee.{side}")
        if getattr(problem.guarantee, side) < 0:
            raise WrongNumber(f"guarantee.{side}", f"{getattr(problem.guarantee, side)} is less than 0")


def _utilities(problem: Problem) -> set[tuple[str, str]]:
    """All listed pairs; looked at one by one only if something is wrong with them as a whole."""
    rows = problem.utilities
    try:
        listed = {(row.applicant, row.table) for row in rows}
        known = {row.applicant for row in rows} <= {row.id for row in problem.applicants}
        known = known and {row.table for row in rows} <= {row.id for row in problem.tables}
        right = all(0.0 <= row.utility <= LARGEST_UTILITY for row in rows)
    except TypeError:  # no numbers, or no texts
        _first_wrong_utility(problem)
        raise
    if not (known and right and len(listed) == len(rows)):
        _first_wrong_utility(problem)
    return listed


def _first_wrong_utility(problem: Problem) -> None:
    applicants = {row.id for row in problem.applicants}
    tables = {row.id for row in problem.tables}
    listed: set[tuple[str, str]] = set()
    for index, row in enumerate(problem.utilities):
        if not isinstance(row.applicant, str) or row.applicant not in applicants:
            raise UnknownId(f"utilities[{index}]", f"no applicant {row.applicant!r}")
        if not isinstance(row.table, str) or row.table not in tables:
            raise UnknownId(f"utilities[{index}]", f"no table {row.table!r}")
        if not _is_worth(row.utility):
            complaint = f"{row.utility} is not a finite number from 0 to {LARGEST_UTILITY:g}"
            raise WrongUtility(f"utilities[{index}]", complaint)
        listed.add((row.applicant, row.table))
        if len(listed) == index:
            raise PairListedTwice(f"utilities[{index}]", f"{row.applicant} at {row.table} is listed twice")


def _is_worth(utility: float) -> bool:
    try:
        return bool(0.0 <= utility <= LARGEST_UTILITY)
    except TypeError:
        return False


def pin_place(index: int, pin: Pin) -> str:
    """How a complaint names a pin: its place and both ids.

    Parameters
    ----------
    index : int
        Its row, from 0.
    pin : Pin
        Whom it brings together.

    Returns
    -------
    str
        Such as ``pins[2] (a2 at t1)``.
    """
    return f"pins[{index}] ({pin.applicant} at {pin.table})"


def pin_ids(pin: Pin) -> dict[str, str]:
    """Whom a complaint about a pin is about.

    Parameters
    ----------
    pin : Pin
        Whom it brings together.

    Returns
    -------
    dict of str to str
        Its ids, by ``applicant`` and ``table``.
    """
    return {"applicant": pin.applicant, "table": pin.table}


def _pins_alone(problem: Problem, listed: set[tuple[str, str]]) -> None:
    applicants = {row.id: row for row in problem.applicants}
    tables = {row.id: row for row in problem.tables}
    for index, pin in enumerate(problem.pins):
        place = pin_place(index, pin)
        if pin.applicant not in applicants:
            raise UnknownId(place, f"no applicant {pin.applicant!r}", pin_ids(pin))
        if pin.table not in tables:
            raise UnknownId(place, f"no table {pin.table!r}", pin_ids(pin))
        if (pin.applicant, pin.table) not in listed:
            raise ImpossiblePin(
                place, "this pair is not listed in utilities, so it must not meet", pin_ids(pin)
            )
        if pin.round is not None:
            _whole(pin.round, place)
        if pin.round is not None and not 1 <= pin.round <= problem.rounds:
            raise RoundOutOfRange(place, f"round {pin.round} of {problem.rounds}", pin_ids(pin))
        applicant, table = applicants[pin.applicant], tables[pin.table]
        common = present(applicant, problem.rounds) & present(table, problem.rounds)
        if pin.round is not None:
            for side, who in (("applicant", applicant), ("table", table)):
                if pin.round not in present(who, problem.rounds):
                    raise ImpossiblePin(place, f"the {side} is not there in round {pin.round}", pin_ids(pin))
        elif not common:
            raise ImpossiblePin(place, "the two are never there in the same round", pin_ids(pin))


def _pins_together(problem: Problem) -> None:
    """Rules between pins that need no search: one round twice, one firm twice, more than `max_dates`."""
    _one_table_a_firm(problem)
    _one_round_a_pair(problem)
    _one_meeting_a_round(problem)
    _pinned_at_most(problem)


def _one_table_a_firm(problem: Problem) -> None:
    company = {row.id: row.company for row in problem.tables}
    table_of: dict[tuple[str, str], str] = {}
    for index, pin in enumerate(problem.pins):
        other = table_of.setdefault((pin.applicant, company[pin.table]), pin.table)
        if other != pin.table:
            place = pin_place(index, pin)
            raise CollidingPins(
                place, f"{pin.applicant} is pinned at {other} of the same firm already", pin_ids(pin)
            )


def _one_meeting_a_round(problem: Problem) -> None:
    taken: dict[tuple[str, str, int], Pin] = {}
    for index, pin in enumerate(problem.pins):
        if pin.round is None:
            continue
        for side, who in (("applicant", pin.applicant), ("table", pin.table)):
            earlier = taken.setdefault((side, who, pin.round), pin)
            if (earlier.applicant, earlier.table) != (pin.applicant, pin.table):
                named = f"{earlier.applicant} at {earlier.table}"
                raise CollidingPins(
                    pin_place(index, pin), f"in round {pin.round} {named} is pinned already", pin_ids(pin)
                )


def _pinned_at_most(problem: Problem) -> None:
    """Nobody has more pinned partners than meetings."""
    most = {("applicant", row.id): _most(row, problem.rounds) for row in problem.applicants}
    most |= {("table", row.id): _most(row, problem.rounds) for row in problem.tables}
    partners: dict[tuple[str, str], set[str]] = {}
    for index, pin in enumerate(problem.pins):
        for side, who, partner in (
            ("applicant", pin.applicant, pin.table),
            ("table", pin.table, pin.applicant),
        ):
            met = partners.setdefault((side, who), set())
            met.add(partner)
            if len(met) > most[side, who]:
                complaint = f"{who} has {len(met)} pinned meetings and can have {most[side, who]}"
                raise CollidingPins(pin_place(index, pin), complaint, pin_ids(pin))


def _most(who: Table | Applicant, rounds: int) -> int:
    """The most meetings somebody can have."""
    there = len(present(who, rounds))
    return there if who.max_dates is None else min(there, who.max_dates)


def _one_round_a_pair(problem: Problem) -> None:
    """A pair pinned in two different rounds would meet twice."""
    round_of: dict[tuple[str, str], int] = {}
    for index, pin in enumerate(problem.pins):
        if pin.round is None:
            continue
        earlier = round_of.setdefault((pin.applicant, pin.table), pin.round)
        if earlier != pin.round:
            raise CollidingPins(
                pin_place(index, pin), f"pinned in round {earlier} and in round {pin.round}", pin_ids(pin)
            )

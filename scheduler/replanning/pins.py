"""Pins of a running event: released, kept where they stand, or seated before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scheduler.arrays import ANY_ROUND, NO_ROUND, NOT_PINNED, Arrays
from scheduler.errors import CollidingPins
from scheduler.placing.pins import place_pins
from scheduler.replanning.agenda import NOBODY, Agenda
from scheduler.replanning.prepared import PreparedProblem
from scheduler.validation import pin_ids, pin_place


@dataclass(frozen=True, slots=True)
class _OpenPin:
    """A pin that is not released, with the rounds (from 0) in which it can still be kept."""

    place: str
    ids: Mapping[str, str]
    applicant: int
    table: int
    rounds: tuple[int, ...]
    any_round: bool


def keep_pins(agenda: Agenda, prepared: PreparedProblem) -> None:
    """Fix every pin that is not released in a round; meetings in its way are taken out, as few as can be.

    Parameters
    ----------
    agenda : Agenda
        With the published meetings that can still take place; changed in place.
    prepared : PreparedProblem
        The event.

    Raises
    ------
    CollidingPins
        A pin cannot be kept beside the past and the other pins; its ids are named.
    """
    pins = _without_repetitions([pin for pin in _open_pins(agenda, prepared) if not _held(agenda, pin)])
    for pin in pins:
        _refuse_what_the_past_forbids(agenda, pin)
    with_round = [pin for pin in pins if not pin.any_round]
    without_round = [pin for pin in pins if pin.any_round]
    if not (_keep_all(agenda, with_round) and _keep_all(agenda, without_round)):
        _seat_all_anew(agenda, prepared, pins)
    for pin in without_round:
        agenda.loose[pin.applicant, _round_of(agenda, pin)] = True


def _without_repetitions(pins: list[_OpenPin]) -> list[_OpenPin]:
    """Where a pair is pinned with a round and without, the round says more."""
    timed = {(pin.applicant, pin.table) for pin in pins if not pin.any_round}
    return [pin for pin in pins if not (pin.any_round and (pin.applicant, pin.table) in timed)]


def _keep_all(agenda: Agenda, pins: list[_OpenPin]) -> bool:
    """Fix the pins that stand, then seat the others, those with the fewest rounds first."""
    standing = [pin for pin in pins if _round_of(agenda, pin) in pin.rounds]
    for pin in standing:
        agenda.fixed[pin.applicant, _round_of(agenda, pin)] = True
    others = sorted((pin for pin in pins if pin not in standing), key=lambda pin: len(pin.rounds))
    return all(_seat(agenda, pin) for pin in others)


def _open_pins(agenda: Agenda, prepared: PreparedProblem) -> list[_OpenPin]:
    """Pins with a round after now in which both are there."""
    found = []
    for index, pin in enumerate(prepared.problem.pins):
        applicant, table = prepared.applicant_index[pin.applicant], prepared.table_index[pin.table]
        common = agenda.applicant_there[applicant] & agenda.table_there[table]
        rounds = tuple(
            r for r in range(agenda.now, agenda.rounds) if common[r] and pin.round in (None, r + 1)
        )
        if rounds:
            found.append(
                _OpenPin(pin_place(index, pin), pin_ids(pin), applicant, table, rounds, pin.round is None)
            )
    return found


def _held(agenda: Agenda, pin: _OpenPin) -> bool:
    """Whether a pin without a round was kept in the past."""
    return pin.any_round and bool((agenda.table_of[pin.applicant, : agenda.now] == pin.table).any())


def _refuse_what_the_past_forbids(agenda: Agenda, pin: _OpenPin) -> None:
    past = agenda.table_of[pin.applicant, : agenda.now]
    firms = agenda.company[past[past != NOBODY]]
    if agenda.company[pin.table] in firms:
        raise CollidingPins(pin.place, "the applicant has met this firm already", pin.ids)
    full_a = len(firms) >= agenda.applicant_limit[pin.applicant]
    held_t = (agenda.applicant_of[pin.table, : agenda.now] != NOBODY).sum()
    if full_a or held_t >= agenda.table_limit[pin.table]:
        raise CollidingPins(pin.place, "one of the two has had all their meetings already", pin.ids)


def _round_of(agenda: Agenda, pin: _OpenPin) -> int:
    """The round in which the pair has its meeting now, or `NO_ROUND`."""
    rounds = np.flatnonzero(agenda.table_of[pin.applicant] == pin.table)
    return int(rounds[0]) if len(rounds) else NO_ROUND


def _seat(agenda: Agenda, pin: _OpenPin) -> bool:
    """Seat a pin in the round that costs the fewest meetings, then the least utility; False if none is open."""
    open_rounds = [r for r in pin.rounds if not _fixed(agenda, pin, r)]
    if not open_rounds:
        return False
    _seat_in(agenda, pin, min(open_rounds, key=lambda r: (*_price(agenda, pin, r), r)))
    return True


def _fixed(agenda: Agenda, pin: _OpenPin, r: int) -> bool:
    guest = agenda.applicant_of[pin.table, r]
    return bool(agenda.fixed[pin.applicant, r] or (guest != NOBODY and agenda.fixed[guest, r]))


def _price(agenda: Agenda, pin: _OpenPin, r: int) -> tuple[int, float]:
    """Meetings that would have to go from this round, and their utility."""
    there, guest = agenda.table_of[pin.applicant, r], agenda.applicant_of[pin.table, r]
    going = [agenda.worth[pin.applicant, there]] if there != NOBODY else []
    going += [agenda.worth[guest, pin.table]] if guest != NOBODY else []
    return len(going), float(sum(going))


def _seat_in(agenda: Agenda, pin: _OpenPin, r: int) -> None:
    _cancel(agenda, pin.applicant, r)
    if agenda.applicant_of[pin.table, r] != NOBODY:
        _cancel(agenda, int(agenda.applicant_of[pin.table, r]), r)
    for other in np.flatnonzero(agenda.table_of[pin.applicant] != NOBODY):
        if agenda.company[agenda.table_of[pin.applicant, other]] == agenda.company[pin.table]:
            _cancel(agenda, pin.applicant, int(other))
    _make_room_within_limits(agenda, pin)
    agenda.place(r, np.array([pin.applicant]), np.array([pin.table]))
    agenda.fixed[pin.applicant, r] = True


def _make_room_within_limits(agenda: Agenda, pin: _OpenPin) -> None:
    """Cancel the least useful open meeting of whoever has as many as they may."""
    if agenda.applicant_meetings[pin.applicant] >= agenda.applicant_limit[pin.applicant]:
        rounds = np.flatnonzero(agenda.table_of[pin.applicant] != NOBODY).tolist()
        _cancel_cheapest(agenda, pin, [(pin.applicant, r) for r in rounds])
    if agenda.table_meetings[pin.table] >= agenda.table_limit[pin.table]:
        rounds = np.flatnonzero(agenda.applicant_of[pin.table] != NOBODY).tolist()
        _cancel_cheapest(agenda, pin, [(int(agenda.applicant_of[pin.table, r]), r) for r in rounds])


def _cancel_cheapest(agenda: Agenda, pin: _OpenPin, meetings: list[tuple[int, int]]) -> None:
    loose = [(a, r) for a, r in meetings if not agenda.fixed[a, r]]
    if not loose:
        complaint = "one of the two has more pinned and past meetings than max_dates allows"
        raise CollidingPins(pin.place, complaint, pin.ids)
    applicant, r = min(
        loose, key=lambda meeting: (agenda.worth[meeting[0], agenda.table_of[meeting]], meeting)
    )
    _cancel(agenda, applicant, r)


def _cancel(agenda: Agenda, applicant: int, r: int) -> None:
    if agenda.table_of[applicant, r] != NOBODY:
        agenda.remove(r, np.array([applicant]))
        agenda.fixed[applicant, r] = False


def _seat_all_anew(agenda: Agenda, prepared: PreparedProblem, pins: list[_OpenPin]) -> None:
    """Give all open pins rounds together, exactly; pins without a round may leave the one they had."""
    for pin in pins:
        agenda.fixed[pin.applicant, agenda.now :] = False
    pair = {
        (int(a), int(t)): i
        for i, (a, t) in enumerate(
            zip(prepared.arrays.pair_applicant, prepared.arrays.pair_table, strict=True)
        )
    }
    timetable = place_pins(_pins_to_come(agenda, prepared.arrays, pair, pins))
    for pin in pins:
        r = _round_of(agenda, pin)
        if r != NO_ROUND:
            _cancel(agenda, pin.applicant, r)
    for pin in pins:
        _seat_in(agenda, pin, timetable.when[pair[pin.applicant, pin.table]])


def _pins_to_come(
    agenda: Agenda, arrays: Arrays, pair: dict[tuple[int, int], int], pins: list[_OpenPin]
) -> Arrays:
    """The problem with nobody there up to now, and the pins that are open."""
    pinned = np.full(arrays.pairs, NOT_PINNED, np.int32)
    for pin in pins:
        pinned[pair[pin.applicant, pin.table]] = ANY_ROUND if pin.any_round else pin.rounds[0]
    applicant_there, table_there = agenda.applicant_there.copy(), agenda.table_there.copy()
    applicant_there[:, : agenda.now] = False
    table_there[:, : agenda.now] = False
    return replace(arrays, applicant_there=applicant_there, table_there=table_there, pin=pinned)

"""What a replan changes, in parts that can be taken or left one by one without breaking a rule.

Two changes belong together if taking one without the other could let somebody have two meetings in a round, or meet
the same firm twice. Pure functions of numbers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Seat(NamedTuple):
    """An applicant at a table in a round."""

    round: int
    applicant_id: int
    table_id: int


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Meetings that go, by their numbers, and those that come instead."""

    lost: tuple[int, ...]
    new: tuple[Seat, ...]


def change_groups(
    lost: Mapping[Seat, int], new: Sequence[Seat], company_of: Mapping[int, int]
) -> list[ChangeGroup]:
    """Part changes into groups; a meeting that only goes, with nothing instead, is no change: it can still take place.

    `company_of` names the firm of each table.
    """
    leader: dict[Hashable, Hashable] = {}

    def find(one: Hashable) -> Hashable:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for seat in (*lost, *new):
        for end in ends_of(seat, company_of):
            leader[find(end)] = find(seat)
    groups: dict[Hashable, tuple[list[int], list[Seat]]] = {}
    for seat in sorted((*lost, *new)):
        gone, come = groups.setdefault(find(seat), ([], []))
        if seat in lost:
            gone.append(lost[seat])
        else:
            come.append(seat)
    return [ChangeGroup(tuple(gone), tuple(come)) for gone, come in groups.values() if come]


def ends_of(seat: Seat, company_of: Mapping[int, int]) -> Iterator[Hashable]:
    """Name what a meeting takes up: a side in a round, and the one time these two may meet."""
    yield "applicant", seat.round, seat.applicant_id
    yield "table", seat.round, seat.table_id
    yield "pair", seat.applicant_id, company_of[seat.table_id]

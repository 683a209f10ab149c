"""The working schedule: who sits where in which round, kept consistent while meetings are placed and moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.arrays import NO_ROUND, Arrays, Integers


class Timetable:
    """Meetings of E pairs in R rounds, as seen by every person (applicants first, then tables).

    Plain lists and bit sets, because the searches over it touch single cells: numpy would be slower here.

    Attributes
    ----------
    at : list of list of int
        ``at[person][round]``: the pair that occupies them, or -1.
    free : list of int
        Bit set of the rounds in which a person is there and has no meeting.
    there : list of int
        Bit set of the rounds in which a person is there.
    when : list of int
        The round of a pair, or `NO_ROUND`.
    ends : list of (int, int)
        The two people of a pair.
    locked : set of int
        Pairs whose round is pinned.
    """

    def __init__(self, arrays: Arrays, pin: Integers | None = None) -> None:
        pin = arrays.pin if pin is None else pin
        self.rounds = arrays.rounds
        self.there = [_bits(row) for side in (arrays.applicant_there, arrays.table_there) for row in side]
        self.free = list(self.there)
        self.at = [[-1] * self.rounds for _ in self.there]
        self.when = [NO_ROUND] * arrays.pairs
        tables = arrays.pair_table + arrays.applicants
        self.ends = list(zip(arrays.pair_applicant.tolist(), tables.tolist(), strict=True))
        pinned = np.flatnonzero(pin >= 0).tolist()
        self.locked = set(pinned)
        for pair in pinned:
            self.place(pair, int(pin[pair]))

    def common_rounds(self, pair: int) -> int:
        """In how many rounds both of a pair are there."""
        left, right = self.ends[pair]
        return int.bit_count(self.there[left] & self.there[right])

    def place(self, pair: int, r: int) -> None:
        """Let an unplaced pair meet in a round in which both are free."""
        for person in self.ends[pair]:
            self.at[person][r] = pair
            self.free[person] &= ~(1 << r)
        self.when[pair] = r

    def remove(self, pair: int) -> int:
        """Cancel a placed pair; returns the round it had."""
        r = self.when[pair]
        for person in self.ends[pair]:
            self.at[person][r] = -1
            self.free[person] |= 1 << r
        self.when[pair] = NO_ROUND
        return r

    def chain(self, person: int, r: int, other: int) -> list[int] | None:
        """The Kempe chain of rounds `r` and `other` that starts with the meeting of `person` in `r`.

        Returns
        -------
        list of int or None
            Its pairs in order; None if exchanging the two rounds along it would move a pinned meeting or
            put somebody into a round in which they are not there.
        """
        pairs = []
        pair = self.at[person][r]
        while pair >= 0:
            if pair in self.locked:
                return None
            left, right = self.ends[pair]
            person = right if person == left else left
            if not self.there[person] >> other & 1:
                return None
            pairs.append(pair)
            r, other = other, r
            pair = self.at[person][r]
        return pairs

    def exchange(self, pairs: Sequence[int], r: int, other: int) -> None:
        """Exchange two rounds along a whole chain: whoever is on it swaps what they have in the two."""
        for pair in pairs:
            self.when[pair] = other if self.when[pair] == r else r
        for person in {person for pair in pairs for person in self.ends[pair]}:
            row = self.at[person]
            row[r], row[other] = row[other], row[r]
            if (row[r] < 0) != (row[other] < 0):
                self.free[person] ^= 1 << r | 1 << other

    def restore(self, when: Sequence[int]) -> None:
        """Go back to an earlier state of `when`."""
        changed = [pair for pair, (now, then) in enumerate(zip(self.when, when, strict=True)) if now != then]
        for pair in changed:
            if self.when[pair] != NO_ROUND:
                self.remove(pair)
        for pair in changed:
            if when[pair] != NO_ROUND:
                self.place(pair, when[pair])

    def placed(self) -> tuple[Integers, Integers]:
        """(pairs, rounds) of all meetings."""
        when = np.array(self.when, np.int32)
        pairs = np.flatnonzero(when != NO_ROUND)
        return pairs, when[pairs]


def _bits(there: Sequence[bool]) -> int:
    return sum(1 << r for r, yes in enumerate(there) if yes)

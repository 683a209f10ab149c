"""Give chosen pairs a round in a running event, exchanging two rounds along a chain where that is needed.

A. B. Kempe's chains as in König's edge colouring, choosing the one that moves the fewest published meetings.
Rounds count from 0 here.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Integers
from scheduler.replanning.agenda import NOBODY, Agenda
from scheduler.replanning.alternating_paths import AlternatingPath, Pair

Step = tuple[int, int, int]  # applicant, table, round


@dataclass(frozen=True, slots=True)
class _Chain:
    """Meetings that exchange two rounds to make room in `target`; `lost` counts the published ones."""

    steps: tuple[Step, ...]
    target: int
    other: int
    lost: int


class Seats:
    """The seats of an agenda as plain lists: chains touch single cells, where numpy would be slower.

    Parameters
    ----------
    agenda : Agenda
        Read, and changed by `fill` alone.
    published : array of int, shape (A, R)
        The published table of an applicant in a round, or `NOBODY`.
    """

    def __init__(self, agenda: Agenda, published: Integers) -> None:
        self.rounds = range(agenda.now, agenda.rounds)
        self.published = published.tolist()
        self.company = agenda.company.tolist()
        self.table_of = agenda.table_of.tolist()
        self.applicant_of = agenda.applicant_of.tolist()
        self.applicant_there = agenda.applicant_there.tolist()
        self.table_there = agenda.table_there.tolist()
        self.fixed = agenda.fixed.tolist()
        lost = np.nonzero((published != NOBODY) & (agenda.table_of != published))
        self.lost_of_applicant = np.bincount(lost[0], minlength=len(agenda.table_of)).tolist()
        self.lost_of_table = np.bincount(published[lost], minlength=len(agenda.applicant_of)).tolist()

    def fill(self, agenda: Agenda) -> None:
        """Write the seats into the agenda they came from."""
        former = agenda.table_of.copy()
        for r in self.rounds:
            agenda.remove(r, np.flatnonzero(former[:, r] != NOBODY))
        seats = np.array(self.table_of, np.int32)
        for r in self.rounds:
            applicants = np.flatnonzero(seats[:, r] != NOBODY)
            agenda.place(r, applicants, seats[applicants, r])

    def copy(self) -> Seats:
        """Seats to go back to."""
        other = copy(self)
        other.table_of = [row.copy() for row in self.table_of]
        other.applicant_of = [row.copy() for row in self.applicant_of]
        other.lost_of_applicant = self.lost_of_applicant.copy()
        other.lost_of_table = self.lost_of_table.copy()
        return other

    def people_moved(self) -> int:
        """How many people, on both sides, lose a published meeting."""
        return sum(1 for meetings in self.lost_of_applicant + self.lost_of_table if meetings)

    def take(self, path: AlternatingPath) -> bool:
        """Cancel the meetings that go and seat those that come; False if that cannot be done as a whole."""
        for applicant, table in path.gone:
            self._leave(applicant, table, self.table_of[applicant].index(table))
        return all(self._may_meet(pair) and self.insert(*pair) for pair in path.come)

    def _may_meet(self, pair: Pair) -> bool:
        """Whether an applicant has no meeting with this firm."""
        firm = self.company[pair[1]]
        return all(self.company[table] != firm for table in self.table_of[pair[0]] if table != NOBODY)

    def insert(self, applicant: int, table: int) -> bool:
        """Seat a pair in some round to come; False if neither a free round nor one chain does it."""
        free_a = [
            r for r in self.rounds if self.applicant_there[applicant][r] and self.table_of[applicant][r] < 0
        ]
        free_t = [r for r in self.rounds if self.table_there[table][r] and self.applicant_of[table][r] < 0]
        common = [r for r in free_a if r in free_t]
        if common:
            home = [r for r in common if self.published[applicant][r] == table]
            self._seat(applicant, table, (home or common)[0])
            return True
        chains = [
            chain
            for mine in free_a
            for theirs in free_t
            for chain in (
                self._chain_at_table(table, mine, theirs),
                self._chain_at_applicant(applicant, theirs, mine),
            )
            if chain is not None
        ]
        if not chains:
            return False
        best = min(chains, key=lambda chain: (chain.lost, len(chain.steps), chain.target))
        self._exchange(best)
        self._seat(applicant, table, best.target)
        return True

    def _chain_at_table(self, table: int, target: int, other: int) -> _Chain | None:
        """Free a table in the round `target`, in which the applicant is free; its meeting goes to `other`."""
        return self._walk(self.applicant_of[table][target], table, target, other)

    def _chain_at_applicant(self, applicant: int, target: int, other: int) -> _Chain | None:
        """Free an applicant in the round `target`, in which the table is free; the meeting goes to `other`."""
        return self._walk(applicant, self.table_of[applicant][target], target, other, from_applicant=True)

    def _walk(
        self, applicant: int, table: int, target: int, other: int, *, from_applicant: bool = False
    ) -> _Chain | None:
        """Follow meetings in the two rounds alternately; None if somebody is not there or a meeting is fixed."""
        if applicant == NOBODY or table == NOBODY:
            return None  # not there in this round
        steps: list[Step] = []
        lost = 0
        here, there = target, other
        on_table_side = from_applicant
        while NOBODY not in (applicant, table):
            if self.fixed[applicant][here] or not self._both_there(applicant, table, there):
                return None
            steps.append((applicant, table, here))
            lost += (self.published[applicant][here] == table) - (self.published[applicant][there] == table)
            here, there = there, here
            if on_table_side:
                applicant = self.applicant_of[table][here]
            else:
                table = self.table_of[applicant][here]
            on_table_side = not on_table_side
        return _Chain(tuple(steps), target, other, lost)

    def _both_there(self, applicant: int, table: int, r: int) -> bool:
        return bool(self.applicant_there[applicant][r] and self.table_there[table][r])

    def _exchange(self, chain: _Chain) -> None:
        for applicant, table, r in chain.steps:
            self._leave(applicant, table, r)
        for applicant, table, r in chain.steps:
            self._seat(applicant, table, chain.other if r == chain.target else chain.target)

    def _seat(self, applicant: int, table: int, r: int) -> None:
        self.table_of[applicant][r] = table
        self.applicant_of[table][r] = applicant
        self._count_lost(applicant, table, r, -1)

    def _leave(self, applicant: int, table: int, r: int) -> None:
        self.table_of[applicant][r] = NOBODY
        self.applicant_of[table][r] = NOBODY
        self._count_lost(applicant, table, r, 1)

    def _count_lost(self, applicant: int, table: int, r: int, more: int) -> None:
        if self.published[applicant][r] == table:
            self.lost_of_applicant[applicant] += more
            self.lost_of_table[table] += more

"""Who is where while a plan for a running event is changed. Rounds count from 0 here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.arrays import Booleans, Floats, Integers

NOBODY = -1
UNLISTED = -1.0


@dataclass(slots=True, eq=False)
class Agenda:
    """Who is where, while a plan is changed. A applicants, T tables, R rounds, C firms.

    Attributes
    ----------
    worth : array of float, shape (A, T)
        Utility of a pair, `UNLISTED` where it must not meet.
    company : array of int, shape (T,)
        Firm of a table.
    now : int
        Rounds 0..now-1 are finished or running.
    applicant_there, table_there : array of bool, shape (A, R) and (T, R)
        Presence after the request; in the rounds up to now as it was announced.
    applicant_limit, table_limit, applicant_guarantee, table_guarantee : array of int, shape (A,) or (T,)
        Most and fewest meetings of the whole event.
    table_of, applicant_of : array of int, shape (A, R) and (T, R)
        The partner in a round, or `NOBODY`.
    met : array of bool, shape (A, C)
        Whether an applicant has a meeting with a firm.
    applicant_meetings, table_meetings : array of int, shape (A,) and (T,)
        Meetings of the whole event.
    fixed : array of bool, shape (A, R)
        Meetings that nobody may touch: the past, and pins.
    loose : array of bool, shape (A, R)
        Those of them that are pins without a round: another plan could keep them in another one.
    missing_meeting_worth : float
        What a meeting towards a guarantee counts in a comparison: more than all meetings of a round are worth.
    """

    worth: Floats
    company: Integers
    now: int
    applicant_there: Booleans
    table_there: Booleans
    applicant_limit: Integers
    table_limit: Integers
    applicant_guarantee: Integers
    table_guarantee: Integers
    table_of: Integers
    applicant_of: Integers
    met: Booleans
    applicant_meetings: Integers
    table_meetings: Integers
    fixed: Booleans
    loose: Booleans
    missing_meeting_worth: float

    @property
    def rounds(self) -> int:
        """R."""
        return int(self.table_of.shape[1])

    def place(self, r: int, applicants: Integers, tables: Integers) -> None:
        """Add meetings of different people in one round."""
        self.table_of[applicants, r] = tables
        self.applicant_of[tables, r] = applicants
        self.met[applicants, self.company[tables]] = True
        self.applicant_meetings[applicants] += 1
        self.table_meetings[tables] += 1

    def remove(self, r: int, applicants: Integers) -> Integers:
        """Take these applicants' meetings out of one round; returns their tables."""
        tables: Integers = self.table_of[applicants, r]
        self.table_of[applicants, r] = NOBODY
        self.applicant_of[tables, r] = NOBODY
        self.met[applicants, self.company[tables]] = False
        self.applicant_meetings[applicants] -= 1
        self.table_meetings[tables] -= 1
        return tables

    def shortfall(self) -> int:
        """Meetings missing to the guarantee, over both sides."""
        missing = np.maximum(self.applicant_guarantee - self.applicant_meetings, 0).sum()
        return int(missing + np.maximum(self.table_guarantee - self.table_meetings, 0).sum())

    def utility(self, first_round: int = 0, last_round: int | None = None) -> float:
        """Worth of the meetings in rounds first_round..last_round-1; of all without limits."""
        part = self.table_of[:, first_round:last_round]
        applicants, rounds = np.nonzero(part != NOBODY)
        return float(self.worth[applicants, part[applicants, rounds]].sum())

    def waiting(self) -> int:
        """Rounds between first and last meeting in which somebody is there without one, over both sides."""
        return _waiting(self.table_of != NOBODY, self.applicant_there) + _waiting(
            self.applicant_of != NOBODY, self.table_there
        )

    def copy(self) -> Agenda:
        """An agenda that can be changed without changing this one."""
        return replace(
            self,
            table_of=self.table_of.copy(),
            applicant_of=self.applicant_of.copy(),
            met=self.met.copy(),
            applicant_meetings=self.applicant_meetings.copy(),
            table_meetings=self.table_meetings.copy(),
            fixed=self.fixed.copy(),
            loose=self.loose.copy(),
        )


def _waiting(busy: Booleans, there: Booleans) -> int:
    """Rounds after the first and before the last busy one in which somebody is there and not busy."""
    begun = np.logical_or.accumulate(busy, axis=1)
    goes_on = np.logical_or.accumulate(busy[:, ::-1], axis=1)[:, ::-1]
    return int((begun & goes_on & there & ~busy).sum())

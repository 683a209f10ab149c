"""How the firms of an applicant compare: each counts once, with its best table for that applicant."""

from __future__ import annotations

import numpy as np

from scheduler.arrays import Arrays, Booleans, Integers


class Ranking:
    """The possible firms of every applicant, best first; one entry for each (applicant, firm).

    Attributes
    ----------
    applicant, company : array of int, shape (M,)
        Who an entry is.
    best : array of float, shape (M,)
        The utility of the best possible table.
    as_good : array of int, shape (M,)
        How many firms are at least as good for this applicant, itself included: ties count against it.
    """

    def __init__(self, arrays: Arrays, possible: Booleans) -> None:
        self.arrays = arrays
        width = max(1, arrays.companies)
        key = arrays.pair_applicant.astype(np.int64) * width + arrays.company[arrays.pair_table]
        entry, place = np.unique(key[possible], return_inverse=True)
        best = np.zeros(len(entry))
        np.maximum.at(best, place, arrays.utility[possible])
        order = np.lexsort((-best, entry // width))
        self.applicant, self.company, self.best = entry[order] // width, entry[order] % width, best[order]
        self.start = np.searchsorted(self.applicant, np.arange(arrays.applicants + 1))
        self.as_good = self._as_good()

    def _as_good(self) -> Integers:
        """The place of the last of those that tie."""
        count = len(self.best)
        follows = np.ones(count, np.bool_)
        follows[1:] = (np.diff(self.applicant) != 0) | (np.diff(self.best) != 0)
        last = np.append(np.flatnonzero(follows)[1:], count)
        return np.asarray(last[np.cumsum(follows) - 1] - self.start[self.applicant], np.int64)

    def wanted(self, meetings: Integers) -> Integers:
        """For how many applicants a firm is among their best, as many as they have meetings (at least one)."""
        wants = (self.best > 0) & (self.as_good <= np.maximum(meetings[self.applicant], 1))
        return np.bincount(self.company[wants], minlength=self.arrays.companies)

    def firms(self, applicant: int) -> int:
        """How many firms are possible for an applicant."""
        return int(self.start[applicant + 1] - self.start[applicant])

    def place(self, pair: int) -> int:
        """1 + the number of other firms that have a better table for the applicant of a pair."""
        applicant, table = self.arrays.pair_applicant[pair], self.arrays.pair_table[pair]
        mine = slice(self.start[applicant], self.start[applicant + 1])
        better = self.best[mine] > self.arrays.utility[pair]
        return 1 + int((better & (self.company[mine] != self.arrays.company[table])).sum())

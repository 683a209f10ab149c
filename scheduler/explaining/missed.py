"""Whom a promise misses, and why: what they could have at most, alone and beside the pins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from scheduler.arrays import NOT_PINNED, Booleans, Integers
from scheduler.explaining.evidence import Evidence
from scheduler.plan import Explanation


def missed_promises(evidence: Evidence) -> Iterator[Explanation]:
    """Everybody with fewer meetings than promised.

    What they could have at most is a maximum matching of rounds with partners, alone and beside the pins.

    Parameters
    ----------
    evidence : Evidence
        The problem and its finished plan.

    Yields
    ------
    Explanation
        ``missed_*``, applicants first; `partners` are firms that an applicant, or people that a table, could
        meet in an empty plan, all other figures are meetings.
    """
    arrays = evidence.arrays
    alone, pinned = _alone(evidence), _beside_pins(evidence)
    for person in np.flatnonzero(evidence.meetings < evidence.guarantee).tolist():
        of_applicant = person < arrays.applicants
        rows = arrays.problem.applicants if of_applicant else arrays.problem.tables
        name = rows[person if of_applicant else person - arrays.applicants].id
        partners, most = alone.partners(person)
        figures = {
            "guarantee": int(evidence.guarantee[person]),
            "dates": int(evidence.meetings[person]),
            "missing": int(evidence.guarantee[person] - evidence.meetings[person]),
            "partners": partners,
        }
        kind = _why(evidence, person, partners, most, pinned)
        yield Explanation(kind, name if of_applicant else None, None if of_applicant else name, figures)


def _why(evidence: Evidence, person: int, partners: int, most: int, pinned: _Reach) -> str:
    """The first reason that is proven."""
    meetings, arrays = int(evidence.meetings[person]), evidence.arrays
    if meetings >= most:
        few = "missed_few_firms" if person < arrays.applicants else "missed_few_people"
        return few if partners == most else "missed_few_rounds"
    kept = int(evidence.limit[person] - evidence.demand.limit[person])
    if meetings >= kept + pinned.partners(person)[1]:
        return "missed_pins"
    if _shortfall(evidence) > evidence.choice.shortfall_bound:
        return "missed_not_found"
    return "missed_taken" if (arrays.pin == NOT_PINNED).all() else "missed_taken_or_set"


def _shortfall(evidence: Evidence) -> int:
    return int(np.maximum(evidence.guarantee - evidence.meetings, 0).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """Pairs of which a person may choose, and when they are free."""

    pair_applicant: Integers
    pair_table: Integers
    company: Integers
    applicant_free: Booleans
    table_free: Booleans

    def partners(self, person: int) -> tuple[int, int]:
        """How many firms (or people) are possible, and how many of them fit into different rounds."""
        applicants = len(self.applicant_free)
        if person < applicants:
            tables = self.pair_table[self.pair_applicant == person]
            together = self.table_free[tables] & self.applicant_free[person]
            other = self.company[tables]
        else:
            other = self.pair_applicant[self.pair_table == person - applicants]
            together = self.applicant_free[other] & self.table_free[person - applicants]
        row, r = np.nonzero(together)
        who, line = np.unique(other[row], return_inverse=True)
        return len(who), _fit(line, r, (len(who), together.shape[1]))


def _fit(line: Integers, r: Integers, shape: tuple[int, int]) -> int:
    """Rows of a bipartite graph that get a column each."""
    if not len(line):
        return 0
    graph = csr_array((np.ones(len(line), np.int8), (line, r)), shape=shape)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _alone(evidence: Evidence) -> _Reach:
    arrays, possible = evidence.arrays, evidence.possible
    return _Reach(
        arrays.pair_applicant[possible],
        arrays.pair_table[possible],
        arrays.company,
        arrays.applicant_there,
        arrays.table_there,
    )


def _beside_pins(evidence: Evidence) -> _Reach:
    """What the pins leave: a place that a pin without a round needs is nobody else's."""
    demand = evidence.demand
    applicant, table = demand.node
    forced = np.concatenate([applicant[demand.forced], table[demand.forced]])
    left = demand.limit - np.bincount(forced, minlength=len(demand.limit))
    keep = demand.forced | ((left[applicant] > 0) & (left[table] > 0))
    return _Reach(
        demand.applicant[keep],
        demand.table[keep],
        evidence.arrays.company,
        demand.applicant_free,
        demand.table_free,
    )

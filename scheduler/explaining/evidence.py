"""What all reasons are made of: the problem and its plan in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Arrays, Booleans, Integers
from scheduler.choosing.pairs import PairChoice
from scheduler.choosing.reduced_problem import Demand
from scheduler.explaining.ranking import Ranking
from scheduler.placing.timetable import Timetable

SHOWN_DIGITS = 4
WORTH_MENTIONING = 0.005  # less would be said as 0.00


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A problem and its finished plan.

    Attributes
    ----------
    met : array of bool, shape (E,)
        Which listed pairs have a meeting.
    possible : array of bool, shape (E,)
        Which listed pairs could meet in an empty plan: there in the same round, and both may have meetings.
    meetings, limit, guarantee : array of int, shape (A + T,)
        Meetings of everybody in the plan, at most, and as promised (never more than at most).
    wanted, places : array of int, shape (C,)
        For how many people a meeting with a firm would be one of their best, and how many its tables can have.
    """

    arrays: Arrays
    demand: Demand
    choice: PairChoice
    timetable: Timetable
    ranking: Ranking
    met: Booleans
    possible: Booleans
    meetings: Integers
    limit: Integers
    guarantee: Integers
    wanted: Integers
    places: Integers

    def ends(self, pair: int) -> tuple[int, int]:
        """The applicant and the table of a pair, both from 0."""
        return int(self.arrays.pair_applicant[pair]), int(self.arrays.pair_table[pair])

    def names(self, pair: int) -> tuple[str, str]:
        """The ids of both."""
        applicant, table = self.ends(pair)
        return self.arrays.problem.applicants[applicant].id, self.arrays.problem.tables[table].id

    def loses_promised(self, person: int) -> bool:
        """Whether somebody with one meeting fewer would have fewer than promised."""
        return bool(self.meetings[person] <= self.guarantee[person])


def evidence_of(arrays: Arrays, demand: Demand, choice: PairChoice, timetable: Timetable) -> Evidence:
    """Collect what all reasons are made of.

    Parameters
    ----------
    arrays, demand, choice : Arrays, Demand, PairChoice
        The problem, its open part, and the priced choice of pairs.
    timetable : Timetable
        The finished plan; kept, not copied, and not changed.

    Returns
    -------
    Evidence
        About E listed pairs, A + T people and C firms.
    """
    met = np.array(timetable.when, np.int32) >= 0
    ends = np.concatenate([arrays.pair_applicant[met], arrays.applicants + arrays.pair_table[met]])
    meetings = np.bincount(ends, minlength=arrays.applicants + arrays.tables)
    possible = possible_pairs(arrays)
    ranking = Ranking(arrays, possible)
    return Evidence(
        arrays=arrays,
        demand=demand,
        choice=choice,
        timetable=timetable,
        ranking=ranking,
        met=met,
        possible=possible,
        meetings=meetings,
        limit=np.concatenate([arrays.applicant_limit, arrays.table_limit]),
        guarantee=np.concatenate([arrays.applicant_guarantee, arrays.table_guarantee]),
        wanted=ranking.wanted(meetings[: arrays.applicants]),
        places=_places(arrays),
    )


def possible_pairs(arrays: Arrays) -> Booleans:
    """Pairs that are there in the same round and may both have meetings; one round at a time saves memory.

    Parameters
    ----------
    arrays : Arrays
        The problem with E listed pairs; its pins make no difference.

    Returns
    -------
    array of bool, shape (E,)
        Which of them could meet in an empty plan.
    """
    allowed = (arrays.applicant_limit[arrays.pair_applicant] > 0) & (
        arrays.table_limit[arrays.pair_table] > 0
    )
    if arrays.uniform:
        return np.asarray(allowed, np.bool_)
    together = np.zeros(arrays.pairs, np.bool_)
    for r in range(arrays.rounds):
        together |= (
            arrays.applicant_there[arrays.pair_applicant, r] & arrays.table_there[arrays.pair_table, r]
        )
    return np.asarray(allowed & together, np.bool_)


def _places(arrays: Arrays) -> Integers:
    places = np.zeros(arrays.companies, np.int64)
    np.add.at(places, arrays.company, arrays.table_limit)
    return places


def rounded(value: float) -> float:
    """As it stands in the schedule file.

    Parameters
    ----------
    value : float
        In any unit; numbers of numpy too.

    Returns
    -------
    float
        With `SHOWN_DIGITS` digits after the point, and 0.0 for -0.0.
    """
    return round(float(value), SHOWN_DIGITS) + 0.0

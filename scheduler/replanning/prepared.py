"""A problem laid out for replanning: made once, used for every request of an evening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scheduler.arrays import Arrays, Floats, Integers, arrays_of
from scheduler.problem import Applicant, Problem, Table
from scheduler.replanning.agenda import UNLISTED
from scheduler.validation import validate


@dataclass(frozen=True, slots=True, eq=False)
class PreparedProblem:
    """A validated problem as arrays, made once and used for every replan of an evening.

    Attributes
    ----------
    problem : Problem
        What it was made from.
    arrays : Arrays
        The problem as arrays.
    worth : array of float, shape (A, T)
        Utility of a pair, `UNLISTED` where it must not meet.
    applicant_most, table_most : array of int, shape (A,) and (T,)
        ``max_dates``, or R.
    largest_utility : float
        1 if all are 0.
    missing_meeting_worth : float
        More than all meetings of a round can be worth.
    applicant_index, table_index : dict of str to int
        Rows of the ids.
    """

    problem: Problem
    arrays: Arrays
    worth: Floats
    applicant_most: Integers
    table_most: Integers
    largest_utility: float
    missing_meeting_worth: float
    applicant_index: dict[str, int]
    table_index: dict[str, int]

    @property
    def windowed(self) -> bool:
        """Whether somebody was never meant to be there in every round."""
        return not self.arrays.uniform


def prepare(problem: Problem) -> PreparedProblem:
    """Validate a problem and lay it out densely.

    Parameters
    ----------
    problem : Problem
        The event, with A applicants and T tables.

    Returns
    -------
    PreparedProblem
        With arrays of shape (A, T), whatever the number of listed pairs.

    Raises
    ------
    SchedulingError
        The problem makes no sense; the message names the place.
    """
    validate(problem)
    arrays = arrays_of(problem)
    largest = float(arrays.utility.max(initial=0.0)) or 1.0
    worth = np.full((arrays.applicants, arrays.tables), UNLISTED)
    worth[arrays.pair_applicant, arrays.pair_table] = arrays.utility
    return PreparedProblem(
        problem,
        arrays,
        worth,
        _most(problem.applicants, problem.rounds),
        _most(problem.tables, problem.rounds),
        largest,
        largest * (min(worth.shape) + 2),
        {row.id: i for i, row in enumerate(problem.applicants)},
        {row.id: i for i, row in enumerate(problem.tables)},
    )


def prepared_once(problem: Problem) -> PreparedProblem:
    """What `prepare` makes of a problem; the problem of the last call, if it is the same object, is kept.

    Requests about a running event come one after the other, and people wait for each answer.

    Parameters
    ----------
    problem : Problem
        The event; an equal one that is another object is prepared anew.

    Returns
    -------
    PreparedProblem
        Shared between calls: not to be changed.

    Raises
    ------
    SchedulingError
        The problem makes no sense; the message names the place.
    """
    return _kept(_Itself(problem))


class _Itself:
    """A problem that equals itself alone: comparing two by value would take longer than preparing one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.problem is self.problem

    def __hash__(self) -> int:
        return id(self.problem)


@lru_cache(maxsize=1)
def _kept(itself: _Itself) -> PreparedProblem:
    return prepare(itself.problem)


def _most(rows: Sequence[Applicant | Table], rounds: int) -> Integers:
    return np.array(
        [rounds if row.max_dates is None else min(rounds, row.max_dates) for row in rows], np.int32
    )

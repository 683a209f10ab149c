"""The figures of a timetable: shortfall, utility, waiting."""

from __future__ import annotations

from math import fsum

import numpy as np

from scheduler.arrays import Arrays
from scheduler.placing.timetable import Timetable
from scheduler.plan import Statistics


def shortfall_of(arrays: Arrays, timetable: Timetable) -> int:
    """Meetings missing to the guarantee, over both sides.

    Parameters
    ----------
    arrays : Arrays
        The problem; each guarantee counts as lowered to the limit of that person.
    timetable : Timetable
        Its meetings, pins included.

    Returns
    -------
    int
        Meetings, >= 0.
    """
    guarantee = np.concatenate([arrays.applicant_guarantee, arrays.table_guarantee])
    return int(np.maximum(guarantee - np.array(meetings_each(timetable)), 0).sum()) if len(guarantee) else 0


def meetings_each(timetable: Timetable) -> list[int]:
    """Count everybody's meetings.

    Parameters
    ----------
    timetable : Timetable
        Pins count like all others.

    Returns
    -------
    list of int
        A + T numbers of meetings, in 0..R, applicants first.
    """
    return [(there & ~free).bit_count() for there, free in zip(timetable.there, timetable.free, strict=True)]


def utility_of(arrays: Arrays, timetable: Timetable) -> float:
    """Sum over all meetings, correctly rounded.

    Parameters
    ----------
    arrays : Arrays
        The problem, for what its E pairs are worth.
    timetable : Timetable
        Its meetings, pins included.

    Returns
    -------
    float
        In the unit of the utilities, >= 0; the order of the meetings makes no difference.
    """
    pairs, _ = timetable.placed()
    return fsum(arrays.utility[pairs].tolist())


def waiting_of(timetable: Timetable) -> int:
    """Rounds spent waiting, over everybody.

    Parameters
    ----------
    timetable : Timetable
        Its meetings, pins included.

    Returns
    -------
    int
        The sum of `person_waiting` over both sides, in rounds.
    """
    return sum(
        person_waiting(there & ~free, free)
        for there, free in zip(timetable.there, timetable.free, strict=True)
    )


def person_waiting(busy: int, free: int) -> int:
    """Rounds of the bit set `free` between the first and the last of the bit set `busy`.

    Parameters
    ----------
    busy, free : int
        Rounds in which somebody has a meeting, and in which they are there without one; bit r is round r.

    Returns
    -------
    int
        Rounds, >= 0; 0 without a meeting. Rounds in which they are not there do not count.
    """
    if not busy:
        return 0
    between = (1 << busy.bit_length()) - (busy & -busy)
    return (free & between).bit_count()


def statistics_of(arrays: Arrays, timetable: Timetable) -> Statistics:
    """All figures of a timetable, taken as the first arrangement.

    Parameters
    ----------
    arrays : Arrays
        The problem.
    timetable : Timetable
        Its meetings, pins included.

    Returns
    -------
    Statistics
        `first_waiting` is `waiting`: who shortens the waiting afterwards puts the former figure back.
    """
    waiting = waiting_of(timetable)
    each = meetings_each(timetable)
    return Statistics(
        meetings=sum(each[: arrays.applicants]),
        shortfall=shortfall_of(arrays, timetable),
        utility=utility_of(arrays, timetable),
        waiting=waiting,
        first_waiting=waiting,
        fewest_applicant_meetings=min(each[: arrays.applicants], default=0),
        fewest_table_meetings=min(each[arrays.applicants :], default=0),
    )

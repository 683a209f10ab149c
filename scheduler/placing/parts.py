"""Parts of a timetable: free what some tables have, and ask what could be there instead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.arrays import Booleans
from scheduler.choosing.reduced_problem import Demand
from scheduler.placing.timed_mip import TimedChoice
from scheduler.placing.timetable import Timetable


def timed_columns(demand: Demand) -> int:
    """How many (pair, round) a demand has.

    Parameters
    ----------
    demand : Demand
        N open pairs in R rounds.

    Returns
    -------
    int
        Rounds in which both of an open pair are free, over all pairs; in 0..N · R.
    """
    columns = 0
    for r in range(demand.applicant_free.shape[1]):
        columns += int(
            (demand.applicant_free[demand.applicant, r] & demand.table_free[demand.table, r]).sum()
        )
    return columns


def part_of(demand: Demand, timetable: Timetable, tables: Booleans) -> tuple[Demand, list[int]]:
    """The open part of the problem if all meetings of some tables were cancelled and all others stayed.

    Parameters
    ----------
    demand : Demand
        N open pairs beside the pins with a round.
    timetable : Timetable
        The meetings so far.
    tables : array of bool, shape (T,)
        The tables to free.

    Returns
    -------
    (Demand, list of int)
        The part, with the same people, and the pairs to cancel.
    """
    when = np.array(timetable.when, np.int32)[demand.pair]
    freed = (when >= 0) & tables[demand.table]
    kept = (when >= 0) & ~freed
    applicant_free, table_free = demand.applicant_free.copy(), demand.table_free.copy()
    applicant_free[demand.applicant[kept], when[kept]] = False
    table_free[demand.table[kept], when[kept]] = False
    applicant, table = demand.node
    meetings = np.bincount(np.concatenate([applicant[kept], table[kept]]), minlength=len(demand.limit))
    met = np.zeros(int(demand.meeting.max(initial=-1)) + 1, np.bool_)
    met[demand.meeting[kept]] = True
    possible = tables[demand.table] & ~met[demand.meeting]
    possible[possible] = (
        applicant_free[demand.applicant[possible]] & table_free[demand.table[possible]]
    ).any(axis=1)
    part = replace(
        demand.only(possible),
        applicant_free=applicant_free,
        table_free=table_free,
        limit=(demand.limit - meetings).astype(np.int32),
        guarantee=np.maximum(demand.guarantee - meetings, 0).astype(np.int32),
    )
    return part, demand.pair[freed].tolist()


def placed_now(demand: Demand, timetable: Timetable) -> Booleans:
    """Which open pairs have a round.

    Parameters
    ----------
    demand : Demand
        N open pairs.
    timetable : Timetable
        Of the same problem.

    Returns
    -------
    array of bool, shape (N,)
        In the order of the open pairs.
    """
    return np.asarray(np.array(timetable.when, np.int32)[demand.pair] >= 0, np.bool_)


def put_in_place(part: Demand, timetable: Timetable, cancelled: list[int], found: TimedChoice) -> None:
    """Replace cancelled meetings by found ones.

    Parameters
    ----------
    part : Demand
        The open pairs among which the new meetings were found.
    timetable : Timetable
        Changed in place.
    cancelled : list of int
        Placed pairs, in 0..E-1, without which the found ones fit.
    found : TimedChoice
        Positions among the open pairs of `part`, and rounds from 0.
    """
    for pair in cancelled:
        timetable.remove(pair)
    for pair, r in zip(part.pair[found.position].tolist(), found.round.tolist(), strict=True):
        timetable.place(pair, r)

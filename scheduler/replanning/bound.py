"""The best that the rest of a running event could be, if every published meeting could be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.arrays import Arrays, Booleans, Floats, Integers
from scheduler.certificate import Bounds
from scheduler.choosing.pairs import PairChoice, choose_pairs
from scheduler.choosing.reduced_problem import Demand
from scheduler.replanning.agenda import Agenda


@dataclass(frozen=True, slots=True, eq=False)
class FutureTarget:
    """Whom the linear programme lets meet after now.

    Attributes
    ----------
    bound : Bounds
        Of the whole event, for plans that keep the past and the pins.
    wanted : array of bool, shape (A, T)
        Pairs that reach the bound, as far as rounds can be found for them; among those hardly differing in
        utility the ones that were published.
    """

    bound: Bounds
    wanted: Booleans


def aim(agenda: Agenda, arrays: Arrays, kept: Booleans, loyalty: float, *, with_rounds: bool) -> FutureTarget:
    """Choose the best pairs for the rounds to come.

    Parameters
    ----------
    agenda : Agenda
        The event; its fixed meetings stay, all others are open. Not changed.
    arrays : Arrays
        The same problem.
    kept : array of bool, shape (A, T)
        Published pairs that can still meet.
    loyalty : float
        What it is worth beyond their utility that they do; small, since it only decides between equals.
    with_rounds : bool
        Whether presence counts round by round: a tighter bound, and a slower one.

    Returns
    -------
    FutureTarget
        Pairs wanted beside the fixed ones, and the bound for the whole event, in utility without loyalty.
    """
    demand = open_demand(agenda, arrays)
    extra = np.where(kept[demand.applicant, demand.table] & ~demand.forced, loyalty, 0.0)
    choice = choose_pairs(replace(demand, utility=demand.utility + extra), with_rounds)
    wanted = np.zeros(agenda.worth.shape, np.bool_)
    chosen = choice.chosen & ~demand.forced
    wanted[demand.applicant[chosen], demand.table[chosen]] = True
    applicants, rounds = np.nonzero(agenda.fixed & ~agenda.loose)
    held = float(agenda.worth[applicants, agenda.table_of[applicants, rounds]].sum())
    utility = choice.utility_bound - _worth_of_loyalty(demand, choice, extra) + held
    return FutureTarget(Bounds(choice.shortfall_bound + _hopeless(agenda, demand), utility), wanted)


def _worth_of_loyalty(demand: Demand, choice: PairChoice, loyalty: Floats) -> float:
    """How far the bound of the dual prices sinks when they price the utilities without loyalty."""
    best_loyal, best_plain = np.zeros((2, int(demand.meeting.max(initial=-1)) + 1))
    np.maximum.at(best_loyal, demand.meeting, choice.worth)
    np.maximum.at(best_plain, demand.meeting, choice.worth - loyalty)
    sinks = best_loyal - best_plain
    sinks[demand.meeting[demand.forced]] = 0.0  # these meet in any case, and their loyalty is 0
    return float(sinks.sum())


def open_demand(agenda: Agenda, arrays: Arrays) -> Demand:
    """What is left to decide: the rounds to come without their fixed meetings, but with pins without a round.

    Parameters
    ----------
    agenda : Agenda
        The event; not changed.
    arrays : Arrays
        The same problem, for its E listed pairs.

    Returns
    -------
    Demand
        Of R - now rounds: its round 0 is round `now` of the event. Limits and guarantees are what is left of
        them, and no more than can still be reached.
    """
    fixed, met = _fixed(agenda)
    held = fixed.sum(axis=1)
    free = (np.vstack([agenda.applicant_there, agenda.table_there]) & ~fixed)[:, agenda.now :]
    most = np.concatenate([agenda.applicant_limit, agenda.table_limit]) - held
    limit = np.clip(most, 0, free.sum(axis=1)).astype(np.int32)
    wanted = np.concatenate([agenda.applicant_guarantee, agenda.table_guarantee]) - held
    # Who cannot reach the guarantee any more misses those meetings in every plan.
    guarantee = np.clip(wanted, 0, limit).astype(np.int32)
    pair = np.flatnonzero(_can_meet(arrays, met, free, limit)).astype(np.int32)
    applicant, table = arrays.pair_applicant[pair], arrays.pair_table[pair]
    firms = agenda.met.shape[1]
    meeting = np.unique(applicant.astype(np.int64) * firms + arrays.company[table], return_inverse=True)[1]
    return Demand(
        pair,
        applicant,
        table,
        meeting.astype(np.int32),
        arrays.utility[pair],
        _loose_pairs(agenda)[applicant, table],
        free[: arrays.applicants],
        free[arrays.applicants :],
        limit,
        guarantee,
    )


def _loose_pairs(agenda: Agenda) -> Booleans:
    """Pairs that must meet, in some round to come, shape (A, T)."""
    pairs = np.zeros(agenda.worth.shape, np.bool_)
    applicants, rounds = np.nonzero(agenda.loose)
    pairs[applicants, agenda.table_of[applicants, rounds]] = True
    return pairs


def _hopeless(agenda: Agenda, demand: Demand) -> int:
    """Guaranteed meetings that are missing in every plan, because too few rounds are left."""
    wanted = np.concatenate([agenda.applicant_guarantee, agenda.table_guarantee])
    return int(np.maximum(wanted - _fixed(agenda)[0].sum(axis=1) - demand.guarantee, 0).sum())


def _fixed(agenda: Agenda) -> tuple[Booleans, Booleans]:
    """Whose rounds are fixed in every plan, shape (A + T, R), and the firms met in them, shape (A, C)."""
    fixed = agenda.fixed & ~agenda.loose
    applicants, rounds = np.nonzero(fixed)
    tables = agenda.table_of[applicants, rounds]
    of_tables = np.zeros(agenda.applicant_of.shape, np.bool_)
    of_tables[tables, rounds] = True
    met = np.zeros(agenda.met.shape, np.bool_)
    met[applicants, agenda.company[tables]] = True
    return np.vstack([fixed, of_tables]), met


def _can_meet(arrays: Arrays, met: Booleans, free: Booleans, limit: Integers) -> Booleans:
    """Pairs that have not met, may have more meetings, and are free in the same round at least once."""
    applicant, table = arrays.pair_applicant, arrays.pair_table
    possible = ~met[applicant, arrays.company[table]]
    possible &= (limit[applicant] > 0) & (limit[arrays.applicants + table] > 0)
    together = free[: arrays.applicants].astype(np.float32) @ free[arrays.applicants :].T.astype(np.float32)
    return np.asarray(possible & (together[applicant, table] > 0), np.bool_)

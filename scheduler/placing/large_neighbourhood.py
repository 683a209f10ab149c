"""Ruin and recreate: free all meetings of a few tables and decide them anew, exactly, until the bound is met."""

from __future__ import annotations

import numpy as np

from scheduler.arrays import Booleans, Floats, Integers
from scheduler.choosing.pairs import PairChoice, meetings_each, missing_meetings
from scheduler.choosing.reduced_problem import Demand
from scheduler.placing.parts import part_of, placed_now, put_in_place
from scheduler.placing.timed_mip import choose_timed_pairs
from scheduler.placing.timetable import Timetable
from scheduler.run import Run

PARTS = 100
PATIENCE = 12  # parts in a row without any gain, once no meeting is missing that need not be
FEWEST_TABLES, MOST_TABLES = 10, 24
PAIRS_A_TABLE = 30
NODES = 60
FOCUSED = 0.8  # share of the parts around a meeting that is missing


def repair(demand: Demand, timetable: Timetable, choice: PairChoice, seed: int, run: Run) -> None:
    """Improve a timetable part by part towards the bound of the relaxation; never makes it worse.

    Parameters
    ----------
    demand : Demand
        N open pairs beside the pins with a round.
    timetable : Timetable
        Changed in place; keeps forced pairs.
    choice : PairChoice
        The relaxation: its pairs show where meetings are missing, its prices which pairs are promising.
    seed : int
        Of the choice of tables.
    run : Run
        Its time limit ends the search.
    """
    random = np.random.default_rng(seed)
    worth = choice.worth
    target = choice.utility_bound - choice.penalty * choice.shortfall_bound
    tolerance = 1e-9 * max(1.0, choice.utility_bound)
    idle = 0
    for number in range(PARTS):
        gap = target - _value(demand, timetable, choice.penalty)
        stuck = idle > PATIENCE and gap < choice.penalty / 2
        if gap <= tolerance or stuck or run.over():
            break
        run.report("repair", 0.5 + 0.3 * number / PARTS)
        count = min(MOST_TABLES, FEWEST_TABLES + idle // 2)
        tables = _some_tables(demand, timetable, choice, count, random)
        gained = _recreate(demand, timetable, tables, worth, choice.penalty, run)
        idle = 0 if gained > tolerance else idle + 1


def _value(demand: Demand, timetable: Timetable, penalty: float) -> float:
    placed = placed_now(demand, timetable)
    return float(demand.utility[placed].sum()) - penalty * missing_meetings(demand, placed)


def _some_tables(
    demand: Demand, timetable: Timetable, choice: PairChoice, count: int, random: np.random.Generator
) -> Booleans:
    """Draw tables around one pair of the relaxation that has no meeting, or anywhere if there is none."""
    tables = len(demand.table_free)
    placed = placed_now(demand, timetable)
    lacking = meetings_each(demand, choice.chosen) > meetings_each(demand, placed)
    applicant, table = demand.node
    unplaced = np.flatnonzero(choice.chosen & ~placed & (lacking[applicant] | lacking[table]))
    weight = np.full(tables, 0.02)
    if len(unplaced) and random.random() < FOCUSED:
        weight += _nearness(demand, choice, placed, int(unplaced[random.integers(len(unplaced))]))
    drawn = np.zeros(tables, np.bool_)
    drawn[random.choice(tables, min(count, tables), replace=False, p=weight / weight.sum())] = True
    return drawn


def _nearness(demand: Demand, choice: PairChoice, placed: Booleans, pair: int) -> Floats:
    """How many applicants a table shares with the table of a pair; the tables of its applicant come first."""
    tables = len(demand.table_free)
    applicant, table = demand.applicant[pair], demand.table[pair]
    guests = np.zeros(len(demand.applicant_free), np.bool_)
    guests[demand.applicant[(placed | choice.chosen) & (demand.table == table)]] = True
    near = np.bincount(demand.table[placed & guests[demand.applicant]], minlength=tables).astype(float)
    near[demand.table[choice.chosen & (demand.applicant == applicant)]] += tables
    near[table] += float(tables) ** 2
    return near


def _recreate(
    demand: Demand, timetable: Timetable, tables: Booleans, worth: Floats, penalty: float, run: Run
) -> float:
    """Decide the meetings of some tables anew; returns the gain in weighted value, at least 0."""
    part, cancelled = part_of(demand, timetable, tables)
    part = part.only(_promising(demand, part, cancelled, worth, PAIRS_A_TABLE * int(tables.sum())))
    found = choose_timed_pairs(part, penalty, NODES, run.left())
    if found is None:
        return 0.0
    gain = _part_value(part, found.position, penalty) - _part_value(
        part, np.flatnonzero(np.isin(part.pair, cancelled)), penalty
    )
    if gain < -1e-9 * max(1.0, penalty):
        return 0.0
    put_in_place(part, timetable, cancelled, found)
    return gain


def _promising(demand: Demand, part: Demand, cancelled: list[int], worth: Floats, count: int) -> Booleans:
    """The pairs worth most beyond their prices, and all that are there now or must be."""
    keep = np.isin(part.pair, cancelled) | part.forced
    if len(keep) <= count:
        return np.ones(len(keep), np.bool_)
    here = worth[np.searchsorted(demand.pair, part.pair)]
    return np.asarray(keep | (here >= -np.partition(-here, count)[count]), np.bool_)


def _part_value(part: Demand, position: Integers, penalty: float) -> float:
    chosen = np.zeros(len(part.pair), np.bool_)
    chosen[position] = True
    return float(part.utility[chosen].sum()) - penalty * missing_meetings(part, chosen)

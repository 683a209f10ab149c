"""Reasons for a plan, from dual prices and bounds, as figures; `sentences` says them to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scheduler.arrays import NOT_PINNED, Arrays, Booleans, Floats, Integers
from scheduler.choosing.demand import Demand
from scheduler.choosing.pairs import PairChoice, choose_pairs
from scheduler.placing.timetable import Timetable
from scheduler.plan import Explanation

SHOWN_DIGITS = 4
WORTH_MENTIONING = 0.005  # less would be said as 0.00


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """What all reasons are made of.

    Attributes
    ----------
    met : array of bool, shape (E,)
        Which listed pairs have a date.
    dates : array of int, shape (A + T,)
        Dates of everybody.
    limit : array of int, shape (A + T,)
        The most dates everybody can have.
    price : array of float, shape (A + T,)
        What one more date of a person is worth to the plan, cut to what utilities can be worth.
    wanted : array of int, shape (T,)
        For how many people a table would be worth more than one more date of theirs elsewhere.
    rank : array of int, shape (E,)
        Place of a pair among the pairs of its applicant, the best being 1.
    """

    arrays: Arrays
    met: Booleans
    dates: Integers
    limit: Integers
    price: Floats
    wanted: Integers
    rank: Integers


def explain(
    arrays: Arrays, demand: Demand, choice: PairChoice, timetable: Timetable, in_haste: bool = False
) -> tuple[Explanation, ...]:
    """All reasons: why these pairs, why not the best wish of each applicant, what the guarantee does.

    Parameters
    ----------
    arrays, demand, choice, timetable
        The problem, its open part, the priced choice of pairs, and the finished plan.
    in_haste : bool
        Leave out what the guarantee costs, which takes another choice of pairs.

    Returns
    -------
    tuple of Explanation
        Kinds: ``date``, ``pinned_date``, ``owed_date``; ``wish_*`` for wishes that did not come true;
        ``wanted_table``; ``missed_*`` for guarantees that cannot be kept; ``guarantee_cost``.
    """
    evidence = _evidence(arrays, choice, timetable)
    return (
        *_wanted_tables(evidence),
        *_missed_guarantees(evidence),
        *(() if in_haste else _guarantee_costs(evidence, demand, choice)),
        *_dates(evidence),
        *_wishes(evidence),
    )


def _evidence(arrays: Arrays, choice: PairChoice, timetable: Timetable) -> _Evidence:
    met = np.array(timetable.when, np.int32) >= 0
    ends = np.concatenate([arrays.pair_applicant[met], arrays.applicants + arrays.pair_table[met]])
    price = np.clip(choice.price, -choice.scale, choice.scale)
    spare = np.maximum(price[: arrays.applicants], 0.0)
    wants = arrays.utility > spare[arrays.pair_applicant] + 1e-9
    return _Evidence(
        arrays=arrays,
        met=met,
        dates=np.bincount(ends, minlength=arrays.applicants + arrays.tables),
        limit=np.concatenate([arrays.applicant_limit, arrays.table_limit]),
        price=price,
        wanted=np.bincount(arrays.pair_table[wants], minlength=arrays.tables),
        rank=_ranks(arrays),
    )


def _ranks(arrays: Arrays) -> Integers:
    order = np.lexsort((-arrays.utility, arrays.pair_applicant))
    size = np.bincount(arrays.pair_applicant, minlength=arrays.applicants)
    first = np.repeat(np.cumsum(size) - size, size)
    rank = np.empty(arrays.pairs, np.int32)
    rank[order] = np.arange(arrays.pairs) - first + 1
    return rank


def _rounded(value: float) -> float:
    return round(float(value), SHOWN_DIGITS) + 0.0


def _pair(evidence: _Evidence, kind: str, pair: int, **figures: float | int | str) -> Explanation:
    """A reason about a pair, with the figures that all of those have."""
    arrays = evidence.arrays
    applicant, table = int(arrays.pair_applicant[pair]), int(arrays.pair_table[pair])
    return Explanation(
        kind,
        arrays.problem.applicants[applicant].id,
        arrays.problem.tables[table].id,
        {
            "utility": _rounded(arrays.utility[pair]),
            "rank": int(evidence.rank[pair]),
            "wanted": int(evidence.wanted[table]),
            "places": int(arrays.table_limit[table]),
        }
        | figures,
    )


def _wanted_tables(evidence: _Evidence) -> Iterator[Explanation]:
    """Tables that more people wanted than they have places, the most wanted first."""
    arrays = evidence.arrays
    price = evidence.price[arrays.applicants :]
    crowded = np.flatnonzero((evidence.wanted > arrays.table_limit) & (price >= WORTH_MENTIONING))
    for table in crowded[np.argsort(-evidence.wanted[crowded], kind="stable")].tolist():
        yield Explanation(
            "wanted_table",
            None,
            arrays.problem.tables[table].id,
            {
                "wanted": int(evidence.wanted[table]),
                "places": int(arrays.table_limit[table]),
                "price": _rounded(price[table]),
            },
        )


def _dates(evidence: _Evidence) -> Iterator[Explanation]:
    """Why each pair meets: pinned, owed to somebody's guarantee, or simply worth it."""
    arrays = evidence.arrays
    for pair in np.flatnonzero(evidence.met).tolist():
        applicant = int(arrays.pair_applicant[pair])
        table = arrays.applicants + int(arrays.pair_table[pair])
        owed_to = min((evidence.price[person], person) for person in (applicant, table))
        if arrays.pin[pair] != NOT_PINNED:
            yield _pair(evidence, "pinned_date", pair)
        elif owed_to[0] <= -WORTH_MENTIONING:
            side = "applicant" if owed_to[1] == applicant else "table"
            yield _pair(evidence, "owed_date", pair, side=side, cost=_rounded(-owed_to[0]))
        else:
            yield _pair(evidence, "date", pair)


def _wishes(evidence: _Evidence) -> Iterator[Explanation]:
    """Why each applicant's best table that they do not meet is not theirs."""
    arrays = evidence.arrays
    open_wishes = np.flatnonzero(~evidence.met & (arrays.utility > 0))
    order = open_wishes[np.lexsort((evidence.rank[open_wishes], arrays.pair_applicant[open_wishes]))]
    first = np.flatnonzero(np.diff(arrays.pair_applicant[order], prepend=-1))
    met_firms = {
        (int(arrays.pair_applicant[pair]), int(arrays.company[arrays.pair_table[pair]]))
        for pair in np.flatnonzero(evidence.met)
    }
    for pair in order[first].tolist():
        applicant, table = int(arrays.pair_applicant[pair]), int(arrays.pair_table[pair])
        yield _pair(
            evidence,
            _why_not(evidence, applicant, table, met_firms),
            pair,
            **_prices(evidence, applicant, table),
        )


def _prices(evidence: _Evidence, applicant: int, table: int) -> dict[str, float]:
    return {
        "applicant_price": _rounded(max(0.0, evidence.price[applicant])),
        "table_price": _rounded(max(0.0, evidence.price[evidence.arrays.applicants + table])),
    }


def _why_not(evidence: _Evidence, applicant: int, table: int, met_firms: set[tuple[int, int]]) -> str:
    """The first reason that applies."""
    arrays = evidence.arrays
    place = arrays.applicants + table
    if (applicant, int(arrays.company[table])) in met_firms:
        return "wish_firm_met"
    if not (arrays.applicant_there[applicant] & arrays.table_there[table]).any():
        return "wish_never_together"
    if evidence.dates[place] >= evidence.limit[place]:
        return "wish_table_full" if evidence.wanted[table] > evidence.limit[place] else "wish_places_needed"
    if evidence.dates[applicant] >= evidence.limit[applicant]:
        return "wish_day_full"
    return "wish_no_common_round"


def _missed_guarantees(evidence: _Evidence) -> Iterator[Explanation]:
    """Whom the guarantee misses, and why."""
    arrays = evidence.arrays
    guarantee = np.concatenate([arrays.applicant_guarantee, arrays.table_guarantee])
    partners = np.concatenate(
        [
            np.bincount(arrays.pair_applicant, minlength=arrays.applicants),
            np.bincount(arrays.pair_table, minlength=arrays.tables),
        ]
    )
    for person in np.flatnonzero(evidence.dates < guarantee).tolist():
        applicant = arrays.problem.applicants[person].id if person < arrays.applicants else None
        table = None if applicant is not None else arrays.problem.tables[person - arrays.applicants].id
        kind = "missed_few_partners" if partners[person] < guarantee[person] else "missed_partners_taken"
        yield Explanation(
            kind,
            applicant,
            table,
            {
                "guarantee": int(guarantee[person]),
                "dates": int(evidence.dates[person]),
                "missing": int(guarantee[person] - evidence.dates[person]),
                "partners": int(partners[person]),
            },
        )


def _guarantee_costs(evidence: _Evidence, demand: Demand, choice: PairChoice) -> Iterator[Explanation]:
    """What applicants would have more without the guarantee: the pairs are chosen once more without it."""
    arrays = evidence.arrays
    if not (demand.guarantee.any() and (choice.price < -1e-9).any()):
        return
    free = replace(demand, guarantee=np.zeros_like(demand.guarantee))
    without = choose_pairs(free, with_rounds=not demand.uniform)
    change = np.bincount(
        demand.applicant,
        weights=demand.utility * (without.chosen.astype(float) - choice.chosen),
        minlength=arrays.applicants,
    )
    total = float(change.sum())
    if total < WORTH_MENTIONING:
        return
    losers = np.flatnonzero(change >= WORTH_MENTIONING)
    yield Explanation("guarantee_total", None, None, {"cost": _rounded(total), "people": len(losers)})
    for applicant in losers[np.argsort(-change[losers], kind="stable")].tolist():
        yield Explanation(
            "guarantee_cost",
            arrays.problem.applicants[applicant].id,
            None,
            {
                "cost": _rounded(change[applicant]),
            },
        )

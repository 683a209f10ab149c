"""What the guarantee changes: the plan beside a best one without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

import numpy as np

from scheduler.arrays import Booleans, Floats
from scheduler.choosing.pairs import choose_pairs
from scheduler.explaining.evidence import WORTH_MENTIONING, Evidence, rounded
from scheduler.placing.edge_colouring import place_all
from scheduler.placing.ejection_chains import place_by_ejection
from scheduler.placing.pins import place_pins
from scheduler.plan import Explanation
from scheduler.run import Run

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class FreePlan:
    """A best plan without guarantee, proven.

    Attributes
    ----------
    change : array of float, shape (A,)
        How much more the meetings of each applicant are worth in it.
    only_promised : array of bool, shape (E,)
        Pairs of the real plan that no best plan without guarantee has.
    """

    change: Floats
    only_promised: Booleans


def free_plan(evidence: Evidence) -> FreePlan | None:
    """Choose the pairs once more without guarantee; None if it binds nobody or no proven plan comes of it.

    That nobody's price is negative proves that the guarantee binds nobody.

    Parameters
    ----------
    evidence : Evidence
        The problem and its finished plan; not changed.

    Returns
    -------
    FreePlan or None
        A plan that reaches its bound to 1e-9 and whose pairs get rounds beside the pins.
    """
    demand = evidence.demand
    if not (demand.guarantee.any() and (evidence.choice.price < -ROUNDING).any()):
        return None
    free = choose_pairs(
        replace(demand, guarantee=np.zeros_like(demand.guarantee)), with_rounds=not demand.uniform
    )
    gap = free.utility_bound - fsum(demand.utility[free.chosen].tolist())
    if gap > ROUNDING * max(1.0, free.utility_bound) or not _can_be_placed(evidence, free.chosen):
        return None
    # A pair worth less than the prices of its two people (the duals) is in no optimum.
    never = np.zeros(evidence.arrays.pairs, np.bool_)
    never[demand.pair] = ~free.chosen & ~demand.forced & (free.worth < -1e-6 * free.scale)
    return FreePlan(_change(evidence, free.chosen), evidence.met & never)


def _can_be_placed(evidence: Evidence, chosen: Booleans) -> bool:
    """Whether pairs get rounds beside the pins: always so if everybody is always there."""
    demand = evidence.demand
    if demand.uniform and not demand.forced.any():
        return True
    timetable = place_pins(evidence.arrays)
    pairs = sorted(demand.pair[chosen & ~demand.forced].tolist(), key=timetable.common_rounds)
    left = place_all(timetable, pairs)
    forced = demand.pair[demand.forced].tolist()
    return not left or not place_by_ejection(timetable, left, forced, 0, Run(None, None))


def _change(evidence: Evidence, chosen: Booleans) -> Floats:
    arrays = evidence.arrays
    takes_place = arrays.pin >= 0
    takes_place[evidence.demand.pair[chosen]] = True
    more = arrays.utility * (takes_place.astype(float) - evidence.met)
    change = np.zeros(arrays.applicants)
    np.add.at(change, arrays.pair_applicant, more)
    return change


def promise_costs(evidence: Evidence, free: FreePlan) -> Iterator[Explanation]:
    """Who has less by the guarantee and who more, in all and each.

    Parameters
    ----------
    evidence : Evidence
        The problem and its finished plan.
    free : FreePlan
        What it is compared with.

    Yields
    ------
    Explanation
        One ``promise_total`` or ``promise_total_lost``, then a ``promise_cost`` for each applicant who has
        less, most first, in utility. Less than `WORTH_MENTIONING` is not said; nothing, if the total is less.
    """
    change, arrays = free.change, evidence.arrays
    if change.sum() < WORTH_MENTIONING:
        return
    yield _total(change, fsum(arrays.utility[evidence.met].tolist()))
    losers = np.flatnonzero(change >= WORTH_MENTIONING)
    for applicant in losers[np.argsort(-change[losers], kind="stable")].tolist():
        name = arrays.problem.applicants[applicant].id
        yield Explanation("promise_cost", name, None, {"cost": rounded(change[applicant])})


def _total(change: Floats, worth: float) -> Explanation:
    """Both sums before they are set off, rounded so that the difference can be checked by hand."""
    lose, win = change > ROUNDING, change < -ROUNDING
    lost, gained = round(float(change[lose].sum()), 2), round(float(-change[win].sum()), 2)
    figures = {
        "losers": int(lose.sum()),
        "lost": lost,
        "winners": int(win.sum()),
        "gained": gained,
        "cost": round(lost - gained, 2),
        "worth": round(worth, 2),
    }
    return Explanation("promise_total" if win.any() else "promise_total_lost", None, None, figures)

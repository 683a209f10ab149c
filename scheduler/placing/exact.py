"""The last step with windows or pinned rounds: close the gap to the bound by exact search."""

from __future__ import annotations

from math import ceil

import numpy as np

from scheduler.certificate import Bounds
from scheduler.choosing.pairs import PairChoice, missing_meetings
from scheduler.choosing.reduced_problem import Demand
from scheduler.placing.parts import placed_now, put_in_place, timed_columns
from scheduler.placing.timed_mip import TimedChoice, choose_timed_pairs
from scheduler.placing.timetable import Timetable
from scheduler.run import Run

MOST_COLUMNS = 12_000  # above, branch and bound would take minutes
SMALL_COLUMNS = 2_000
NODES, NODES_IF_SMALL = 300, 100_000
PATIENCE_SECONDS = 30.0  # without a time limit; branch and bound knows no limit on its work but nodes
SHARES = (0.3, 1.0)  # of the gap: how far from the bound the better plan is looked for
ROUNDING = 2e-10  # of the largest utility; see `three_index.LARGEST`


def finish_exactly(demand: Demand, timetable: Timetable, choice: PairChoice, run: Run) -> Bounds:
    """Search all (pair, round) that could still be better than the timetable, if they are few enough.

    First for fewer missing meetings, then, with that number fixed, for more utility. A pair whose reduced costs
    exceed the gap cannot be part of a better plan and is left out, so the answer stays exact.

    Parameters
    ----------
    demand : Demand
        N open pairs beside the pins with a round.
    timetable : Timetable
        Changed in place if a better one is found.
    choice : PairChoice
        The relaxation: its bounds, and what its prices leave of each pair.
    run : Run
        Its time limit ends the search; without one, a search that takes `PATIENCE_SECONDS` is given up.

    Returns
    -------
    Bounds
        Those of the relaxation, tightened by what the search has proven.
    """
    bounds = Bounds(choice.shortfall_bound, choice.utility_bound)
    if _gap(demand, timetable, bounds) == (0, 0.0) or timed_columns(demand) == 0:
        return bounds
    if missing_meetings(demand, placed_now(demand, timetable)) > bounds.shortfall:
        bounds = _fewer_missing(demand, timetable, bounds, run)
    shortfall_gap, utility_gap = _gap(demand, timetable, bounds)
    if shortfall_gap == 0 and utility_gap > 0:
        bounds = _more_utility(demand, timetable, choice, bounds, run)
    return bounds


def _gap(demand: Demand, timetable: Timetable, bounds: Bounds) -> tuple[int, float]:
    """How far the timetable is from the bounds; differences by rounding count as none."""
    placed = placed_now(demand, timetable)
    utility = bounds.utility - float(demand.utility[placed].sum())
    negligible = 1e-9 * max(1.0, bounds.utility)
    return missing_meetings(demand, placed) - bounds.shortfall, utility if utility > negligible else 0.0


def _fewer_missing(demand: Demand, timetable: Timetable, bounds: Bounds, run: Run) -> Bounds:
    """Minimise missing meetings alone; if their bound rises, that of the utility starts anew."""
    found = _search(demand, 1.0, run, weight=0.0)
    if found is None:
        return bounds
    missing = _missing(demand, found)
    if missing < missing_meetings(demand, placed_now(demand, timetable)):
        _replace_all(demand, timetable, found)
    proven = max(bounds.shortfall, ceil(-found.bound - 1e-6))
    return bounds if proven == bounds.shortfall else Bounds(proven, _utility_limit(demand))


def _more_utility(
    demand: Demand, timetable: Timetable, choice: PairChoice, bounds: Bounds, run: Run
) -> Bounds:
    """Maximise utility at the smallest shortfall, among few pairs first; more if those do not decide it.

    No plan within a distance of the relaxation's bound has a pair worth less than minus that distance (beyond
    its prices). So plans with such a pair are below the bound less the distance; the rest is searched.
    """
    if bounds.shortfall != choice.shortfall_bound:
        return _best_of(demand, demand, timetable, bounds, run) or bounds
    widest = choice.utility_bound - _utility(demand, timetable)
    for share in SHARES:
        distance = min(share * widest, choice.utility_bound - _utility(demand, timetable))
        near = choice.worth >= -distance - 1e-6 * choice.scale
        candidates = demand.only(near | placed_now(demand, timetable) | demand.forced)
        among = _best_of(candidates, demand, timetable, bounds, run)
        if among is None:
            break
        utility = max(among.utility, choice.utility_bound - distance)
        bounds = Bounds(bounds.shortfall, min(bounds.utility, utility))
        if among.utility > _utility(demand, timetable) or _gap(demand, timetable, bounds)[1] == 0:
            break  # not even these few could be searched to the end, or nothing is left to search for
    return bounds


def _best_of(
    candidates: Demand, demand: Demand, timetable: Timetable, bounds: Bounds, run: Run
) -> Bounds | None:
    """Take over the best plan of some pairs; returns what is proven about all their plans, if anything."""
    found = _search(candidates, 0.0, run, weight=1.0, most_missing=bounds.shortfall)
    if found is None:
        return None
    utility = float(candidates.utility[found.position].sum())
    if utility > _utility(demand, timetable) and _missing(candidates, found) <= bounds.shortfall:
        _replace_all(candidates, timetable, found)
    reached = _utility(demand, timetable)
    scale = float(demand.utility.max(initial=0.0)) or 1.0
    return Bounds(bounds.shortfall, reached if found.bound - reached <= ROUNDING * scale else found.bound)


def _utility(demand: Demand, timetable: Timetable) -> float:
    return float(demand.utility[placed_now(demand, timetable)].sum())


def _search(
    demand: Demand, penalty: float, run: Run, weight: float, most_missing: int | None = None
) -> TimedChoice | None:
    columns = timed_columns(demand)
    if columns > MOST_COLUMNS or run.over():
        return None
    run.report("proof", 0.8)
    nodes = NODES_IF_SMALL if columns <= SMALL_COLUMNS else NODES
    left, started = run.left(), run.seconds()
    found = choose_timed_pairs(
        demand, penalty, nodes, PATIENCE_SECONDS if left is None else left, weight, most_missing
    )
    if left is None and run.seconds() - started >= PATIENCE_SECONDS:
        return None  # what a stopped search has found depends on the machine: the same seed, the same file
    return found


def _missing(demand: Demand, found: TimedChoice) -> int:
    chosen = np.zeros(len(demand.pair), np.bool_)
    chosen[found.position] = True
    return missing_meetings(demand, chosen)


def _replace_all(demand: Demand, timetable: Timetable, found: TimedChoice) -> None:
    cancelled = [pair for pair in timetable.placed()[0].tolist() if pair not in timetable.locked]
    put_in_place(demand, timetable, cancelled, found)


def _utility_limit(demand: Demand) -> float:
    """A bound on the utility without any structure: everybody's best pairs."""
    applicants = len(demand.applicant_free)
    meetings = min(
        int(demand.limit[:applicants].sum()), int(demand.limit[applicants:].sum()), len(demand.pair)
    )
    return float(np.sort(demand.utility)[::-1][:meetings].sum())

"""The planner: who meets whom, and when."""

from __future__ import annotations

from dataclasses import replace

from scheduler.arrays import arrays_of
from scheduler.certificate import Bounds, certificate_of
from scheduler.choosing.pairs import PairChoice, choose_pairs
from scheduler.choosing.reduced_problem import Demand, demand_of
from scheduler.explaining.explanations import explain
from scheduler.figures import statistics_of
from scheduler.placing.annealing import shorten_waiting
from scheduler.placing.edge_colouring import place_all
from scheduler.placing.ejection_chains import place_by_ejection
from scheduler.placing.exact import SMALL_COLUMNS, finish_exactly
from scheduler.placing.large_neighbourhood import repair
from scheduler.placing.parts import timed_columns
from scheduler.placing.pins import place_pins
from scheduler.placing.timetable import Timetable
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.run import Progress, Run
from scheduler.validation import validate


def solve(
    problem: Problem, *, seed: int = 0, time_limit: float | None = None, progress: Progress | None = None
) -> Plan:
    """Plan an event: minimal shortfall, then maximal utility, then little waiting.

    Parameters
    ----------
    problem : Problem
        The event.
    seed : int
        The same seed gives the same plan, unless the time limit cuts a search short.
    time_limit : float or None
        Seconds for the whole run: no search goes on after them; the choice of pairs is not interrupted.
        0 asks for the first arrangement alone.
    progress : callable or None
        Called with the name of a stage and a fraction in [0, 1].

    Returns
    -------
    Plan
        Meetings, figures, certificate, explanations, quality curve.

    Raises
    ------
    SchedulingError
        The problem makes no sense, or its pins cannot all be kept.
    """
    validate(problem)
    run = Run(time_limit, progress)
    arrays = arrays_of(problem)
    timetable = place_pins(arrays)
    run.report("pairs", 0.05)
    demand = demand_of(arrays)
    choice = choose_pairs(demand, with_rounds=not demand.uniform)
    run.report("rounds", 0.4)
    bounds = arrange(demand, timetable, choice, seed, run)
    first = statistics_of(arrays, timetable)
    shorten_waiting(timetable, seed, run, first.shortfall, first.utility)
    run.report("explanations", 0.98)
    reasons = explain(arrays, demand, choice, timetable, in_haste=run.over())
    run.report("done", 1.0)
    statistics = replace(statistics_of(arrays, timetable), first_waiting=first.waiting)
    certificate = certificate_of(arrays, statistics, bounds)
    return Plan(arrays.meetings(*timetable.placed()), statistics, certificate, reasons, tuple(run.curve))


def arrange(demand: Demand, timetable: Timetable, choice: PairChoice, seed: int, run: Run) -> Bounds:
    """Give the chosen pairs their rounds; where windows or pinned rounds forbid that, find the next best.

    Parameters
    ----------
    demand : Demand
        N open pairs beside the pins with a round.
    timetable : Timetable
        With all pins and nothing else; changed in place.
    choice : PairChoice
        The pairs to place, and the bounds that their prices prove.
    seed : int
        Of ejection and repair; where everything can be placed by chains, it makes no difference.
    run : Run
        Its time limit ends the searches; chains are always tried.

    Returns
    -------
    Bounds
        What no plan can surpass, its utility beside the pins with a round.
    """
    chosen = demand.pair[choice.chosen & ~demand.forced].tolist()
    left = place_all(timetable, sorted(chosen, key=timetable.common_rounds))
    if left:
        left = place_by_ejection(timetable, left, demand.pair[demand.forced].tolist(), seed, run)
    if left and timed_columns(demand) > SMALL_COLUMNS:
        repair(demand, timetable, choice, seed, run)
    return finish_exactly(demand, timetable, choice, run)

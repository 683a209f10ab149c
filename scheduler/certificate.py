"""What is proven about a plan."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

import numpy as np

from scheduler.arrays import Arrays
from scheduler.plan import Certificate, Level, Statistics

# Utilities are sums of floating-point numbers: values this close, relative to their size, count as equal.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is proven about all plans.

    Attributes
    ----------
    shortfall : int
        None misses fewer meetings.
    utility : float
        None with that shortfall is worth more.
    """

    shortfall: int
    utility: float


def certificate_of(arrays: Arrays, statistics: Statistics, bounds: Bounds) -> Certificate:
    """Set the figures against the bounds of the pairs; no waiting at all is the best there can be.

    Parameters
    ----------
    arrays : Arrays
        The problem; the utility of its pins with a round is added to the bound.
    statistics : Statistics
        Figures of the finished plan.
    bounds : Bounds
        On the shortfall of the whole plan, and on the utility beside the pins with a round.

    Returns
    -------
    Certificate
        Shortfall in meetings, utility, waiting in rounds; none is proven unless those before it are.
    """
    pinned = fsum(arrays.utility[np.flatnonzero(arrays.pin >= 0)].tolist())
    shortfall = level(statistics.shortfall, bounds.shortfall, True)
    utility = level(statistics.utility, bounds.utility + pinned, shortfall.proven)
    return Certificate(shortfall, utility, level(statistics.waiting, 0, utility.proven))


def level(value: float, bound: float, before_proven: bool) -> Level:
    """One level; a bound that differs from the value by rounding alone is taken to be the value.

    Parameters
    ----------
    value, bound : float
        What the plan reaches, and what none can surpass, in the unit of the level.
    before_proven : bool
        Whether the levels before it are proven; True for the first.

    Returns
    -------
    Level
        Proven if the levels before are, and the two differ by at most `TOLERANCE` · max(1, abs(bound)).
    """
    if abs(value - bound) <= TOLERANCE * max(1.0, abs(bound)):
        return Level(value, value, before_proven)
    return Level(value, bound, False)

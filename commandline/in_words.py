"""What came out, in one line for a terminal."""

from __future__ import annotations

from scheduler.plan import Plan
from scheduler.replanning.result import Replan


def plan_in_words(plan: Plan) -> str:
    """Say how good a plan is.

    Parameters
    ----------
    plan : Plan
        From `scheduler.solve`.

    Returns
    -------
    str
        Such as ``18 meetings, every promise kept, utility 11.2 proven best, 0 rounds of waiting``.
    """
    figures, level = plan.statistics, plan.certificate.utility
    best = "proven best" if level.proven else f"at most {level.gap:.4g} below the best"
    utility, waiting = f"utility {figures.utility:.4f} {best}", _counted(figures.waiting, "round")
    return f"{_counted(figures.meetings, 'meeting')}, {_promises(figures.shortfall)}, {utility}, {waiting} of waiting"


def replan_in_words(replan: Replan) -> str:
    """Say what a replan changes.

    Parameters
    ----------
    replan : Replan
        From `scheduler.replan`.

    Returns
    -------
    str
        Such as ``18 meetings, 2 new, 1 cancelled, nobody moved, every promise kept``.
    """
    figures = replan.statistics
    moved = f"{_counted(figures.moved, 'person', 'people')} moved" if figures.moved else "nobody moved"
    return (
        f"{_counted(figures.meetings, 'meeting')}, {len(replan.new_meetings)} new, {len(replan.cancelled)} cancelled,"
        f" {moved}, {_promises(figures.shortfall)}"
    )


def _promises(missing: int) -> str:
    return f"{_counted(missing, 'promised meeting')} missing" if missing else "every promise kept"


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"

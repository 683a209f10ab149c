"""Why the best table that an applicant does not meet is not theirs: only what the plan itself shows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.arrays import NOT_PINNED, Integers
from scheduler.explaining.evidence import Evidence, rounded
from scheduler.plan import Explanation

Figures = dict[str, float | int | str]
Reason = tuple[str, Figures]


def open_wishes(evidence: Evidence) -> Iterator[Explanation]:
    """For each applicant: the best table of a firm they miss, else a better table of one they meet.

    Parameters
    ----------
    evidence : Evidence
        The problem and its finished plan.

    Yields
    ------
    Explanation
        ``wish_*``, at most one an applicant, in the problem's order; `utility` is that of the wish, and a
        `round` counts from 1.
    """
    wish, instead = _wishes(evidence)
    for pair, other in zip(wish.tolist(), instead.tolist(), strict=True):
        kind, figures = _why_not(evidence, pair, other)
        worth: Figures = {"utility": rounded(evidence.arrays.utility[pair])}
        yield Explanation(kind, *evidence.names(pair), worth | figures)


def _wishes(evidence: Evidence) -> tuple[Integers, Integers]:
    """For each applicant with such a table the pair, and the pair they meet of the same firm or -1."""
    arrays = evidence.arrays
    key = (
        arrays.pair_applicant.astype(np.int64) * max(1, arrays.companies) + arrays.company[arrays.pair_table]
    )
    _, firm = np.unique(key, return_inverse=True)
    meets = np.full(arrays.pairs + 1, -1, np.int64)
    meets[firm[evidence.met]] = np.flatnonzero(evidence.met)
    instead = meets[firm]
    floor = np.where(instead >= 0, arrays.utility[instead], 0.0)
    wish = np.flatnonzero(~evidence.met & (arrays.utility > floor))
    order = wish[
        np.lexsort(
            (~evidence.possible[wish], -arrays.utility[wish], instead[wish] >= 0, arrays.pair_applicant[wish])
        )
    ]
    first = order[np.flatnonzero(np.diff(arrays.pair_applicant[order], prepend=-1))]
    return first, instead[first]


def _why_not(evidence: Evidence, pair: int, instead: int) -> Reason:
    """The first reason that applies."""
    return (
        _never(evidence, pair)
        or (_not_that_table(evidence, instead) if instead >= 0 else None)
        or (_better_day(evidence, pair) if instead < 0 else None)
        or _full_table(evidence, pair)
        or (_other_table(evidence, pair, instead) if instead >= 0 else _no_room(evidence, pair))
    )


def _never(evidence: Evidence, pair: int) -> Reason | None:
    """They could not meet in an empty plan either."""
    arrays = evidence.arrays
    applicant, table = evidence.ends(pair)
    if not (arrays.applicant_there[applicant] & arrays.table_there[table]).any():
        return "wish_never_together", {}
    if evidence.limit[applicant] == 0:
        return "wish_no_talks", {}
    return ("wish_table_closed", {}) if arrays.table_limit[table] == 0 else None


def _better_day(evidence: Evidence, pair: int) -> Reason | None:
    """The applicant has as many meetings as possible, none worth less than this one."""
    arrays = evidence.arrays
    applicant, _ = evidence.ends(pair)
    if evidence.meetings[applicant] < evidence.limit[applicant]:
        return None
    own = [p for p in evidence.timetable.at[applicant] if p >= 0]
    if (arrays.utility[own] < arrays.utility[pair]).any():
        return None
    return "wish_own_as_good", {"dates": len(own)}


def _full_table(evidence: Evidence, pair: int) -> Reason | None:
    """All places of the table are taken; by whom."""
    arrays = evidence.arrays
    _, table = evidence.ends(pair)
    node = arrays.applicants + table
    places = int(evidence.limit[node])
    if evidence.meetings[node] < places:
        return None
    guests = [p for p in evidence.timetable.at[node] if p >= 0]
    needed = {p for p in guests if evidence.loses_promised(evidence.ends(p)[0])}
    worse = {p for p in guests if arrays.utility[p] < arrays.utility[pair]}
    if sought := _sought(evidence, int(arrays.company[table])):
        return sought
    if not worse:
        return "wish_places_as_good", {"places": places}
    if needed & worse:
        kind = "wish_all_promised" if len(needed) == places else "wish_places_promised"
        return kind, {"places": places, "needed": len(needed)}
    return "wish_table_full", {"places": places}


def _sought(evidence: Evidence, firm: int) -> Reason | None:
    """All places of the firm are taken, and more people would have one of their best meetings there."""
    wanted, places = int(evidence.wanted[firm]), int(evidence.places[firm])
    own = evidence.arrays.applicants + np.flatnonzero(evidence.arrays.company == firm)
    if wanted <= places or (evidence.meetings[own] < evidence.limit[own]).any():
        return None
    figures: Figures = {"wanted": wanted, "places": places, "tables": len(own)}
    return "wish_table_sought" if len(own) == 1 else "wish_firm_sought", figures


def _no_room(evidence: Evidence, pair: int) -> Reason:
    """The table has places: the applicant has none, or they are never free at the same time."""
    applicant, table = evidence.ends(pair)
    free = evidence.timetable.free
    if evidence.meetings[applicant] >= evidence.limit[applicant]:
        return "wish_day_over", {"dates": int(evidence.meetings[applicant])}
    common = free[applicant] & free[evidence.arrays.applicants + table]
    return ("wish_still_possible", {"round": _first(common)}) if common else ("wish_no_common_round", {})


def _not_that_table(evidence: Evidence, instead: int) -> Reason | None:
    if evidence.arrays.pin[instead] == NOT_PINNED:
        return None
    return "wish_firm_set", {"other": evidence.names(instead)[1]}


def _other_table(evidence: Evidence, pair: int, instead: int) -> Reason:
    """The better table has places, the applicant sits at another one of the same firm."""
    applicant, table = evidence.ends(pair)
    other: Figures = {"other": evidence.names(instead)[1]}
    timetable, node = evidence.timetable, evidence.arrays.applicants
    common = (timetable.free[applicant] | 1 << timetable.when[instead]) & timetable.free[node + table]
    if not common:
        return "wish_no_change", other
    if evidence.loses_promised(node + evidence.ends(instead)[1]):
        return "wish_other_promised", other
    return "wish_change_possible", other | {"round": _first(common)}


def _first(rounds: int) -> int:
    return (rounds & -rounds).bit_length()

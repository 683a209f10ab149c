"""Reasons for a plan, from dual prices and bounds, as figures; `sentences` says them to people."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.arrays import NOT_PINNED, Arrays
from scheduler.choosing.pairs import PairChoice
from scheduler.choosing.reduced_problem import Demand
from scheduler.explaining.evidence import Evidence, evidence_of, rounded
from scheduler.explaining.missed import missed_promises
from scheduler.explaining.promises import FreePlan, free_plan, promise_costs
from scheduler.explaining.wishes import open_wishes
from scheduler.placing.timetable import Timetable
from scheduler.plan import Explanation


def explain(
    arrays: Arrays, demand: Demand, choice: PairChoice, timetable: Timetable, in_haste: bool = False
) -> tuple[Explanation, ...]:
    """All reasons: why these pairs, why not the best wish of each applicant, what the guarantee does.

    Parameters
    ----------
    arrays, demand, choice, timetable : Arrays, Demand, PairChoice, Timetable
        The problem, its open part, the priced choice of pairs, and the finished plan; none is changed.
    in_haste : bool
        Leave out what the guarantee changes, which takes another choice of pairs.

    Returns
    -------
    tuple of Explanation
        Kinds: ``sought_table``, ``sought_firm``; ``missed_*`` for promises that are not kept;
        ``promise_total`` or ``promise_total_lost``, then ``promise_cost``; ``pinned_meeting``,
        ``promised_meeting``, ``promised_meeting_short``, ``best_meeting``, ``good_meeting``, ``meeting``; ``wish_*``.
    """
    evidence = evidence_of(arrays, demand, choice, timetable)
    free = None if in_haste else free_plan(evidence)
    return (
        *_sought(evidence),
        *missed_promises(evidence),
        *(promise_costs(evidence, free) if free else ()),
        *_meetings(evidence, free),
        *open_wishes(evidence),
    )


def _sought(evidence: Evidence) -> Iterator[Explanation]:
    """Firms at which more people would have one of their best meetings than there are places, worst first."""
    arrays = evidence.arrays
    excess = evidence.wanted - evidence.places
    crowded = np.flatnonzero(excess > 0)
    for firm in crowded[np.argsort(-excess[crowded], kind="stable")].tolist():
        own = np.flatnonzero(arrays.company == firm)
        figures = {
            "wanted": int(evidence.wanted[firm]),
            "places": int(evidence.places[firm]),
            "tables": len(own),
        }
        kind = "sought_table" if len(own) == 1 else "sought_firm"
        yield Explanation(kind, None, arrays.problem.tables[int(own[0])].id, figures)


def _meetings(evidence: Evidence, free: FreePlan | None) -> Iterator[Explanation]:
    """Why each pair meets."""
    for pair in np.flatnonzero(evidence.met).tolist():
        yield _meeting(evidence, free, pair)


def _meeting(evidence: Evidence, free: FreePlan | None, pair: int) -> Explanation:
    """Set by hand, needed for a promise, one of the applicant's best, or simply part of the best sum."""
    arrays = evidence.arrays
    applicant, table = evidence.ends(pair)
    node = arrays.applicants + table
    place = evidence.ranking.place(pair)
    figures: dict[str, float | int | str] = {
        "utility": rounded(arrays.utility[pair]),
        "place": place,
        "firms": evidence.ranking.firms(applicant),
    }
    needs = [person for person in (applicant, node) if evidence.loses_promised(person)]
    if arrays.pin[pair] != NOT_PINNED:
        kind = "pinned_date"
    elif free is not None and free.only_promised[pair] and needs:
        short = evidence.meetings[needs[0]] < evidence.guarantee[needs[0]]
        kind = "promised_date_short" if short else "promised_date"
        side = "applicant" if needs[0] == applicant else "table"
        figures |= {"side": side, "guarantee": int(evidence.guarantee[needs[0]])}
    elif arrays.utility[pair] > 0 and (place == 1 or _is_good(evidence, applicant, place)):
        kind = "best_date" if place == 1 else "good_date"
    else:
        kind = "date"
    return Explanation(kind, *evidence.names(pair), figures)


def _is_good(evidence: Evidence, applicant: int, place: int) -> bool:
    """Among as many as the applicant has meetings, and in the better half."""
    return place <= evidence.meetings[applicant] and 2 * place <= evidence.ranking.firms(applicant)

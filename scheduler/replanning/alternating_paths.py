"""The way from one choice of pairs to a better one, in small steps that can be taken one by one.

The pairs that go and the pairs that come form paths in which they alternate, as in matching theory; whatever
paths are taken, nobody's number of meetings leaves the range between now and the goal.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Booleans
from scheduler.replanning.agenda import NOBODY, Agenda

Pair = tuple[int, int]  # applicant, table
Person = tuple[str, int]


@dataclass(frozen=True, slots=True)
class AlternatingPath:
    """Pairs that go and pairs that come, together.

    Attributes
    ----------
    gone, come : tuple of (applicant, table)
        Which they are.
    gain : float
        Utility, and missing meetings at `Agenda.missing_meeting_worth`.
    """

    gone: tuple[Pair, ...]
    come: tuple[Pair, ...]
    gain: float


def alternating_paths_to(agenda: Agenda, wanted: Booleans) -> list[AlternatingPath]:
    """Take apart the difference between the open meetings of an agenda and the wanted pairs.

    Alternating paths, as between two matchings (C. Berge, Proc. Nat. Acad. Sci. 43, 1957).

    Parameters
    ----------
    agenda : Agenda
        Its meetings after now that are not fixed may go; not changed.
    wanted : array of bool, shape (A, T)
        The pairs that shall meet after now, beside the fixed ones.

    Returns
    -------
    list of AlternatingPath
        The best gain for each pair that goes comes first.
    """
    open_ = agenda.table_of.copy()
    open_[agenda.fixed] = NOBODY
    applicants, rounds = np.nonzero(open_ != NOBODY)
    here = np.zeros(wanted.shape, np.bool_)
    here[applicants, open_[applicants, rounds]] = True
    gone = [(int(a), int(t)) for a, t in np.argwhere(here & ~wanted)]
    come = [(int(a), int(t)) for a, t in np.argwhere(wanted & ~here)]
    paths = [_alternating_path(agenda, pairs, set(gone)) for pairs in _joined(agenda, gone, come)]
    return sorted(paths, key=lambda path: (-path.gain / (len(path.gone) + 0.5), path.come, path.gone))


def _joined(agenda: Agenda, gone: list[Pair], come: list[Pair]) -> list[list[Pair]]:
    """Join one pair that goes with one that comes at every person, as long as there are both."""
    neighbours: dict[Pair, list[Pair]] = {pair: [] for pair in gone + come}
    going, coming = _by_person(gone), _by_person(come)
    for person in sorted(set(going) & set(coming)):
        for left, right in _matched(agenda, person, going[person], coming[person]):
            neighbours[left].append(right)
            neighbours[right].append(left)
    found: list[list[Pair]] = []
    seen: set[Pair] = set()
    for start in gone + come:
        if start not in seen:
            found.append(_reachable(start, neighbours))
            seen.update(found[-1])
    return found


def _by_person(pairs: list[Pair]) -> dict[Person, list[Pair]]:
    by_person: defaultdict[Person, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_person["applicant", pair[0]].append(pair)
        by_person["table", pair[1]].append(pair)
    return by_person


def _matched(
    agenda: Agenda, person: Person, going: list[Pair], coming: list[Pair]
) -> list[tuple[Pair, Pair]]:
    """At an applicant, tables of the same firm belong together: the one must go before the other comes."""
    if person[0] == "table":
        return list(zip(going, coming, strict=False))
    matched, rest = [], list(coming)
    others = []
    for left in going:
        same = [right for right in rest if agenda.company[right[1]] == agenda.company[left[1]]]
        if same:
            matched.append((left, same[0]))
            rest.remove(same[0])
        else:
            others.append(left)
    return matched + list(zip(others, rest, strict=False))


def _reachable(start: Pair, neighbours: dict[Pair, list[Pair]]) -> list[Pair]:
    found, open_ = [start], [start]
    while open_:
        for pair in neighbours[open_.pop()]:
            if pair not in found:
                found.append(pair)
                open_.append(pair)
    return found


def _alternating_path(agenda: Agenda, pairs: list[Pair], going: set[Pair]) -> AlternatingPath:
    gone = tuple(sorted(pair for pair in pairs if pair in going))
    come = tuple(sorted(pair for pair in pairs if pair not in going))
    utility = sum(agenda.worth[pair] for pair in come) - sum(agenda.worth[pair] for pair in gone)
    more: defaultdict[Person, int] = defaultdict(int)
    for pairs_, change in ((come, 1), (gone, -1)):
        for applicant, table in pairs_:
            more["applicant", applicant] += change
            more["table", table] += change
    found = sum(
        _missing(agenda, person, 0) - _missing(agenda, person, change) for person, change in more.items()
    )
    return AlternatingPath(gone, come, float(utility) + agenda.missing_meeting_worth * found)


def _missing(agenda: Agenda, person: Person, more: int) -> int:
    """Meetings missing to somebody's guarantee if they had so many more."""
    side, who = person
    if side == "applicant":
        return max(0, int(agenda.applicant_guarantee[who] - agenda.applicant_meetings[who]) - more)
    return max(0, int(agenda.table_guarantee[who] - agenda.table_meetings[who]) - more)

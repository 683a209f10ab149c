"""A better rest of the evening that moves few people: candidates, judged by shortfall, then utility."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Booleans, Integers
from scheduler.certificate import Bounds
from scheduler.replanning.agenda import NOBODY, Agenda
from scheduler.replanning.alternating_paths import alternating_paths_to
from scheduler.replanning.assignment import Loyalty, improved_round_by_round
from scheduler.replanning.bound import FutureTarget, aim
from scheduler.replanning.chains import Seats
from scheduler.replanning.prepared import PreparedProblem

LOYALTIES = (0.1, 0.01)  # what a kept meeting is worth beyond its utility, as shares of the largest utility
# What a published pair is worth more where choices of pairs hardly differ, as shares of the largest
# utility: the first moves fewer people, the second bounds more tightly.
TIES = (0.005, 0.0005)
CLOSE_ENOUGH = 0.9995  # of what the rounds to come can be worth: beyond this nobody else need be moved


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """An agenda, and what no agenda can do better."""

    agenda: Agenda
    bound: Bounds


def propose(agenda: Agenda, prepared: PreparedProblem, published: Integers, move_limit: float) -> Proposal:
    """Change the rounds to come for the better while at most a share of the people is moved.

    First every round is reassigned in turn, published meetings being worth a little more; if that stays away
    from the bound, the steps towards the pairs of the linear programme that are most worthwhile are taken,
    seated along Kempe chains.

    Parameters
    ----------
    agenda : Agenda
        The published meetings that still stand and new ones for idle people; not changed.
    prepared : PreparedProblem
        The event.
    published : array of int, shape (A, R)
        The published table of an applicant in a round to come if both are there, or `NOBODY`.
    move_limit : float
        Share of all people, both sides together, that may lose a published meeting although both are there.

    Returns
    -------
    Proposal
        The best candidate: smallest shortfall, then close to the bound, then fewest people moved.
    """
    most = max(people_moved(agenda, published), int(move_limit * sum(agenda.worth.shape)))
    largest, pairs = prepared.largest_utility, _pairs(agenda, published)
    loyalties = [Loyalty(published, share * largest) for share in LOYALTIES]
    candidates = [agenda, _improved(agenda, loyalties[0], most)]
    bounds: list[Bounds] = []
    for tie in TIES:
        target = aim(agenda, prepared.arrays, pairs, tie * largest, with_rounds=prepared.windowed)
        bounds.append(target.bound)
        best, bound = _best(candidates, published, bounds)
        if _open_gain(best, bound) <= 0.0:
            break
        nearer = _towards(best, target, published, most)
        candidates += [nearer, *(_improved(nearer, loyalty, most) for loyalty in loyalties)]
        candidates.append(_settled(_best(candidates, published, bounds)[0], published))
    return Proposal(*_best(candidates, published, bounds))


def _best(candidates: list[Agenda], published: Integers, bounds: list[Bounds]) -> tuple[Agenda, Bounds]:
    """The best of the candidates, and the tightest bound."""
    bound = min(bounds, key=lambda bound: (-bound.shortfall, bound.utility))
    return min(candidates, key=lambda candidate: _rank(candidate, published, bound)), bound


def _improved(agenda: Agenda, loyalty: Loyalty, most: int) -> Agenda:
    """Reassign round by round, as loyal as that, where not too many people are moved by it."""
    return improved_round_by_round(
        agenda, agenda.fixed, loyalty, lambda found: people_moved(found, loyalty.table_of) <= most
    )


def _settled(agenda: Agenda, published: Integers) -> Agenda:
    """Let those who are moved anyway, and whoever is idle, change once more: that moves nobody else."""
    stands = (published != NOBODY) & (agenda.table_of == published)
    applicants, rounds = np.nonzero((published != NOBODY) & ~stands)
    applicant_stays = np.ones(len(agenda.table_of), np.bool_)
    table_stays = np.ones(len(agenda.applicant_of), np.bool_)
    applicant_stays[applicants] = False
    table_stays[published[applicants, rounds]] = False
    kept = agenda.fixed | (stands & (applicant_stays[:, None] | table_stays[published]))
    return improved_round_by_round(agenda, kept, Loyalty(published, 0.0), lambda _: True)


def people_moved(agenda: Agenda, published: Integers) -> int:
    """How many people, on both sides, lose a published meeting although both of its pair are there.

    Parameters
    ----------
    agenda : Agenda
        The new plan.
    published : array of int, shape (A, R)
        The published table of an applicant in a round to come if both are there, or `NOBODY`.

    Returns
    -------
    int
        People, in 0..A + T; who loses several meetings counts once, as does who meets the same in another round.
    """
    applicants, rounds = np.nonzero((published != NOBODY) & (agenda.table_of != published))
    return len(np.unique(applicants)) + len(np.unique(published[applicants, rounds]))


def _rank(agenda: Agenda, published: Integers, bound: Bounds) -> tuple[int, bool, float]:
    """What is better is less: shortfall, then being close to the bound, then people moved or utility."""
    reached = _open_gain(agenda, bound) <= 0.0
    return agenda.shortfall(), not reached, people_moved(agenda, published) if reached else -agenda.utility()


def _pairs(agenda: Agenda, published: Integers) -> Booleans:
    """Published pairs that can still meet in their round, shape (A, T)."""
    pairs = np.zeros(agenda.worth.shape, np.bool_)
    applicants, rounds = np.nonzero(published != NOBODY)
    pairs[applicants, published[applicants, rounds]] = True
    return pairs


def _towards(agenda: Agenda, target: FutureTarget, published: Integers, most: int) -> Agenda:
    """Take steps towards the target, the most worthwhile first, while it pays and few enough people move."""
    result = agenda.copy()
    seats = Seats(result, published)
    open_gain = _open_gain(agenda, target.bound)
    for path in alternating_paths_to(agenda, target.wanted):
        if path.gain <= 0.0 or open_gain <= 0.0:
            break
        before = seats.copy()
        if seats.take(path) and seats.people_moved() <= most:
            open_gain -= path.gain
        else:
            seats = before
    seats.fill(result)
    return result


def _open_gain(agenda: Agenda, bound: Bounds) -> float:
    """What is missing until an agenda is as good as it need be; not more than 0 when it is."""
    to_come = bound.utility - agenda.utility(last_round=agenda.now)
    utility = bound.utility - agenda.utility() - (1.0 - CLOSE_ENOUGH) * to_come
    return agenda.missing_meeting_worth * (agenda.shortfall() - bound.shortfall) + utility

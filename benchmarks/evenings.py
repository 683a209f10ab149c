"""Made-up evenings that look like real ones: a few firms everybody wants, many that fit somebody; seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from scheduler.presence import PresenceChange, ReplanRequest
from scheduler.problem import Applicant, Guarantee, PlannedDate, Problem, Table, Utility

WISHES = 6  # tables an applicant names; a wish is worth more than any fit
WISH_WORTH = 0.5


def evening(
    applicants: int,
    tables: int,
    rounds: int,
    *,
    seed: int = 0,
    candidates: int | None = None,
    firms: int | None = None,
    guarantee: Guarantee | None = None,
) -> Problem:
    """An evening on which everybody is always there.

    `candidates` is the number of tables listed for an applicant (all when None), `firms` the number of firms
    the tables belong to (one each when None). Without a guarantee, half of an even share is promised.
    """
    chance = np.random.default_rng(seed)
    utility = _utilities(chance, applicants, tables)
    listed = _listed(utility, candidates)
    width = len(str(applicants))
    applicant_ids = [f"a{i:0{width}}" for i in range(applicants)]
    table_ids = [f"t{i:0{width}}" for i in range(tables)]
    return Problem(
        name=f"evening-{applicants}x{tables}x{rounds}-{seed}",
        rounds=rounds,
        tables=[Table(id_, f"c{i % (firms or tables)}") for i, id_ in enumerate(table_ids)],
        applicants=[Applicant(id_) for id_ in applicant_ids],
        utilities=[Utility(applicant_ids[a], table_ids[t], float(utility[a, t])) for a, t in listed],
        guarantee=guarantee or _half_of_an_even_share(applicants, tables, rounds),
    )


def with_windows(problem: Problem, share: float, *, seed: int = 0, least: int = 4) -> Problem:
    """The same evening, with a share of the people there only for a run of rounds."""
    chance = np.random.default_rng(seed)

    def window() -> frozenset[int] | None:
        if chance.random() >= share:
            return None
        length = int(chance.integers(min(least, problem.rounds), problem.rounds + 1))
        first = int(chance.integers(1, problem.rounds - length + 2))
        return frozenset(range(first, first + length))

    return replace(
        problem,
        name=f"{problem.name}-windows",
        applicants=[replace(row, available=window()) for row in problem.applicants],
        tables=[replace(row, available=window()) for row in problem.tables],
    )


def disturbance(problem: Problem, now: int, *, seed: int = 0, no_shows: float = 0.05) -> ReplanRequest:
    """What goes wrong on an evening: no-shows, a table fails, one closes for two rounds, people leave."""
    chance = np.random.default_rng(seed)
    later = range(now + 1, problem.rounds + 1)
    missing = chance.random(len(problem.applicants)) < no_shows
    leaving = ~missing & (chance.random(len(problem.applicants)) < 0.02)
    half = frozenset(r for r in later if r > (now + problem.rounds) // 2)
    failed, closed = chance.choice(len(problem.tables), 2, replace=False)
    return ReplanRequest(
        now=now,
        absent=[
            *(
                PresenceChange("applicant", problem.applicants[i].id)
                for i in np.flatnonzero(missing).tolist()
            ),
            *(
                PresenceChange("applicant", problem.applicants[i].id, half)
                for i in np.flatnonzero(leaving).tolist()
            ),
            PresenceChange("table", problem.tables[failed].id),
            PresenceChange("table", problem.tables[closed].id, frozenset(later[:2])),
        ],
    )


def with_walk_ins(problem: Problem, count: int, now: int, *, seed: int = 0) -> Problem:
    """The same evening with people nobody knew of: there after `now`, no wishes, a small fit everywhere."""
    chance = np.random.default_rng(seed)
    ids = [f"walk-in-{i}" for i in range(count)]
    later = frozenset(range(now + 1, problem.rounds + 1))
    fit = np.round(chance.uniform(0.0, 0.3, (count, len(problem.tables))), 4)
    return replace(
        problem,
        applicants=[*problem.applicants, *(Applicant(id_, later) for id_ in ids)],
        utilities=[
            *problem.utilities,
            *(
                Utility(id_, t.id, float(fit[i, k]))
                for i, id_ in enumerate(ids)
                for k, t in enumerate(problem.tables)
            ),
        ],
    )


def without_order(dates: Sequence[PlannedDate], *, seed: int = 0) -> list[PlannedDate]:
    """The same dates, shuffled: no reader may depend on their order."""
    order = np.random.default_rng(seed).permutation(len(dates))
    return [dates[i] for i in order]


def _utilities(chance: np.random.Generator, applicants: int, tables: int) -> npt.NDArray[np.float64]:
    """Fit by distance between interests, plus the worth of a wish; popular tables are wished for more."""
    interests, fields = chance.normal(size=(applicants, 3)), chance.normal(size=(tables, 3))
    distance = np.linalg.norm(interests[:, None, :] - fields[None, :, :], axis=2)
    fit = 0.5 * np.exp(-0.5 * distance) * chance.uniform(0.6, 1.0, (applicants, tables))
    popularity = chance.zipf(1.8, tables).clip(1, 40)
    draw = -np.log(chance.random((applicants, tables))) / (popularity * np.exp(-distance))
    wished = np.argsort(draw, axis=1)[:, :WISHES]
    rank_worth = WISH_WORTH - 0.05 * np.arange(wished.shape[1])
    np.put_along_axis(fit, wished, np.take_along_axis(fit, wished, axis=1) + rank_worth, axis=1)
    return np.asarray(np.round(fit, 4), np.float64)


def _listed(utility: npt.NDArray[np.float64], candidates: int | None) -> list[tuple[int, int]]:
    applicants, tables = utility.shape
    if candidates is None or candidates >= tables:
        return [(a, t) for a in range(applicants) for t in range(tables)]
    best = np.sort(np.argpartition(-utility, candidates, axis=1)[:, :candidates], axis=1)
    return [(a, int(t)) for a in range(applicants) for t in best[a]]


def _half_of_an_even_share(applicants: int, tables: int, rounds: int) -> Guarantee:
    dates = min(applicants, tables) * rounds
    return Guarantee(applicant=max(1, dates // applicants // 2), table=max(1, dates // tables // 2))

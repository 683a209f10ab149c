"""Made-up evenings that look like real ones: a few firms everybody wants, many that fit somebody; seeded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from scheduler.problem import Applicant, Guarantee, Problem, Table, Utility
from scheduler.request import PresenceChange, ReplanRequest

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
    wishes: bool = True,
) -> Problem:
    """An evening on which everybody is always there.

    With `wishes` a few pairs are worth far more than all others; without, utilities vary smoothly.
    `candidates` is the number of tables listed for an applicant (all when None), `firms` the number of firms
    the tables belong to (one each when None). Without a guarantee, half of an even share is promised.
    """
    chance = np.random.default_rng(seed)
    utility = (_wished if wishes else _smooth)(chance, applicants, tables)
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


def no_shows(problem: Problem, now: int, *, seed: int = 0, share: float = 0.05) -> ReplanRequest:
    """A share of the applicants did not come."""
    chance = np.random.default_rng(seed)
    missing = np.flatnonzero(chance.random(len(problem.applicants)) < share).tolist()
    return ReplanRequest(now, absent=[PresenceChange("applicant", problem.applicants[i].id) for i in missing])


def failing_tables(problem: Problem, now: int, *, seed: int = 0) -> ReplanRequest:
    """One table fails for good, another one for two rounds."""
    chance = np.random.default_rng(seed)
    failed, closed = chance.choice(len(problem.tables), 2, replace=False).tolist()
    return ReplanRequest(
        now,
        absent=[
            PresenceChange("table", problem.tables[failed].id),
            PresenceChange("table", problem.tables[closed].id, frozenset({now + 1, now + 2})),
        ],
    )


def leaving_early(problem: Problem, now: int, *, seed: int = 0, share: float = 0.05) -> ReplanRequest:
    """A share of the applicants goes home halfway through what is left."""
    chance = np.random.default_rng(seed)
    leaving = np.flatnonzero(chance.random(len(problem.applicants)) < share).tolist()
    late = frozenset(range((now + problem.rounds) // 2 + 1, problem.rounds + 1))
    return ReplanRequest(
        now, absent=[PresenceChange("applicant", problem.applicants[i].id, late) for i in leaving]
    )


def late_arrivals(problem: Problem, now: int, *, seed: int = 0, share: float = 0.05) -> ReplanRequest:
    """A share of the applicants comes two rounds later than planned."""
    chance = np.random.default_rng(seed)
    late = np.flatnonzero(chance.random(len(problem.applicants)) < share).tolist()
    missed = frozenset({now + 1, now + 2})
    return ReplanRequest(
        now, absent=[PresenceChange("applicant", problem.applicants[i].id, missed) for i in late]
    )


def everything_at_once(problem: Problem, now: int, *, seed: int = 0) -> ReplanRequest:
    """No-shows, failing tables and people who leave early, all on one evening."""
    absent = [
        *no_shows(problem, now, seed=seed).absent,
        *failing_tables(problem, now, seed=seed + 1).absent,
        *leaving_early(problem, now, seed=seed + 2, share=0.02).absent,
    ]
    return ReplanRequest(now, absent)


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


def _wished(chance: np.random.Generator, applicants: int, tables: int) -> npt.NDArray[np.float64]:
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


def _smooth(chance: np.random.Generator, applicants: int, tables: int) -> npt.NDArray[np.float64]:
    """A table's popularity and what an applicant makes of it, on the logistic scale."""
    popularity = chance.normal(-0.8, 1.0, tables)
    taste = chance.normal(0.0, 1.4, (applicants, tables))
    return np.asarray(np.round(1.0 / (1.0 + np.exp(-popularity - taste)), 4), np.float64)


def _listed(utility: npt.NDArray[np.float64], candidates: int | None) -> list[tuple[int, int]]:
    applicants, tables = utility.shape
    if candidates is None or candidates >= tables:
        return [(a, t) for a in range(applicants) for t in range(tables)]
    best = np.sort(np.argpartition(-utility, candidates, axis=1)[:, :candidates], axis=1)
    return [(a, int(t)) for a in range(applicants) for t in best[a]]


def _half_of_an_even_share(applicants: int, tables: int, rounds: int) -> Guarantee:
    meetings = min(applicants, tables) * rounds
    return Guarantee(applicant=max(1, meetings // applicants // 2), table=max(1, meetings // tables // 2))

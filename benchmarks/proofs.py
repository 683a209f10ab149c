"""How near to the bound plans come, and how many are proven: with pins, windows and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from benchmarks.comparison import Say
from benchmarks.evenings import evening, with_windows
from scheduler.check import check
from scheduler.plan import Certificate
from scheduler.problem import Pin, Problem
from scheduler.solve import solve

NOTES = """\
Made-up evenings of {sizes}, with wishes and with smooth
utilities, {seeds} of each. Firms have one or two tables, and one applicant in ten wants fewer meetings. Pins are
meetings of a plan for other wishes, so that they can be kept; every second one has its round. *Gap* is what a
better plan could still gain at most, in percent of the bound.
"""
SIZES = ((40, 40, 8), (90, 50, 10), (120, 37, 12), (300, 40, 12), (300, 100, 12))


@dataclass(frozen=True, slots=True)
class Proof:
    """One plan: what is proven about it, how long it took, and whether it keeps the rules."""

    certificate: Certificate
    seconds: float
    valid: bool

    @property
    def gap(self) -> float:
        """What could be gained, as a share of the bound; infinite if too many meetings are missing."""
        if self.certificate.shortfall.gap:
            return float("inf")
        return self.certificate.utility.gap / max(1.0, self.certificate.utility.bound)


def with_limits(problem: Problem, *, seed: int = 0, share: float = 0.1) -> Problem:
    """The same evening, with a share of the applicants who want fewer meetings."""
    chance = np.random.default_rng(seed)
    return replace(
        problem,
        applicants=[
            replace(row, max_dates=int(chance.integers(1, problem.rounds)))
            if chance.random() < share
            else row
            for row in problem.applicants
        ],
    )


def with_pins(problem: Problem, share: float, *, seed: int = 0) -> Problem:
    """The same evening, with a share of all meetings fixed; every second one in its round."""
    chance = np.random.default_rng(seed)
    wishes = chance.random(len(problem.utilities)).tolist()
    other = [replace(u, utility=wish) for u, wish in zip(problem.utilities, wishes, strict=True)]
    meetings = solve(replace(problem, utilities=other), time_limit=0).meetings
    taken = chance.permutation(len(meetings))[: int(share * len(meetings))].tolist()
    pins = [
        Pin(meetings[i].applicant, meetings[i].table, meetings[i].round if k % 2 else None)
        for k, i in enumerate(taken)
    ]
    return replace(problem, pins=pins)


KINDS: dict[str, Callable[[Problem, int], Problem]] = {
    "always there": lambda problem, _: problem,
    "always there, 2 % of the meetings pinned": lambda problem, seed: with_pins(problem, 0.02, seed=seed),
    "always there, 10 % pinned": lambda problem, seed: with_pins(problem, 0.1, seed=seed),
    "always there, 30 % pinned": lambda problem, seed: with_pins(problem, 0.3, seed=seed),
    "30 % with windows": lambda problem, seed: with_windows(problem, 0.3, seed=seed),
    "everybody with windows": lambda problem, seed: with_windows(problem, 1.0, seed=seed),
}


def prove(seeds: int, say: Say) -> dict[str, list[Proof]]:
    """Plan all evenings of every kind."""
    evenings = [
        (_evening(*size, seed, wishes), seed)
        for size in SIZES
        for seed in range(seeds)
        for wishes in (True, False)
    ]
    found = {}
    for name, kind in KINDS.items():
        found[name] = [_proof(kind(problem, seed)) for problem, seed in evenings]
        say(f"proofs, {name}: {len(found[name])} evenings")
    return found


def _evening(applicants: int, tables: int, rounds: int, seed: int, wishes: bool) -> Problem:
    candidates = max(12, tables // 2) if wishes else None
    firms = max(1, 2 * tables // 3)
    problem = evening(
        applicants, tables, rounds, seed=seed, firms=firms, candidates=candidates, wishes=wishes
    )
    return with_limits(problem, seed=seed)


def _proof(problem: Problem) -> Proof:
    started = perf_counter()
    plan = solve(problem)
    return Proof(plan.certificate, perf_counter() - started, check(problem, plan.meetings).valid)


def as_markdown(proofs: dict[str, list[Proof]], seeds: int) -> str:
    """One row a kind."""
    sizes = ", ".join(f"{a} x {t} x {r}" for a, t, r in SIZES)
    rows = [
        NOTES.format(seeds=seeds, sizes=sizes),
        "| evenings | plans | rules | shortfall at its bound | proven | gap (median / worst) "
        "| s (median / worst) |",
        "| --- | --: | --- | --: | --: | --: | --: |",
    ]
    rows += [_row(name, found) for name, found in proofs.items()]
    return "\n".join(rows) + "\n"


def _row(name: str, found: list[Proof]) -> str:
    gaps, seconds = [100 * proof.gap for proof in found], [proof.seconds for proof in found]
    cells = [
        name,
        str(len(found)),
        "kept" if all(proof.valid for proof in found) else "broken",
        str(sum(not proof.certificate.shortfall.gap for proof in found)),
        str(sum(proof.certificate.optimal for proof in found)),
        f"{float(np.median(gaps)):.3f} % / {max(gaps):.3f} %",
        f"{float(np.median(seconds)):.2f} / {max(seconds):.1f}",
    ]
    return "| " + " | ".join(cells) + " |"

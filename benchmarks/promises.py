"""What we promise, beside what this run measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.comparison import Result
from benchmarks.contestants import OURS, SLOW
from benchmarks.proofs import Proof
from benchmarks.replanning import Case
from benchmarks.scaling import Point
from scheduler.plan import Plan


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence, the figure of this run, and whether it is kept."""

    sentence: str
    measured: str
    kept: bool


def of_comparison(results: dict[str, list[Result]]) -> list[Promise]:
    """Ratios of one run, by the name of the evening."""
    promises = []
    for name in SLOW:
        pair = _pair(results.get("300 x 40 x 12", []), name)
        if pair:
            ours, peer = pair
            ratio = peer.seconds / ours.seconds
            stopped = "" if all(run.proven for run in peer.runs) else ">= "
            promises.append(
                Promise(
                    f"at least 200 times faster than {name} at 300 x 40 x 12",
                    f"{stopped}{ratio:.0f} times",
                    ratio >= 200,
                )
            )
    pair = _pair(results.get("2,000 x 200 x 24", []), "OR-tools min-cost flow + colouring")
    if pair:
        ratio, cpu = pair[0].seconds / pair[1].seconds, pair[0].cpu_seconds / pair[1].cpu_seconds
        sentence = (
            "at most 5 times slower than OR-tools' min-cost flow with the same colouring at 2,000 x 200 x 24"
        )
        promises.append(Promise(sentence, f"{ratio:.1f} times (CPU: {cpu:.1f})", ratio <= 5))
    for result in results.get("750 x 100 x 18", []):
        if result.name.startswith("ours"):
            peak = max(run.peak_megabytes for run in result.runs)
            promises.append(
                Promise(f"at most 250 MB at 750 x 100 x 18 ({result.name})", f"{peak:.0f} MB", peak <= 250)
            )
    return promises


def of_scaling(points: list[Point]) -> list[Promise]:
    """Memory of the largest size."""
    return [
        Promise(
            "below 1.3 GB at 10,000 x 1,000 x 24 with 100 candidates",
            f"{p.megabytes:.0f} MB",
            p.megabytes < 1300,
        )
        for p in points
        if p.pairs >= 1_000_000
    ]


def of_proofs(proofs: dict[str, list[Proof]]) -> list[Promise]:
    """Always there: all proven. With windows: the worst gap, which is infinite where meetings are missing."""
    uniform = [proof for name, found in proofs.items() if "always there" in name for proof in found]
    proven = sum(proof.certificate.optimal for proof in uniform)
    promises = [
        Promise(
            "proven optimal whenever everybody is always there, with or without pins",
            f"{proven} of {len(uniform)}",
            proven == len(uniform),
        )
    ]
    for name, most in (("30 % with windows", 0.0025), ("everybody with windows", 0.006)):
        worst = max(proof.gap for proof in proofs[name])
        sentence = f"shortfall at its bound and utility within {100 * most:g} % of it, {name}"
        promises.append(Promise(sentence, f"{100 * worst:.3f} % at worst", worst <= most))
    return promises


def of_waiting(plans: dict[str, Plan]) -> list[Promise]:
    """Against the first arrangement."""
    promises = []
    for name, plan in plans.items():
        less = 1.0 - plan.statistics.waiting / max(1, plan.statistics.first_waiting)
        sentence = f"at least 70 % fewer waiting rounds at 300 x 100 x 12 ({name}) in 5 s"
        promises.append(Promise(sentence, f"{100 * less:.1f} %", less >= 0.7))
    return promises


def of_replanning(cases: dict[str, list[Case]]) -> list[Promise]:
    """Over all requests; the worst request counts for quality, the 95th percentile for time."""
    found = [case for row in cases.values() for case in row]
    if not found:
        return []
    at_once = _p95([case.at_once_seconds for case in found])
    proposal = _p95([case.proposal_seconds for case in found])
    cpu = (
        _p95([case.at_once_cpu_seconds for case in found]),
        _p95([case.proposal_cpu_seconds for case in found]),
    )
    enough = float(np.mean([case.at_once_share >= 0.995 for case in found]))
    close = float(np.mean([case.proposal_share >= 0.999 for case in found]))
    moved = max(case.moved for case in found)
    return [
        Promise("at once: p95 of at most 10 ms", f"{at_once:.1f} ms ({cpu[0]:.1f} ms of CPU)", at_once <= 10),
        Promise(
            "at once: at least 99.5 % of the utility to come",
            f"{100 * enough:.0f} % of requests",
            enough == 1,
        ),
        Promise(
            "proposal: p95 of at most 250 ms", f"{proposal:.0f} ms ({cpu[1]:.0f} ms of CPU)", proposal <= 250
        ),
        Promise(
            "proposal: at least 99.9 % of the utility to come", f"{100 * close:.0f} % of requests", close == 1
        ),
        Promise("proposal: at most 10 % of the people moved", f"{100 * moved:.1f} % at most", moved <= 0.1),
    ]


def _p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return 1000 * float(np.percentile(seconds, 95))


def as_markdown(promises: list[Promise]) -> str:
    """Kept or not, without mercy."""
    rows = ["| promise | this run | kept |", "| --- | --- | --- |"]
    rows += [f"| {p.sentence} | {p.measured} | {'yes' if p.kept else '**no**'} |" for p in promises]
    return "\n".join(rows) + "\n"


def _pair(results: list[Result], peer: str) -> tuple[Result, Result] | None:
    by_name = {result.name: result for result in results}
    return (by_name[OURS], by_name[peer]) if OURS in by_name and peer in by_name else None

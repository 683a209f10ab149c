"""Weights in words: what share of the fit each criterion makes up for whom."""

from __future__ import annotations

from dataclasses import dataclass

from matching.criteria import CRITERIA
from matching.criteria.criterion import Side
from matching.weights import Weights


@dataclass(frozen=True, slots=True)
class CriterionShare:
    """The share of one criterion, in percent, for each side; None where it does not count at all."""

    applicants: int | None
    companies: int | None
    usual: float


def shares_of(weights: Weights) -> dict[str, CriterionShare]:
    """Return by criterion what it makes up for each side, and its usual weight."""
    percent = {
        side: {name: round(100 * share) for name, share in weights.shares(side).items()} for side in Side
    }
    usual = Weights()
    return {
        c.name: CriterionShare(
            percent[Side.APPLICANT][c.name] if Side.APPLICANT in c.counts_for else None,
            percent[Side.COMPANY][c.name] if Side.COMPANY in c.counts_for else None,
            getattr(usual, c.name),
        )
        for c in CRITERIA
    }

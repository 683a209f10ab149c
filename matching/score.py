"""Score every applicant against every offer, and say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.criteria import CRITERIA, wish
from matching.criteria.criterion import Side, Values
from matching.explanation import Reason, Views, reasons_of
from matching.profiles import ApplicantProfile, OfferProfile
from matching.views import mutual, view
from matching.weights import Weights
from matching.wishes import Wish, WishMatrices, wish_matrices

USUAL_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Scores:
    """How well everybody fits.

    Attributes
    ----------
    applicants, offers : tuple
        Rows and columns of the matrices.
    weights : Weights
        With which they were made.
    values : ndarray of float32, shape (A, O)
        In [0, 1]; 0 where the pair must not meet, at least 0.1 everywhere else.
    allowed : ndarray of bool, shape (A, O)
        False where one side said "not this one": such a pair must not meet.
    parts : mapping of str to ndarray of float32, shape (A, O)
        Value of each criterion, in [0, 1], by its name.
    wishes : WishMatrices
        Ranks of both sides.
    """

    applicants: tuple[ApplicantProfile, ...]
    offers: tuple[OfferProfile, ...]
    weights: Weights
    values: Values
    allowed: NDArray[np.bool_]
    parts: Mapping[str, Values]
    wishes: WishMatrices

    def explain(self, i: int, j: int, locale: str) -> list[Reason]:
        """Take the score of applicant number `i` and offer number `j` apart.

        Returns
        -------
        list of Reason
            The wish, each criterion, and the base; ``value * weight`` of all of them sum to the score.
            For a pair that must not meet: one reason of value 0 that says no more than that.
        """
        ranks = self.wishes.applicant_ranks[i, j], self.wishes.company_ranks[i, j]
        applicant_wish, company_wish = (float(value) for value in wish.wish_values(ranks))
        parts = {name: float(part[i, j]) for name, part in self.parts.items()}
        views = Views(parts, self.weights, applicant_wish, company_wish)
        return reasons_of(self.applicants[i], self.offers[j], views, bool(self.allowed[i, j]), locale)


def score(
    applicants: Sequence[ApplicantProfile],
    offers: Sequence[OfferProfile],
    wishes: Iterable[Wish] = (),
    weights: Weights = USUAL_WEIGHTS,
) -> Scores:
    """Score every pair: each side's view of it, and the geometric mean of the two.

    Parameters
    ----------
    applicants, offers : sequences
        A and O of them, ids unique on each side; either may be empty.
    wishes : iterable of ApplicantWish and CompanyWish
        At most one of each side about a pair.
    weights : Weights
        Of this event.

    Returns
    -------
    Scores
        Matrices of shape (A, O). `matching.views` says why this mean, and proves that a wish beats all else.

    Raises
    ------
    DuplicateId, UnknownId, DuplicateWish
        From `matching.errors`, when the ids do not fit together.
    """
    entered = wish_matrices(applicants, offers, wishes)
    parts = {criterion.name: criterion.values(applicants, offers) for criterion in CRITERIA}
    applicant_view = view(
        _fit(parts, weights.shares(Side.APPLICANT)), wish.wish_values(entered.applicant_ranks)
    )
    company_view = view(_fit(parts, weights.shares(Side.COMPANY)), wish.wish_values(entered.company_ranks))
    allowed = ~entered.unwanted
    values = np.where(allowed, mutual(applicant_view, company_view), np.float32(0))
    return Scores(tuple(applicants), tuple(offers), weights, values, allowed, parts, entered)


def _fit(parts: Mapping[str, Values], shares: Mapping[str, float]) -> Values:
    """Weighted mean of the criteria, float32, shape (A, O), in [0, 1]."""
    fit = sum(np.float32(share) * parts[name] for name, share in shares.items() if share)
    return np.asarray(fit, dtype=np.float32)

"""From offers to firms: an applicant meets a firm, not an offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.criteria.criterion import Values
from matching.score import Scores


@dataclass(frozen=True, slots=True)
class CompanyUtilities:
    """What a meeting of an applicant with a firm is worth.

    Attributes
    ----------
    companies : tuple of str
        Ids of the firms, in the order of their first offer: the columns.
    values : ndarray of float32, shape (A, C)
        Score of the firm's best offer that is allowed for this applicant; 0 where none is.
    allowed : ndarray of bool, shape (A, C)
        False where no offer of the firm is allowed: such a pair must not meet.
    best_offers : ndarray of int, shape (A, C)
        Number of that offer in ``scores.offers``, for explanations; -1 where none is allowed.
    """

    companies: tuple[str, ...]
    values: Values
    allowed: NDArray[np.bool_]
    best_offers: NDArray[np.intp]


def company_utilities(scores: Scores) -> CompanyUtilities:
    """Reduce offers to firms: the best allowed offer counts, the first of several equal ones.

    Parameters
    ----------
    scores : Scores
        A applicants and O offers of C firms.

    Returns
    -------
    CompanyUtilities
        Matrices of shape (A, C), firms in the order of their first offers.
    """
    of_company: dict[str, list[int]] = {}
    for number, offer in enumerate(scores.offers):
        of_company.setdefault(offer.company, []).append(number)
    shape = (len(scores.applicants), len(of_company))
    best_offers = np.full(shape, -1, dtype=np.intp)
    values = np.zeros(shape, dtype=np.float32)
    for column, numbers in enumerate(of_company.values()):
        allowed = scores.allowed[:, numbers]
        ranked = np.where(allowed, scores.values[:, numbers], np.float32(-1))
        best = ranked.argmax(axis=1)
        best_offers[:, column] = np.where(allowed.any(axis=1), np.array(numbers)[best], -1)
        values[:, column] = np.maximum(ranked.max(axis=1), 0)
    return CompanyUtilities(tuple(of_company), values, best_offers >= 0, best_offers)


def among_best(utilities: CompanyUtilities, candidates: int) -> NDArray[np.bool_]:
    """Pairs worth planning with: the best firms of each applicant, and the best applicants of each firm.

    Parameters
    ----------
    utilities : CompanyUtilities
        From `company_utilities`.
    candidates : int
        How many to keep for each applicant and for each firm, >= 1.

    Returns
    -------
    ndarray of bool, shape (A, C)
        Allowed pairs only. The second half of the rule keeps firms in whom nobody is most interested.
    """
    ranked = np.where(utilities.allowed, utilities.values, np.float32(-1))
    kept = _largest(ranked, candidates) | _largest(ranked.T, candidates).T
    return kept & utilities.allowed


def _largest(values: Values, count: int) -> NDArray[np.bool_]:
    """Mark the largest entries of each row; among equal ones the first."""
    order = np.argsort(-values, axis=1, kind="stable")[:, :count]
    marked = np.zeros(values.shape, dtype=np.bool_)
    np.put_along_axis(marked, order, values=True, axis=1)
    return marked

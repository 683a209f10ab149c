"""Take one score apart into reasons that sum to it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from matching.criteria import CRITERIA, wish
from matching.criteria.criterion import Side
from matching.locales import in_locale
from matching.profiles import ApplicantProfile, OfferProfile
from matching.views import BASE, FIT_SHARE, WISH_SHARE
from matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score.

    Attributes
    ----------
    criterion : str
        ``"wish"``, the name of a criterion, or ``"base"``.
    value : float
        In [0, 1].
    weight : float
        What a whole value is worth in this score, >= 0.
    sentence : str
        In the language asked for; both sides may read it.
    """

    criterion: str
    value: float
    weight: float
    sentence: str

    @property
    def points(self) -> float:
        """What this reason adds to the score; the points of all reasons sum to it."""
        return self.value * self.weight


class Views:
    """Both sides' view of one pair, and how much a change in either moves the score.

    The score ``G = sqrt(a * c)`` is homogeneous of degree 1, so by Euler's theorem it equals
    ``a * dG/da + c * dG/dc``, with ``dG/da = G / (2 a)``. As each view is a sum, so is the score.
    """

    def __init__(
        self, parts: Mapping[str, float], weights: Weights, applicant_wish: float, company_wish: float
    ) -> None:
        self.parts = parts
        self.wishes = {Side.APPLICANT: applicant_wish, Side.COMPANY: company_wish}
        self._shares = {side: weights.shares(side) for side in Side}
        views = {side: self._view(side) for side in Side}
        score = math.sqrt(math.prod(views.values()))
        self.slopes = {side: score / (2 * seen) for side, seen in views.items()}

    def weight_of(self, criterion: str) -> float:
        """What a whole value of a criterion is worth in the score."""
        return FIT_SHARE * sum(self.slopes[side] * self._shares[side][criterion] for side in Side)

    def _view(self, side: Side) -> float:
        fit = sum(share * self.parts[name] for name, share in self._shares[side].items())
        return BASE + FIT_SHARE * fit + WISH_SHARE * self.wishes[side]


def reasons_of(
    applicant: ApplicantProfile, offer: OfferProfile, views: Views, allowed: bool, locale: str
) -> list[Reason]:
    """Reasons for a score: the wish, each criterion, the base.

    Parameters
    ----------
    applicant, offer : profiles
        The pair.
    views : Views
        What the score of the pair is made of.
    allowed : bool
        False for a pair that must not meet.
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    list of Reason
        Their points sum to the score; for a pair that must not meet, one reason without points.
    """
    if not allowed:
        return [Reason("wish", 0.0, 0.0, wish.sentence_of_excluded(locale))]
    of_criteria = [
        Reason(
            criterion.name,
            views.parts[criterion.name],
            views.weight_of(criterion.name),
            criterion.sentence(applicant, offer, locale),
        )
        for criterion in CRITERIA
    ]
    return [_reason_of_wish(views, locale), *of_criteria, _reason_of_base(views, locale)]


def _reason_of_wish(views: Views, locale: str) -> Reason:
    slope = sum(views.slopes.values())
    value = sum(views.slopes[side] * views.wishes[side] for side in Side) / slope
    wished = (views.wishes[Side.APPLICANT] > 0, views.wishes[Side.COMPANY] > 0)
    return Reason("wish", value, WISH_SHARE * slope, wish.sentence(*wished, locale))


def _reason_of_base(views: Views, locale: str) -> Reason:
    sentence = {
        "de": "Jedes Gespräch ist eine Gelegenheit; dafür gibt es immer etwas.",
        "en": "Every talk is a chance; that always counts a little.",
    }
    return Reason("base", 1.0, BASE * sum(views.slopes.values()), in_locale(sentence, locale))

"""What every criterion of a fit is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from matching.locales import Texts
from matching.profiles import ApplicantProfile, OfferProfile

Values = NDArray[np.float32]


class Side(Enum):
    """The two sides of a meeting."""

    APPLICANT = "applicant"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One reason why a pair fits.

    Attributes
    ----------
    name : str
        Also the name of its weight in `matching.weights.Weights`.
    counts_for : frozenset of Side
        In whose view of the pair it counts.
    label, about : Texts
        A word or two for a form, and a sentence that explains to an organiser what is measured.
    values : callable
        ``(applicants, offers) -> float32 (A, O)`` in [0, 1].
    sentence : callable
        ``(applicant, offer, locale) -> str``, a sentence that both sides may read.
    """

    name: str
    counts_for: frozenset[Side]
    label: Texts
    about: Texts
    values: Callable[[Sequence[ApplicantProfile], Sequence[OfferProfile]], Values]
    sentence: Callable[[ApplicantProfile, OfferProfile, str], str]


BOTH_SIDES = frozenset(Side)
NOT_SAID = 0.5  # where one side said nothing: neither for nor against

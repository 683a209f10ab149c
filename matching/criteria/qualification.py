"""Whether the school-leaving qualification is what the firm asks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from matching.criteria.criterion import Criterion, Side, Values
from matching.locales import in_locale
from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification

PER_MISSING_LEVEL = 0.5


def sufficiency(level: ArrayLike, minimum: ArrayLike) -> Values:
    """Value of a qualification against the one that is asked for.

    Parameters
    ----------
    level, minimum : array_like of int
        `Qualification.level`; they broadcast against each other.

    Returns
    -------
    ndarray of float32
        1 from the minimum on, however far above; half of it for each level that is missing, never 0.

    Notes
    -----
    More than asked for is neither rewarded nor punished. The BBiG asks for no school qualification, so that
    less never excludes; it counts less, as the firm said what it wishes.
    """
    missing = np.maximum(np.asarray(minimum) - np.asarray(level), 0)
    steps = np.float32(PER_MISSING_LEVEL) ** np.arange(missing.max(initial=0) + 1)
    return np.asarray(steps[missing], dtype=np.float32)


def values(applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile]) -> Values:
    """`sufficiency` of every pair.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them; either may be empty.

    Returns
    -------
    ndarray of float32, shape (A, O)
        In (0, 1].
    """
    levels = np.array([applicant.qualification.level for applicant in applicants], dtype=np.int8)
    minima = np.array([offer.minimum_qualification.level for offer in offers], dtype=np.int8)
    return sufficiency(levels[:, None], minima[None, :])


def sentence(applicant: ApplicantProfile, offer: OfferProfile, locale: str) -> str:
    """Say whether it is enough, and what more or less of it means here.

    Parameters
    ----------
    applicant, offer : profiles
        The pair.
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    str
        One or two sentences that both sides may read.
    """
    minimum = offer.minimum_qualification
    above = applicant.qualification.level - minimum.level
    if minimum is Qualification.NONE:
        text = {
            "de": "Für dieses Angebot ist kein bestimmter Schulabschluss nötig.",
            "en": "This offer needs no particular school qualification.",
        }
    elif above == 0:
        text = {
            "de": "Gewünscht ist mindestens: {}. Das passt genau.",
            "en": "Asked for: at least {}. That fits exactly.",
        }
    elif above > 0:
        text = {
            "de": "Gewünscht ist mindestens: {}. Der vorhandene Abschluss ist höher; das zählt nicht extra.",
            "en": "Asked for: at least {}. This is more, which counts nothing extra.",
        }
    else:
        text = {
            "de": "Gewünscht ist mindestens: {}. Der vorhandene ist niedriger; das schließt nicht aus.",
            "en": "Asked for: at least {}. This is less, which excludes nobody.",
        }
    return in_locale(text, locale).format(minimum.label(locale))


CRITERION = Criterion(
    name="qualification",
    counts_for=frozenset({Side.COMPANY}),
    label={"de": "Schulabschluss", "en": "School qualification"},
    about={
        "de": "Ob der Schulabschluss reicht. Mehr zählt nicht extra, weniger schließt nicht aus.",
        "en": "Whether the school qualification is enough. More counts nothing extra, less excludes nobody.",
    },
    values=values,
    sentence=sentence,
)

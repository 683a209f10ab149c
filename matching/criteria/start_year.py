"""Whether both want to start in the same year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from matching.criteria.criterion import BOTH_SIDES, Criterion, Values
from matching.locales import in_locale
from matching.profiles import ApplicantProfile, OfferProfile

A_YEAR_LATER = 0.5  # the applicant waits a year, with an internship say
A_YEAR_EARLIER = 0.25  # the applicant mostly still has to finish school


def agreement(wanted: ArrayLike, offered: ArrayLike) -> Values:
    """Value of two start years.

    Parameters
    ----------
    wanted, offered : array_like of int
        Years of the applicant and of the offer; they broadcast against each other.

    Returns
    -------
    ndarray of float32
        1 for the same year, 0.5 if the offer starts one year later, 0.25 one year earlier, otherwise 0.
    """
    later = np.asarray(offered) - np.asarray(wanted)
    return np.select([later == 0, later == 1, later == -1], [1, A_YEAR_LATER, A_YEAR_EARLIER], 0).astype(
        np.float32
    )


def values(applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile]) -> Values:
    """`agreement` of every pair.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them; either may be empty.

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0, 1].
    """
    wanted = np.array([applicant.start_year for applicant in applicants], dtype=np.int16)
    offered = np.array([offer.start_year for offer in offers], dtype=np.int16)
    return agreement(wanted[:, None], offered[None, :])


def sentence(applicant: ApplicantProfile, offer: OfferProfile, locale: str) -> str:
    """Say both years.

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
    if applicant.start_year == offer.start_year:
        text = {"de": "Beide möchten {offered} anfangen.", "en": "Both want to start in {offered}."}
    else:
        text = {
            "de": "Die Ausbildung beginnt {offered}, gewünscht ist {wanted}.",
            "en": "The training starts in {offered}; the hope was {wanted}.",
        }
    return in_locale(text, locale).format(offered=offer.start_year, wanted=applicant.start_year)


CRITERION = Criterion(
    name="start_year",
    counts_for=BOTH_SIDES,
    label={"de": "Startjahr", "en": "Start year"},
    about={
        "de": "Ob beide im selben Jahr anfangen möchten.",
        "en": "Whether both want to start in the same year.",
    },
    values=values,
    sentence=sentence,
)

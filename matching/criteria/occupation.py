"""How close the offer's occupation is to those that the applicant wishes for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matching.criteria.criterion import BOTH_SIDES, NOT_SAID, Criterion, Values
from matching.locales import in_locale
from matching.occupations import Occupation, all_occupations, kldb_labels, occupation
from matching.profiles import MOST_OCCUPATIONS, ApplicantProfile, OfferProfile

LADDER = (0.0, 0.1, 0.4, 0.6, 0.8, 0.9)  # by the number of leading KldB digits that two occupations share
SAME_GROUP = 0.2  # at least, under the same heading of our list
POSITIONS = (1.0, 0.9, 0.8)  # first, second, third wished occupation


def similarity(one: Occupation, other: Occupation) -> float:
    """Likeness of two occupations.

    Parameters
    ----------
    one, other : Occupation
        From our table, in either order.

    Returns
    -------
    float
        In [0, 1]; symmetric; 1 only for the same occupation.

    Notes
    -----
    The KldB 2010 groups occupations by what one must be able to do (Berufsfachlichkeit) in its first four
    digits and by level in the fifth (Bundesagentur für Arbeit, Klassifikation der Berufe 2010, vol. 1, 2011;
    Paulus and Matthes, FDZ-Methodenreport 08/2013). As in Wu and Palmer (ACL 1994) the depth of the nearest
    common ancestor decides; the steps are ours, long where the digits stop naming a trade:

    - 1 digit, 0.1: a sector (baker and electrician: "Produktion und Fertigung");
    - 2 digits, 0.4: a neighbouring trade (office clerk and industrial clerk);
    - 3 digits, 0.6: one trade (carpenter and wood machinist);
    - 4 digits, 0.8: one job on another level (nurse and nursing assistant);
    - 5 digits, 0.9: one job under two titles (baker and confectioner).

    The KldB parts what people look for together in a few places (IT system electronics is under 26, other IT
    under 43): a common heading of our list then counts 0.2.
    """
    return float(_similarities()[_numbers()[one.id], _numbers()[other.id]])


def shared_digits(one: Occupation, other: Occupation) -> int:
    """Number of leading digits (0 to 5) that the KldB codes have in common.

    Parameters
    ----------
    one, other : Occupation
        Their KldB codes have five digits.

    Returns
    -------
    int
        0 to 5, counted from the left.
    """
    pairs = enumerate(zip(one.kldb, other.kldb, strict=True))
    return next((place for place, (a, b) in pairs if a != b), len(one.kldb))


def values(applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile]) -> Values:
    """Likeness to the best of the applicant's wished occupations, less for the second and third in the list.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them; either may be empty.

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0, 1]; 0.5 for an applicant who names no occupation.
    """
    wanted = np.full((len(applicants), MOST_OCCUPATIONS), -1, dtype=np.intp)
    for row, applicant in enumerate(applicants):
        wanted[row, : len(applicant.occupations)] = [_numbers()[name] for name in applicant.occupations]
    offered = np.array([_numbers()[offer.occupation] for offer in offers], dtype=np.intp)
    to_offers = np.vstack([_similarities(), np.zeros_like(_similarities()[:1])])[
        :, offered
    ]  # row -1: nothing named
    best = np.zeros((len(applicants), len(offers)), dtype=np.float32)
    for position, factor in enumerate(POSITIONS):
        np.maximum(best, np.float32(factor) * to_offers[wanted[:, position]], out=best)
    best[wanted[:, 0] < 0] = NOT_SAID
    return best


def sentence(applicant: ApplicantProfile, offer: OfferProfile, locale: str) -> str:
    """Say which wished occupation is closest and what the two have in common.

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
    offered = occupation(offer.occupation)
    if not applicant.occupations:
        return in_locale(
            {
                "de": "Es ist noch kein Wunschberuf angegeben.",
                "en": "No wished occupation has been named yet.",
            },
            locale,
        )
    if offer.occupation in applicant.occupations:
        place = applicant.occupations.index(offer.occupation) + 1
        return in_locale(
            {
                "de": f"{offered.name_neutral} ist Wunschberuf Nummer {place}.",
                "en": f"{offered.name_neutral} is number {place} of the wished occupations.",
            },
            locale,
        )
    return _sentence_of_likeness(_closest(applicant, offered), offered, locale)


def _sentence_of_likeness(wished: Occupation, offered: Occupation, locale: str) -> str:
    likeness = similarity(wished, offered)
    names = (offered.name_neutral, wished.name_neutral)
    if likeness < SAME_GROUP:
        text = {
            "de": "{} hat mit dem Wunschberuf {} wenig gemeinsam.",
            "en": "{} has little in common with the wished occupation {}.",
        }
    elif likeness < LADDER[3]:
        text = {
            "de": "{} ist mit dem Wunschberuf {} entfernt verwandt: beide gehören zu „{}“.",
            "en": "{} is distantly related to the wished occupation {}: both belong to “{}”.",
        }
    else:
        text = {
            "de": "{} ist mit dem Wunschberuf {} nah verwandt: beide gehören zu „{}“.",
            "en": "{} is closely related to the wished occupation {}: both belong to “{}”.",
        }
    return in_locale(text, locale).format(*names, _common_heading(wished, offered))


def _common_heading(one: Occupation, other: Occupation) -> str:
    """Label of what both belong to; four digits at most, as the fifth says a level, not a trade."""
    shared = min(shared_digits(one, other), 4)
    return kldb_labels()[one.kldb[:shared]] if shared >= 2 else one.group


def _closest(applicant: ApplicantProfile, offered: Occupation) -> Occupation:
    wished = [occupation(name) for name in applicant.occupations]
    return max(zip(wished, POSITIONS, strict=False), key=lambda pair: pair[1] * similarity(pair[0], offered))[
        0
    ]


@cache
def _numbers() -> dict[str, int]:
    return {entry.id: number for number, entry in enumerate(all_occupations())}


@cache
def _similarities() -> NDArray[np.float32]:
    """`similarity` of every two occupations, float32, shape (occupations, occupations)."""
    codes = np.array([list(entry.kldb) for entry in all_occupations()])
    groups = np.array([entry.group for entry in all_occupations()])
    shared = np.cumprod(codes[:, None, :] == codes[None, :, :], axis=2).sum(axis=2)
    same_group = SAME_GROUP * (groups[:, None] == groups[None, :])
    likeness: NDArray[np.float32] = np.maximum(np.array(LADDER)[shared], same_group).astype(np.float32)
    np.fill_diagonal(likeness, 1)
    return likeness


CRITERION = Criterion(
    name="occupation",
    counts_for=BOTH_SIDES,
    label={"de": "Beruf", "en": "Occupation"},
    about={
        "de": "Wie nah der angebotene Beruf an den Wunschberufen liegt (Klassifikation der Berufe 2010).",
        "en": "How close the offered occupation is to the wished ones (KldB 2010).",
    },
    values=values,
    sentence=sentence,
)

"""How far it is, measured by how far the applicant said they travel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from matching.criteria.criterion import NOT_SAID, Criterion, Side, Values
from matching.locales import in_locale
from matching.postcodes import distance_km, place_of, positions
from matching.profiles import ApplicantProfile, OfferProfile

USUAL_RADIUS_KM = 25.0  # for who has not said; an assumption of ours, about Detmold to Paderborn
AT_THE_LIMIT = 0.8


def closeness(kilometres: ArrayLike, radius_km: ArrayLike) -> Values:
    """Value of a distance, with a soft limit at the radius.

    Parameters
    ----------
    kilometres : array_like, shape (A, O)
        Distances >= 0; NaN for unknown.
    radius_km : array_like, broadcastable to (A, O)
        How far the applicant said they travel, > 0.

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0, 1], never rising with distance: 1 next door, falling in a line to 0.8 at the radius, beyond it
        by half about every third of a radius (0.29 at one and a half, 0.11 at two radii). 0.5 where unknown.

    Notes
    -----
    Inside the radius every place is fine, as the applicant said so; beyond it the value fades instead of
    dropping to nothing, as a stated limit is rarely exact. Exponential decay with distance is usual for
    trips (A. G. Wilson, "A family of spatial interaction models", Environment and Planning 3, 1971).
    """
    radii = np.asarray(kilometres, dtype=np.float32) / np.asarray(radius_km, dtype=np.float32)
    inside = 1 - (1 - AT_THE_LIMIT) * np.minimum(radii, 1)
    beyond = np.exp(-2 * np.maximum(radii - 1, 0))
    return np.where(np.isnan(radii), NOT_SAID, inside * beyond).astype(np.float32)


def values(applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile]) -> Values:
    """`closeness` of every pair, by the middle of their postcodes.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them; either may be empty.

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0, 1]; 0.5 where a postcode is not in our table.
    """
    homes, home_of = np.unique([applicant.postcode for applicant in applicants], return_inverse=True)
    works, work_of = np.unique([offer.postcode for offer in offers], return_inverse=True)
    between = distance_km(positions(list(homes))[:, None], positions(list(works))[None, :]).astype(np.float32)
    radii = np.array([applicant.radius_km or USUAL_RADIUS_KM for applicant in applicants], dtype=np.float32)
    return closeness(between[home_of][:, work_of], radii[:, None])


def sentence(applicant: ApplicantProfile, offer: OfferProfile, locale: str) -> str:
    """Say where the offer is, how far that is, and what the applicant said; not where the applicant lives.

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
    home, work = place_of(applicant.postcode), place_of(offer.postcode)
    if home is None or work is None:
        return in_locale(
            {"de": "Die Entfernung ist nicht bekannt.", "en": "The distance is not known."}, locale
        )
    kilometres = float(distance_km((home.lat, home.lon), (work.lat, work.lon)))
    return f"{_how_far(work.place, kilometres, locale)}{_measured(applicant.radius_km, kilometres, locale)}."


def _how_far(place: str, kilometres: float, locale: str) -> str:
    if kilometres < 1.5:
        text = {
            "de": "Wohnort und {place} liegen dicht beieinander",
            "en": "Home and {place} are close together",
        }
    else:
        text = {
            "de": "Zwischen Wohnort und {place} liegen etwa {kilometres:.0f} km Luftlinie",
            "en": "About {kilometres:.0f} km as the crow flies between home and {place}",
        }
    return in_locale(text, locale).format(place=place, kilometres=kilometres)


def _measured(radius_km: float | None, kilometres: float, locale: str) -> str:
    if radius_km is None:
        return in_locale(
            {"de": "; ein Umkreis ist nicht angegeben", "en": "; no radius has been named"}, locale
        )
    if kilometres <= radius_km:
        text = {"de": ", im gewünschten Umkreis von {} km", "en": ", within the {} km that were given"}
    else:
        text = {"de": ", weiter als die gewünschten {} km", "en": ", farther than the {} km that were given"}
    number = f"{radius_km:g}"
    return in_locale(text, locale).format(in_locale({"de": number.replace(".", ","), "en": number}, locale))


CRITERION = Criterion(
    name="distance",
    counts_for=frozenset({Side.APPLICANT}),
    label={"de": "Entfernung", "en": "Distance"},
    about={
        "de": "Luftlinie zum Ausbildungsort, gemessen am gewünschten Umkreis. Was weiter weg liegt, zählt "
        "weniger, ist aber nicht ausgeschlossen.",
        "en": "Straight line to the place of training, measured by the wished radius. What is farther away "
        "counts less, but is not excluded.",
    },
    values=values,
    sentence=sentence,
)

"""What the weights of an event do, on an invented applicant and three invented offers."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

from matching.occupations import occupation
from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification
from matching.score import score
from matching.views import BASE, FIT_SHARE
from matching.weights import Weights

WISHED, OTHER, YEAR = "tischler", "zimmerer", 2027
HERE, FAR = "32756", "37671"  # Detmold, and Höxter
APPLICANT = ApplicantProfile(
    id="applicant",
    occupations=(WISHED,),
    postcode=HERE,
    radius_km=20,
    qualification=Qualification.INTERMEDIATE,
    start_year=YEAR,
)


@dataclass(frozen=True, slots=True)
class ExampleOffer:
    """One offer: how well it fits, from 0 to 1, and its place among the three, now and usually."""

    words: str
    fit: float
    place: int
    usual_place: int


def offer(id_: str, trade: str, postcode: str, later: bool = False) -> OfferProfile:
    """Return an offer; one that begins later also asks for more."""
    asked = Qualification.UNIVERSITY_ENTRANCE if later else Qualification.FIRST
    return OfferProfile(id_, id_, trade, postcode, asked, YEAR + later)


OFFERS = (offer("far", WISHED, FAR), offer("other", OTHER, HERE), offer("later", WISHED, HERE, later=True))


def example_of(weights: Weights) -> list[ExampleOffer]:
    """Return the three offers, the one that fits best first."""
    fits, usual_fits = fits_with(weights), fits_with(Weights())
    words = {
        "far": gettext("%(job)s, but about 40 km away", job=occupation(WISHED).name_neutral),
        "other": gettext("%(job)s, in the same town", job=occupation(OTHER).name_neutral),
        "later": gettext(
            "%(job)s, in the same town, but a year later and asking for the Abitur",
            job=occupation(WISHED).name_neutral,
        ),
    }
    places, usual_places = places_of(fits), places_of(usual_fits)
    found = [ExampleOffer(words[id_], fits[id_], places[id_], usual_places[id_]) for id_ in fits]
    return sorted(found, key=lambda one: one.place)


def fits_with(weights: Weights) -> dict[str, float]:
    """Score the offers by what fits alone, as a share of the most that can fit."""
    values = score([APPLICANT], OFFERS, weights=weights).values[0]
    return {one.id: float(value) / (BASE + FIT_SHARE) for one, value in zip(OFFERS, values, strict=True)}


def places_of(fits: dict[str, float]) -> dict[str, int]:
    """Number the offers, the best fit first."""
    ordered = sorted(fits, key=lambda id_: -round(fits[id_], 6))
    return {id_: place for place, id_ in enumerate(ordered, 1)}

"""What a score may know about an applicant and an offer: not age, sex, name, origin or photo."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from matching.errors import InvalidProfile, UnknownOccupation
from matching.languages import LANGUAGES
from matching.occupations import occupation
from matching.qualification import Qualification

MOST_OCCUPATIONS = 3
FARTHEST_RADIUS_KM = 1000
YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class ApplicantProfile:
    """One applicant.

    Attributes
    ----------
    id : str
        Unique among the applicants; never looked into.
    occupations : tuple of str
        Up to three ids of wished occupations, most wished first; empty for somebody who does not know yet.
    postcode : str
        Five digits.
    radius_km : float or None
        How far they travel as the crow flies, in (0, 1000]; ``None`` when not said.
    qualification : Qualification
        What they have, or expect to have when they start.
    start_year : int
        Year in which they want to start.
    languages : frozenset of str
        ISO 639-1 codes of languages they say they can work in; empty when not said.

    Raises
    ------
    InvalidProfile
        With the first field that is not what it must be.
    """

    id: str
    occupations: tuple[str, ...]
    postcode: str
    radius_km: float | None
    qualification: Qualification
    start_year: int
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _check_id("id", self.id)
        _check_occupations(self.occupations)
        _check_postcode(self.postcode)
        _check_radius(self.radius_km)
        _check_qualification("qualification", self.qualification)
        _check_year(self.start_year)
        _check_languages(self.languages)


@dataclass(frozen=True, slots=True)
class OfferProfile:
    """One training offer of a firm.

    Attributes
    ----------
    id : str
        Unique among all offers of the event; never looked into.
    company : str
        Id of the firm; a firm may have several offers.
    occupation : str
        Id of the occupation.
    postcode : str
        Five digits, of the place of training.
    minimum_qualification : Qualification
        ``Qualification.NONE`` when none in particular is needed.
    start_year : int
        Year in which the training starts.
    languages : frozenset of str
        ISO 639-1 codes of languages that help in this job; empty when it does not matter.

    Raises
    ------
    InvalidProfile
        With the first field that is not what it must be.
    """

    id: str
    company: str
    occupation: str
    postcode: str
    minimum_qualification: Qualification
    start_year: int
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _check_id("id", self.id)
        _check_id("company", self.company)
        _check_occupation("occupation", self.occupation)
        _check_postcode(self.postcode)
        _check_qualification("minimum_qualification", self.minimum_qualification)
        _check_year(self.start_year)
        _check_languages(self.languages)


def _check_id(field: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise InvalidProfile(field, f"{value!r} is not a text with at least one character")


def _check_occupations(value: object) -> None:
    if not isinstance(value, tuple):
        raise InvalidProfile("occupations", f"{value!r} is not a tuple")
    if len(value) > MOST_OCCUPATIONS:
        raise InvalidProfile("occupations", f"{len(value)} are more than {MOST_OCCUPATIONS}")
    for occupation_id in value:
        _check_occupation("occupations", occupation_id)
    if len(set(value)) < len(value):
        raise InvalidProfile("occupations", "one is there twice")


def _check_occupation(field: str, value: object) -> None:
    try:
        occupation(value if isinstance(value, str) else repr(value))
    except UnknownOccupation as unknown:
        raise InvalidProfile(field, str(unknown)) from unknown


def _check_postcode(value: object) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{5}", value):
        raise InvalidProfile("postcode", f"{value!r} is not five digits")


def _check_radius(value: object) -> None:
    if value is None:
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not 0 < value <= FARTHEST_RADIUS_KM:  # type: ignore[arg-type,operator]
        raise InvalidProfile("radius_km", f"{value!r} is not a number above 0 up to {FARTHEST_RADIUS_KM}")


def _check_qualification(field: str, value: object) -> None:
    if not isinstance(value, Qualification):
        raise InvalidProfile(field, f"{value!r} is not one of the school qualifications")


def _check_year(value: object) -> None:
    if not isinstance(value, int) or value not in YEARS:
        raise InvalidProfile("start_year", f"{value!r} is not a year from {YEARS[0]} to {YEARS[-1]}")


def _check_languages(value: object) -> None:
    if not isinstance(value, frozenset):
        raise InvalidProfile("languages", f"{value!r} is not a frozenset")
    unknown = value - LANGUAGES.keys()
    if unknown:
        raise InvalidProfile("languages", f"{sorted(map(str, unknown))[0]!r} is not a language in our list")

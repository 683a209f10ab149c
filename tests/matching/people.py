"""Applicants and offers of which a test names only what it is about."""

from __future__ import annotations

from typing import Any

from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification


def an_applicant(**changed: Any) -> ApplicantProfile:
    """Somebody from Detmold who wants to become a carpenter in 2027."""
    usual: dict[str, Any] = {
        "id": "a1",
        "occupations": ("tischler",),
        "postcode": "32756",
        "radius_km": 20,
        "qualification": Qualification.INTERMEDIATE,
        "start_year": 2027,
    }
    return ApplicantProfile(**usual | changed)


def an_offer(**changed: Any) -> OfferProfile:
    """A carpenter's place in Detmold from 2027 on."""
    usual: dict[str, Any] = {
        "id": "o1",
        "company": "c1",
        "occupation": "tischler",
        "postcode": "32756",
        "minimum_qualification": Qualification.FIRST,
        "start_year": 2027,
    }
    return OfferProfile(**usual | changed)

"""What a score may know of people and firms, and how well they fit by it. No name crosses this bridge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matching.profiles import ApplicantProfile, OfferProfile
from matching.score import Scores, score
from matching.weights import Weights
from matching.wishes import ApplicantWish, CompanyWish
from matching.wishes import Wish as MatchingWish
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event, WishSide
from webapp.events.queries import wish_rows
from webapp.offload import let_others_run, offload, paced


def applicant_key(row: int) -> str:
    """Name an applicant for the score and the planner."""
    return f"a{row}"


def company_key(row: int) -> str:
    """Name a firm for the score and the planner."""
    return f"c{row}"


def row_number(key: str) -> int:
    """Return whose row such a name means."""
    return int(key[1:])


def scores_between(
    event: Event, applicants: Sequence[Applicant], companies: Sequence[Company], with_wishes: bool = True
) -> Scores:
    """Score applicants against the offers of firms, with the weights of the event."""
    wishes = list(matching_wishes(event, applicants, companies)) if with_wishes else ()
    let_others_run()
    return offload(
        score,
        [applicant_profile(applicant) for applicant in paced(applicants)],
        [offer for company in companies for offer in offer_profiles(company)],
        wishes,
        Weights(**event.weights),
    )


def applicant_profile(applicant: Applicant) -> ApplicantProfile:
    """Return what a score may know of an applicant."""
    return ApplicantProfile(
        id=applicant_key(applicant.id),
        occupations=tuple(wish.occupation_id for wish in applicant.occupations),
        postcode=applicant.postcode,
        radius_km=applicant.radius_km,
        qualification=applicant.qualification,
        start_year=applicant.start_year,
        languages=frozenset(applicant.languages),
    )


def offer_profiles(company: Company) -> Iterator[OfferProfile]:
    """Yield what a score may know of the offers of a firm."""
    for offer in company.offers:
        yield OfferProfile(
            id=offer_key(offer.id),
            company=company_key(company.id),
            occupation=offer.occupation_id,
            postcode=company.postcode,
            minimum_qualification=offer.minimum_qualification,
            start_year=offer.start_year,
            languages=frozenset(offer.languages),
        )


def offer_key(row: int) -> str:
    """Name an offer for the score."""
    return f"o{row}"


def matching_wishes(
    event: Event, applicants: Sequence[Applicant], companies: Sequence[Company]
) -> Iterator[MatchingWish]:
    """Translate the wishes between these people; a wish for a firm is one for each of its offers."""
    offers = {company.id: [offer_key(offer.id) for offer in company.offers] for company in companies}
    people = {applicant.id for applicant in applicants}
    for wish in paced(wish_rows(event)):
        if wish.applicant_id not in people or not offers.get(wish.company_id):
            continue
        if wish.side is WishSide.COMPANY:
            yield CompanyWish(
                company_key(wish.company_id), applicant_key(wish.applicant_id), wish.rank, wish.unwanted
            )
            continue
        for offer in offers[wish.company_id]:
            yield ApplicantWish(applicant_key(wish.applicant_id), offer, wish.rank, wish.unwanted)

"""The bridge: profiles and wishes become scores, scores become the planner's problem. No name crosses it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from matching.companies import company_utilities
from matching.profiles import ApplicantProfile, OfferProfile
from matching.score import Scores, score
from matching.weights import Weights
from matching.wishes import ApplicantWish, CompanyWish
from matching.wishes import Wish as MatchingWish
from scheduler.problem import Applicant as Seeker
from scheduler.problem import Guarantee, Problem, Table, Utility
from scheduler.problem import Pin as FixedDate
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event, EventTable, Registration, WishSide
from webapp.events.queries import applicants_at, companies_at, tables_at
from webapp.planning.beside import beside, give_way, in_turns
from webapp.planning.queries import bans_of, pins_of, wishes_of

# Decimals of a utility: finer differences mean nothing and only make the planner's file longer.
DECIMALS = 6


def applicant_key(row: int) -> str:
    """Name an applicant for the planner."""
    return f"a{row}"


def company_key(row: int) -> str:
    """Name a firm for the planner."""
    return f"c{row}"


def table_key(row: int) -> str:
    """Name a table for the planner."""
    return f"t{row}"


def row_number(key: str) -> int:
    """Return whose row a name of the planner means."""
    return int(key[1:])


def build_problem(event: Event) -> Problem:
    """Return what the planner is asked for an event, as things stand now."""
    firms = companies_at(event)
    give_way()
    tables = [planner_table(table, event.rounds) for table in tables_at(event)]
    people = applicants_at(event)
    give_way()
    scores = scores_between(event, people, firms)
    return Problem(
        name=f"event-{event.id}",
        rounds=event.rounds,
        tables=tables,
        applicants=[planner_applicant(registration, event.rounds) for registration in event.registrations],
        utilities=beside(utilities, scores, tables, kept_apart(event)),
        guarantee=Guarantee(applicant=event.guarantee_applicant, table=event.guarantee_table),
        pins=pins(event),
    )


def planner_table(table: EventTable, rounds: int) -> Table:
    """Translate a table."""
    return Table(table_key(table.id), company_key(table.company_id), within(table.available, rounds))


def planner_applicant(registration: Registration, rounds: int) -> Seeker:
    """Translate a registration."""
    return Seeker(applicant_key(registration.applicant_id), within(registration.available, rounds))


def within(available: Sequence[int] | None, rounds: int) -> frozenset[int] | None:
    """Return the rounds somebody is there of those the event has."""
    return None if available is None else frozenset(r for r in available if 1 <= r <= rounds)


def utilities(
    scores: Scores, tables: Sequence[Table], apart: Container[tuple[str, str]] = frozenset()
) -> list[Utility]:
    """Say what each pair that may meet is worth: the score of the firm's best offer, at each table."""
    best = company_utilities(scores)
    columns = {company: column for column, company in enumerate(best.companies)}
    places = [(table, columns[table.company]) for table in tables if table.company in columns]
    worth, allowed = best.values.astype(float).round(DECIMALS).tolist(), best.allowed.tolist()
    return [
        Utility(applicant.id, table.id, worth[row][column])
        for row, applicant in enumerate(scores.applicants)
        for table, column in places
        if allowed[row][column] and (applicant.id, table.company) not in apart
    ]


def kept_apart(event: Event) -> frozenset[tuple[str, str]]:
    """Return the pairs of applicant and firm that the organiser keeps apart."""
    return frozenset((applicant_key(b.applicant_id), company_key(b.company_id)) for b in bans_of(event.id))


def pins(event: Event) -> list[FixedDate]:
    """Translate the dates the organiser wants in every plan, of those who still come."""
    people = {registration.applicant_id for registration in event.registrations}
    tables = {table.id for table in tables_at(event)}
    return [
        FixedDate(applicant_key(pin.applicant_id), table_key(pin.table_id), pin.round)
        for pin in pins_of(event.id)
        if pin.applicant_id in people and pin.table_id in tables
    ]


def scores_between(
    event: Event, applicants: Sequence[Applicant], companies: Sequence[Company], with_wishes: bool = True
) -> Scores:
    """Score applicants against the offers of firms, with the weights of the event."""
    wishes = list(matching_wishes(event, applicants, companies)) if with_wishes else ()
    give_way()
    return beside(
        score,
        [applicant_profile(applicant) for applicant in in_turns(applicants)],
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
    for wish in in_turns(wishes_of(event)):
        if wish.applicant_id not in people or not offers.get(wish.company_id):
            continue
        if wish.side is WishSide.COMPANY:
            yield CompanyWish(
                company_key(wish.company_id), applicant_key(wish.applicant_id), wish.rank, wish.unwanted
            )
            continue
        for offer in offers[wish.company_id]:
            yield ApplicantWish(applicant_key(wish.applicant_id), offer, wish.rank, wish.unwanted)

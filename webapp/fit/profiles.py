"""Who stands on the wishes page: firms as they are, applicants without name, age, sex or photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import get_locale, gettext, ngettext

from matching.occupations import occupation
from matching.postcodes import place_of
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.queries import applicants_at, companies_at, profile_numbers
from webapp.fit.reasons import Fit, fits_of

NO_FIT = Fit(0.0, ())


@dataclass(frozen=True, slots=True)
class Profile:
    """One card of the wishes page; `fit` orders the cards and is never shown as a number."""

    id: int
    title: str
    subtitle: str
    facts: Sequence[str]
    text: str
    fit: Fit = field(default=NO_FIT)


def firms_at(event: Event) -> list[Profile]:
    """Return the firms of an event as its page shows them."""
    return [company_profile(company) for company in companies_at(event)]


def applicant_profiles(event: Event) -> dict[int, Profile]:
    """Return the applicants of an event as firms see them before the evening, by their rows."""
    numbers = profile_numbers(event.id)
    return {person.id: applicant_profile(numbers[person.id], person) for person in applicants_at(event)}


def profiles_for(event: Event, wisher: Applicant | Company) -> dict[int, Profile]:
    """Return the other side of an event as one side sees it before the evening, what fits best first."""
    fits = fits_of(event, wisher)
    if isinstance(wisher, Applicant):
        cards = [company_profile(company, fits.get(company.id, NO_FIT)) for company in companies_at(event)]
    else:
        numbers = profile_numbers(event.id)
        cards = [
            applicant_profile(numbers[applicant.id], applicant, fits.get(applicant.id, NO_FIT))
            for applicant in applicants_at(event)
        ]
    return {card.id: card for card in sorted(cards, key=lambda card: -card.fit.score)}


def company_profile(company: Company, fit: Fit = NO_FIT) -> Profile:
    """Show a firm with its offers."""
    offers = [
        f"{occupation(offer.occupation_id).name_neutral} ({offer.start_year})" for offer in company.offers
    ]
    people = ngettext("%(num)s person works there", "%(num)s people work there", company.employees)
    return Profile(
        company.id,
        company.name,
        ", ".join(offers),
        [place_name(company.postcode), people],
        company.about,
        fit,
    )


def applicant_profile(number: int, applicant: Applicant, fit: Fit = NO_FIT) -> Profile:
    """Show what an applicant looks for and brings."""
    wished = [occupation(wish.occupation_id).name_neutral for wish in applicant.occupations]
    facts = [
        place_name(applicant.postcode),
        applicant.qualification.label(str(get_locale())),
        gettext("Start in %(year)s", year=applicant.start_year),
    ]
    return Profile(applicant.id, profile_title(number), ", ".join(wished), facts, applicant.strengths, fit)


def profile_title(number: int | None) -> str:
    """Return what firms call an applicant before the evening; nothing of one that was never registered."""
    return gettext("Profile %(number)s", number=number) if number else gettext("Applicant")


def place_name(postcode: str) -> str:
    """Name the place of a postcode."""
    place = place_of(postcode)
    return f"{postcode} {place.place}" if place else postcode

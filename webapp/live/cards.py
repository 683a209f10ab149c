"""The prep card: who sits on the other side of a meeting, as that side may be shown in the room.

A first name and a firm, never a surname, an age or a photo; what the firm does and what the applicant brings.
Before the two may know each other (`disclosure.py`) neither a name nor the words an applicant wrote freely.
"""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale, gettext, ngettext

from matching.errors import UnknownOccupation
from matching.explanation import Reason
from matching.occupations import occupation
from matching.postcodes import place_of
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, Offer
from webapp.planning.models import Meeting
from webapp.planning.reasons import reasons_of

Card = dict[str, Any]

# What two people can begin a talk with; the plan's page tells an organiser the rest.
TOLD_IN_THE_ROOM = frozenset({"wish", "occupation", "start_year"})
GOOD_ENOUGH_TO_TELL = 0.5


def partner_card(meeting: Meeting, account: Account, stand_in: str | None = None) -> Card:
    """Return the card of the other side of a meeting; with a stand-in for the name, what may be known before."""
    side = company_card if meeting.applicant.account_id == account.id else applicant_card
    return {**side(meeting, stand_in), "in_common": in_common(reasons_of(meeting)), "known": stand_in is None}


def company_card(meeting: Meeting, stand_in: str | None) -> Card:
    """Return what an applicant sees of the table; the firm itself is no secret."""
    company, named = meeting.table.company, meeting.table.representative if stand_in is None else None
    offers = offers_for(company, meeting.applicant)
    return {
        "name": named.first_name if named else "",
        "company": company.name,
        "subtitle": ", ".join(occupation_name(offer.occupation_id) for offer in offers),
        "facts": present(
            company.about, employees(company), where(company.postcode), *map(offer_line, offers)
        ),
        "questions": questions_to_a_firm(),
    }


def applicant_card(meeting: Meeting, stand_in: str | None) -> Card:
    """Return what a firm sees of the applicant."""
    applicant = meeting.applicant
    wished = [occupation_name(wish.occupation_id) for wish in applicant.occupations]
    return {
        "name": applicant.account.first_name if stand_in is None else stand_in,
        "company": "",
        "subtitle": ", ".join(wished),
        "facts": present(
            applicant.about if stand_in is None else "",
            applicant.strengths and gettext("Strengths: %(strengths)s", strengths=applicant.strengths),
            gettext("School: %(name)s", name=applicant.qualification.label(language())),
            where(applicant.postcode),
            gettext("Wants to start in %(year)s", year=str(applicant.start_year)),
        ),
        "questions": questions_to_an_applicant(),
    }


def offers_for(company: Company, applicant: Applicant) -> list[Offer]:
    """List the offers the applicant wishes for; if there are none, what the firm offers."""
    wished = {wish.occupation_id for wish in applicant.occupations}
    return [offer for offer in company.offers if offer.occupation_id in wished] or list(company.offers)


def in_common(reasons: list[Reason]) -> list[str]:
    """List in sentences what brings the two together; both sides read the same."""
    return [r.sentence for r in reasons if r.criterion in TOLD_IN_THE_ROOM and r.value >= GOOD_ENOUGH_TO_TELL]


def offer_line(offer: Offer) -> str:
    """Return an offer in a line."""
    places = ngettext("%(num)d place", "%(num)d places", offer.places)
    name, year = occupation_name(offer.occupation_id), str(offer.start_year)
    return gettext("%(name)s: %(places)s from %(year)s", name=name, places=places, year=year)


def employees(company: Company) -> str:
    """Return the size of a firm."""
    return ngettext("%(num)d person works here", "%(num)d people work here", company.employees)


def where(postcode: str) -> str:
    """Return the name of a place, or nothing if the postcode is unknown."""
    place = place_of(postcode)
    return place.place if place else ""


def occupation_name(occupation_id: str) -> str:
    """Return the name of an occupation for everybody."""
    try:
        return occupation(occupation_id).name_neutral
    except UnknownOccupation:
        return occupation_id


def present(*lines: str | list[str]) -> list[str]:
    """Keep the lines that say something."""
    return [str(line) for line in lines if line]


def questions_to_a_firm() -> list[str]:
    """Return three questions an applicant can always ask."""
    return [
        gettext("What does a normal day look like in the first year?"),
        gettext("Who will show me the work?"),
        gettext("Can I come for a trial day before I decide?"),
    ]


def questions_to_an_applicant() -> list[str]:
    """Return three questions that let a school-leaver talk."""
    return [
        gettext("What have you made or repaired that you are proud of?"),
        gettext("What made you think of this occupation?"),
        gettext("What would you like to see on a trial day with us?"),
    ]


def language() -> str:
    """Return the reader's language."""
    return str(get_locale() or "de")

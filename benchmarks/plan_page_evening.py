"""A large evening in the database of the service: people of every trade, each with a few wishes; seeded."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from matching.occupations import all_occupations
from rehearsal.applicants import POSTCODES
from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.database import now
from webapp.events.models import Event, Wish, WishSide
from webapp.extensions import db

WISHES = 6
OCCUPATIONS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How many come, at how many tables, for how many rounds."""

    applicants: int
    tables: int
    rounds: int


def arrange(size: Size) -> tuple[Event, Account]:
    """Put the evening into an empty database; return it with its organiser."""
    draw = random.Random(1)
    association, start = make_association(), now() + timedelta(days=30)
    event = make_event(
        association,
        rounds=size.rounds,
        starts_at=start,
        registration_closes_at=start - timedelta(days=2),
        guarantee_applicant=1,
        guarantee_table=size.rounds // 2,
    )
    trades = draw.sample([entry.id for entry in all_occupations()], OCCUPATIONS)
    companies = [
        make_company(association, draw.choice(trades), postcode=draw.choice(POSTCODES))
        for _ in range(size.tables)
    ]
    applicants = [
        make_applicant(association, tuple(draw.sample(trades, 2)), postcode=draw.choice(POSTCODES))
        for _ in range(size.applicants)
    ]
    for company in companies:
        make_table(event, company)
    for applicant in applicants:
        make_registration(event, applicant)
    organiser = make_organiser(association)
    db.session.add_all(wishes(draw, event, applicants, companies))
    db.session.commit()
    return event, organiser


def wishes(
    draw: random.Random, event: Event, applicants: Sequence[Applicant], companies: Sequence[Company]
) -> list[Wish]:
    """Both sides rank some of the other; a few firms are wished for by many."""
    popularity = [1 / (1 + place) for place in range(len(companies))]
    found = []
    for applicant in applicants:
        chosen = dict.fromkeys(draw.choices(companies, popularity, k=WISHES))
        found += [
            wish(event, WishSide.APPLICANT, applicant, firm, rank) for rank, firm in enumerate(chosen, 1)
        ]
    for firm in companies:
        picked = draw.sample(applicants, min(WISHES, len(applicants)))
        found += [wish(event, WishSide.COMPANY, seeker, firm, rank) for rank, seeker in enumerate(picked, 1)]
    return found


def wish(event: Event, side: WishSide, applicant: Applicant, company: Company, rank: int) -> Wish:
    """One wish."""
    pair = {"applicant_id": applicant.id, "company_id": company.id}
    return Wish(event_id=event.id, side=side, rank=rank, unwanted=False, **pair)

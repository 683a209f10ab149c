"""What everybody of the demo did before the evening: registered and wished; and who must meet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime

from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.services import register_applicant, save_wishes, seat_company
from webapp.events.services.wishes import Wishes
from webapp.extensions import db
from webapp.planning.models import Pin

FEWEST_WISHES, MOST_WISHES = 2, 4


def register_everybody(
    event: Event, applicants: Sequence[Applicant], companies: Sequence[Company], now: datetime
) -> None:
    """Give every firm a table and register every applicant."""
    for company in companies:
        account = company.representatives[0].account
        seat_company(account, company, event, [account.id], now)
    for applicant in applicants:
        register_applicant(applicant.account, applicant, event, now)


def wish_everybody(
    event: Event,
    applicants: Sequence[Applicant],
    companies: Sequence[Company],
    draw: random.Random,
    now: datetime,
) -> None:
    """Let both sides rank whom they would like to meet: first those who fit, then somebody else."""
    for applicant in applicants:
        fitting = [c.id for c in companies if offers_wished(applicant, c)]
        others = [c.id for c in companies if c.id not in fitting]
        wishes = Wishes(draw_wishes(draw, fitting, others))
        save_wishes(applicant.account, applicant, event, wishes, now)
    for company in companies:
        fitting = [a.id for a in applicants if offers_wished(a, company)]
        others = [a.id for a in applicants if a.id not in fitting]
        wishes = Wishes(draw_wishes(draw, fitting, others))
        save_wishes(company.representatives[0].account, company, event, wishes, now)


def offers_wished(applicant: Applicant, company: Company) -> bool:
    """Whether a firm offers one of the occupations an applicant wishes."""
    wished = {wish.occupation_id for wish in applicant.occupations}
    return any(offer.occupation_id in wished for offer in company.offers)


def draw_wishes(draw: random.Random, fitting: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    """Rank some of those who fit, and fill up with others."""
    count = draw.randint(FEWEST_WISHES, MOST_WISHES)
    first = draw.sample(fitting, min(count, len(fitting)))
    return tuple(first + draw.sample(others, count - len(first)))


def pin_meetings(event: Event, applicants: Sequence[Applicant], companies: Sequence[Company]) -> None:
    """Make sure that each of these applicants meets each of these firms."""
    tables = {table.company_id: table for table in event.tables}
    for applicant in applicants:
        for company in companies:
            pin = Pin(event_id=event.id, applicant_id=applicant.id, table_id=tables[company.id].id)
            db.session.add(pin)
    db.session.commit()

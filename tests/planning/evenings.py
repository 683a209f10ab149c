"""Evenings to plan: firms, applicants and wishes of an association, small enough for every test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.factories.people import (
    MONDAY_EVENING,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from tests.factories.plans import keep_reasons
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event, EventState, Wish, WishSide
from webapp.events.services import EventSettings
from webapp.extensions import db
from webapp.planning.models import Meeting, Plan, PlanState
from webapp.planning.services.solving import begin_plan, solve

BEFORE = MONDAY_EVENING - timedelta(days=1)
OCCUPATIONS = ("tischler", "koch", "maurer", "metallbauer")


@dataclass
class Evening:
    """An event with its people."""

    event: Event
    organiser: Account
    companies: list[Company]
    applicants: list[Applicant]


def make_evening(firms: int = 3, people: int = 5, **given: object) -> Evening:
    """Put an evening into the database: one table each, and applicants who look for what is offered."""
    association = make_association()
    event = make_event(association, **given)
    companies = [make_company(association, OCCUPATIONS[i % 4]) for i in range(firms)]
    applicants = [make_applicant(association, (OCCUPATIONS[i % 4],)) for i in range(people)]
    for company in companies:
        make_table(event, company)
    for applicant in applicants:
        make_registration(event, applicant)
    organiser = make_organiser(association)
    db.session.commit()
    return Evening(event, organiser, companies, applicants)


def settings(evening: Evening, **given: object) -> EventSettings:
    """Return what the organiser has said about an evening, with some of it otherwise."""
    names = EventSettings.__dataclass_fields__
    return replace(EventSettings(**{name: getattr(evening.event, name) for name in names}), **given)


def add_wish(
    evening: Evening, side: WishSide, applicant: int, company: int, rank: int | None, unwanted: bool = False
) -> None:
    """Add a wish between the people at two places of the lists."""
    pair = {
        "applicant_id": evening.applicants[applicant].id,
        "company_id": evening.companies[company].id,
    }
    db.session.add(Wish(event_id=evening.event.id, side=side, rank=rank, unwanted=unwanted, **pair))
    db.session.commit()


def solved_plan(evening: Evening, now: datetime = BEFORE) -> Plan:
    """Begin a plan and let the real planner solve it."""
    plan = begin_plan(evening.organiser, evening.event, now)
    solve(plan.id)
    db.session.refresh(plan)
    assert plan.state is PlanState.SOLVED, plan.failure
    return plan


def planned(
    evening: Evening,
    meetings: list[tuple[int, int, int]],
    state: PlanState = PlanState.SOLVED,
    version: int = 1,
) -> Plan:
    """Store a plan by hand: (round, applicant, table) by their places in the lists."""
    plan = Plan(event=evening.event, version=version, state=state, created_at=BEFORE)
    plan.meetings = [
        Meeting(round=r, applicant=evening.applicants[a], table=evening.event.tables[t], utility=0.5)
        for r, a, t in meetings
    ]
    if state is PlanState.PUBLISHED:
        evening.event.state = EventState.PUBLISHED
    db.session.add(plan)
    keep_reasons(evening.event, plan.meetings)
    return plan

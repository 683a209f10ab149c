"""Evenings with a crowd: everybody has wishes, a table and a plan, so that every page has all it can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.factories.people import (
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp.companies.models import ReleaseState
from webapp.database import now
from webapp.events.models import Event, EventState, EventTable, Wish, WishSide
from webapp.extensions import db
from webapp.live.models import Presence
from webapp.permissions import Role
from webapp.planning.models import Meeting, Plan, PlanState

OCCUPATIONS = ("tischler", "koch", "maurer", "metallbauer")
ROUNDS = 6
APPLICANTS_A_TABLE = 6
WISHES = 3
BEGAN_BEFORE = timedelta(minutes=5)  # the first round of ten minutes runs


@dataclass(frozen=True)
class Crowd:
    """Three evenings of the same people: one to come without a plan, one that runs, one that is over.

    Ids alone: whoever asks for a page finds nothing of it in memory.
    """

    events: dict[str, int]
    accounts: dict[str, int]


def make_crowd(applicants: int) -> Crowd:
    """Put an association with so many applicants, and a firm for every six of them, into the database.

    For every ten there is a further evening to come, and a firm that waits for release.
    """
    association = make_association()
    companies = [
        make_company(association, OCCUPATIONS[i % 4]) for i in range(max(2, applicants // APPLICANTS_A_TABLE))
    ]
    school_leavers = [make_applicant(association, (OCCUPATIONS[i % 4],)) for i in range(applicants)]
    events = []
    for starts_at in (now() + timedelta(days=30), now() - BEGAN_BEFORE, now() - timedelta(days=1)):
        event = make_event(
            association,
            starts_at=starts_at,
            registration_closes_at=starts_at - timedelta(days=2),
            rounds=ROUNDS,
        )
        tables = [make_table(event, company) for company in companies]
        for applicant in school_leavers:
            make_registration(event, applicant)
        add_wishes(event, tables)
        events.append(event)
    for event in events[1:]:
        event.state = EventState.PUBLISHED
        add_plan(event)
        add_presences(event, event.starts_at)
    for days in range(applicants // 10):
        make_event(association, starts_at=now() + timedelta(days=40 + days))
        make_company(association, state=ReleaseState.WAITING)
    people = [
        make_organiser(association),
        make_account(association, Role.HELPER),
        companies[0].representatives[0].account,
        school_leavers[0].account,
    ]
    db.session.commit()
    return Crowd(
        {name: event.id for name, event in zip(("open", "running", "ended"), events, strict=True)},
        {account.role.value: account.id for account in people},
    )


def add_wishes(event: Event, tables: list[EventTable]) -> None:
    """Let everybody wish for some of the others."""
    for i, registration in enumerate(event.registrations):
        firms = [tables[(i + step) % len(tables)].company for step in range(min(WISHES, len(tables)))]
        for rank, firm in enumerate(firms, 1):
            ids = {"event_id": event.id, "applicant_id": registration.applicant_id, "company_id": firm.id}
            db.session.add(Wish(**ids, side=WishSide.APPLICANT, rank=rank))
            if rank == 1:
                db.session.add(Wish(**ids, side=WishSide.COMPANY, rank=i + 1))
    db.session.flush()


def add_plan(event: Event) -> None:
    """Publish a plan in which everybody who fits has a meeting in each round, and nobody meets a firm twice."""
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    people, tables = event.registrations, event.tables
    for round_number in range(1, event.rounds + 1):
        for seat, table in enumerate(tables):
            applicant = people[(seat + (round_number - 1) * len(tables)) % len(people)].applicant
            plan.meetings.append(Meeting(round=round_number, table=table, applicant=applicant, utility=1.0))
    db.session.add(plan)
    db.session.flush()


def add_presences(event: Event, at: datetime) -> None:
    """Let everybody be there, each on a connection."""
    accounts = [registration.applicant.account_id for registration in event.registrations]
    accounts += [table.representative_account_id for table in event.tables]
    for account_id in accounts:
        db.session.add(
            Presence(
                event_id=event.id,
                account_id=account_id,
                connection=f"connection {event.id} {account_id}",
                checked_in_at=at,
                changed_at=at,
                microphone=True,
                camera=True,
            )
        )
    db.session.flush()

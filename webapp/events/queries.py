"""What is known of events; whoever asks finds only the things of their own association."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import abort
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState, Representative
from webapp.companies.queries import company_of
from webapp.events.models import Event, EventState, EventTable, Registration, Seat, Wish, WishSide
from webapp.extensions import db
from webapp.permissions import staff


def event_for(account: Account | None, event_id: int) -> Event:
    """Return an event the account may know of; any other is not found (404)."""
    event = db.session.get(Event, event_id)
    if account is None or event is None or event.association_id != account.association_id:
        abort(404)
    if event.state is EventState.DRAFT and not staff(account):
        abort(404)
    return event


def events_of(account: Account) -> Sequence[Event]:
    """List the events of the account's association it may know of, the next one first."""
    query = db.select(Event).filter_by(association_id=account.association_id)
    if not staff(account):
        query = query.filter(Event.state != EventState.DRAFT)
    return db.session.scalars(query.order_by(Event.starts_at, Event.id)).all()


def registration_of(event: Event, account: Account) -> Registration | None:
    """Return the registration of an applicant's account, if they come."""
    found: Registration | None = db.session.scalar(
        db.select(Registration)
        .join(Registration.applicant)
        .where(Registration.event_id == event.id, Applicant.account_id == account.id)
    )
    return found


def table_of(event: Event, account: Account) -> EventTable | None:
    """Return the table at which a representative's account sits; a firm that is not released has none."""
    found: EventTable | None = db.session.scalar(
        db.select(EventTable)
        .filter_by(event_id=event.id, representative_account_id=account.id)
        .where(EventTable.company.has(Company.state == ReleaseState.RELEASED))
    )
    return found


def tables_of_company(event: Event, company: Company) -> Sequence[EventTable]:
    """List the tables of a firm at an event."""
    return db.session.scalars(
        db.select(EventTable).filter_by(event_id=event.id, company_id=company.id).order_by(EventTable.number)
    ).all()


def takes_part(event: Event, account: Account) -> bool:
    """Whether an account sits at the tables of an event, on either side."""
    return registration_of(event, account) is not None or table_of(event, account) is not None


def seats_of(event: Event, account: Account) -> list[Seat]:
    """List where an account takes part: the registration of an applicant, or every table of a firm."""
    registration = registration_of(event, account)
    if registration is not None:
        return [registration]
    company = company_of(account)
    return [] if company is None else list(tables_of_company(event, company))


def tables_at(event: Event) -> list[EventTable]:
    """List the tables people can meet at, by number: those of firms that are released, and still are."""
    return [table for table in event.tables if table.company.state is ReleaseState.RELEASED]


def companies_at(event: Event) -> Sequence[Company]:
    """List the released firms that have tables at an event, by name."""
    with_tables = db.select(EventTable.company_id).filter_by(event_id=event.id)
    people = selectinload(Company.representatives).joinedload(Representative.account)
    there = Company.id.in_(with_tables) & (Company.state == ReleaseState.RELEASED)
    query = db.select(Company).where(there).order_by(Company.name, Company.id)
    return db.session.scalars(query.options(selectinload(Company.offers), people)).all()


def applicants_at(event: Event) -> Sequence[Applicant]:
    """List the applicants registered for an event, in the order they registered."""
    return db.session.scalars(
        db.select(Applicant)
        .join(Registration, Registration.applicant_id == Applicant.id)
        .where(Registration.event_id == event.id)
        .options(selectinload(Applicant.occupations), joinedload(Applicant.account))
        .order_by(Registration.id)
    ).all()


def everybody_at(event: Event) -> list[Account]:
    """List the accounts of an event: registered applicants, and the people of the firms with tables."""
    applicants = [applicant.account for applicant in applicants_at(event)]
    return applicants + [
        person.account for company in companies_at(event) for person in company.representatives
    ]


def wishes_of_applicant(event: Event, applicant: Applicant) -> Sequence[Wish]:
    """List what an applicant wishes at an event, the dearest first, the unwanted last."""
    return _wishes(event, side=WishSide.APPLICANT, applicant_id=applicant.id)


def wishes_of_company(event: Event, company: Company) -> Sequence[Wish]:
    """List what a firm wishes at an event, the dearest first, the unwanted last."""
    return _wishes(event, side=WishSide.COMPANY, company_id=company.id)


def _wishes(event: Event, **given: object) -> Sequence[Wish]:
    """List the wishes of an event that match, in order of rank."""
    query = db.select(Wish).filter_by(event_id=event.id, **given)
    return db.session.scalars(query.order_by(Wish.unwanted, Wish.rank, Wish.id)).all()


def registration_is_open(event: Event, now: datetime) -> bool:
    """Whether people can register and withdraw by themselves right now."""
    running = event.state in {EventState.OPEN, EventState.PUBLISHED}
    return running and now < event.registration_closes_at

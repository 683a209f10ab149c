"""What is known of events; whoever asks finds only the things of their own association."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import joinedload, subqueryload

from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState, Representative
from webapp.companies.queries import by_name, company_of
from webapp.events.models import Event, EventState, EventTable, Registration, Seat, Wish, WishSide
from webapp.extensions import db
from webapp.permissions import staff


def event_for(account: Account | None, event_id: int) -> Event:
    """Return an event the account may know of; any other is not found (404)."""
    return may_know_of(account, db.session.get(Event, event_id))


def may_know_of(account: Account | None, event: Event | None) -> Event:
    """Return this event, or not find it (404)."""
    if account is None or event is None or event.association_id != account.association_id:
        abort(404)
    if event.state is EventState.DRAFT and not staff(account):
        abort(404)
    return event


def event_with_clock(event_id: int) -> Event | None:
    """Return an event with what was done to its clock and whose it is, in one statement."""
    return db.session.scalars(_event_with_clock(), {"event_id": event_id}).unique().one_or_none()


@cache
def _event_with_clock() -> sa.Select[Event]:
    """Select the event `event_id`; built once, as everybody who comes asks for it."""
    together = (joinedload(Event.association), joinedload(Event.clock_changes))
    return sa.select(Event).where(Event.id == sa.bindparam("event_id")).options(*together)


def event_to_attend(account: Account, event_id: int) -> Event:
    """Return the same if the account may know of it; any other is not found (404)."""
    return may_know_of(account, event_with_clock(event_id))


def events_of(account: Account) -> Sequence[Event]:
    """List the events of the account's association it may know of, the next one first."""
    query = db.select(Event).filter_by(association_id=account.association_id)
    if not staff(account):
        query = query.filter(Event.state != EventState.DRAFT)
    query = query.options(subqueryload(Event.clock_changes)).order_by(Event.starts_at, Event.id)
    return db.session.scalars(query).all()


# Who hears of a firm's meetings at an event: people, with the tables they hear of.
Hearers = Mapping[Account, frozenset[int]]


class Size(NamedTuple):
    """How many come to an event."""

    applicants: int = 0
    tables: int = 0


def sizes_of(events: Sequence[Event]) -> dict[int, Size]:
    """Count the applicants and tables of some events, by event."""
    applicants, tables = (
        dict(
            db.session.execute(
                db.select(kind.event_id, sa.func.count())
                .where(kind.event_id.in_([event.id for event in events]), kind.withdrawn_at.is_(None))
                .group_by(kind.event_id)
            ).all()
        )
        for kind in (Registration, EventTable)
    )
    return {event.id: Size(applicants.get(event.id, 0), tables.get(event.id, 0)) for event in events}


def with_needs(event: Event) -> Sequence[Applicant]:
    """List the applicants of an event who have said what they need."""
    query = db.select(Applicant).join(Registration, Registration.applicant_id == Applicant.id)
    theirs = query.where(Registration.event_id == event.id, Registration.withdrawn_at.is_(None))
    found = db.session.scalars(theirs.where(Applicant.needs != "").options(joinedload(Applicant.account)))
    return sorted(found, key=lambda applicant: german_order(applicant.account.name))


def registration_of(event: Event, account: Account) -> Registration | None:
    """Return the registration of an applicant's account, if they come."""
    found: Registration | None = db.session.scalar(
        db.select(Registration)
        .join(Registration.applicant)
        .where(Registration.event_id == event.id, Applicant.account_id == account.id)
        .where(Registration.withdrawn_at.is_(None))
    )
    return found


def profile_numbers(event_id: int, among: Collection[int] | None = None) -> dict[int, int]:
    """Return what firms call the applicants of an event before the evening, also those who have left."""
    query = db.select(Registration.applicant_id, Registration.number).where(Registration.event_id == event_id)
    if among is not None:
        query = query.where(Registration.applicant_id.in_(among))
    return {row[0]: row[1] for row in db.session.execute(query)}


def table_of(event: Event, account: Account) -> EventTable | None:
    """Return the table at which a representative's account sits; a firm that is not released has none."""
    found: EventTable | None = db.session.scalar(
        db.select(EventTable)
        .filter_by(event_id=event.id, representative_account_id=account.id, withdrawn_at=None)
        .where(EventTable.company.has(Company.state == ReleaseState.RELEASED))
    )
    return found


def tables_of_company(event: Event, company: Company) -> Sequence[EventTable]:
    """List the tables of a firm at an event."""
    return db.session.scalars(
        db.select(EventTable)
        .filter_by(event_id=event.id, company_id=company.id, withdrawn_at=None)
        .order_by(EventTable.number)
    ).all()


def comes_to(account: Account) -> set[int]:
    """Return the events at whose tables an account sits, on either side."""
    registered = (
        db.select(Registration.event_id)
        .join(Registration.applicant)
        .where(Applicant.account_id == account.id, Registration.withdrawn_at.is_(None))
    )
    seated = (
        db.select(EventTable.event_id)
        .filter_by(representative_account_id=account.id, withdrawn_at=None)
        .where(EventTable.company.has(Company.state == ReleaseState.RELEASED))
    )
    return set(db.session.scalars(registered.union(seated)))


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


def tables_with_people(event: Event) -> Sequence[EventTable]:
    """List every table of an event by number, with its firm and who sits there."""
    query = db.select(EventTable).filter_by(event_id=event.id, withdrawn_at=None).order_by(EventTable.number)
    people = (joinedload(EventTable.company), joinedload(EventTable.representative))
    return db.session.scalars(query.options(*people)).all()


def accounts_registered(event: Event) -> Sequence[int]:
    """List the accounts of the applicants who come, in the order in which they registered."""
    coming = db.select(Applicant.account_id).join(Registration, Registration.applicant_id == Applicant.id)
    mine = coming.where(Registration.event_id == event.id, Registration.withdrawn_at.is_(None))
    return db.session.scalars(mine.order_by(Registration.id)).all()


def companies_at(event: Event) -> Sequence[Company]:
    """List the released firms that have tables at an event, by name."""
    with_tables = db.select(EventTable.company_id).filter_by(event_id=event.id, withdrawn_at=None)
    people = subqueryload(Company.representatives).joinedload(Representative.account)
    there = Company.id.in_(with_tables) & (Company.state == ReleaseState.RELEASED)
    query = db.select(Company).where(there).options(subqueryload(Company.offers), people)
    return by_name(db.session.scalars(query))


def applicants_at(event: Event) -> Sequence[Applicant]:
    """List the applicants registered for an event, by the number of their profile."""
    return db.session.scalars(
        db.select(Applicant)
        .join(Registration, Registration.applicant_id == Applicant.id)
        .where(Registration.event_id == event.id, Registration.withdrawn_at.is_(None))
        .options(subqueryload(Applicant.occupations), joinedload(Applicant.account))
        .order_by(Registration.number)
    ).all()


def everybody_at(event: Event) -> list[Account]:
    """List the accounts of an event: registered applicants, and the people of the firms with tables."""
    applicants = [applicant.account for applicant in applicants_at(event)]
    return applicants + [
        person.account for company in companies_at(event) for person in company.representatives
    ]


class WishRow(NamedTuple):
    """What one side wishes of the other."""

    applicant_id: int
    company_id: int
    side: WishSide
    rank: int | None
    unwanted: bool


def wish_rows(event: Event) -> Sequence[WishRow]:
    """List the wishes of an event in the order they were made: thousands, so rows and no objects."""
    columns = (Wish.applicant_id, Wish.company_id, Wish.side, Wish.rank, Wish.unwanted)
    rows = db.session.execute(db.select(*columns).where(Wish.event_id == event.id).order_by(Wish.id))
    return [WishRow(*row) for row in rows]


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


def people_at_tables(event: Event, firms: Sequence[Company]) -> Iterator[tuple[Account, list[EventTable]]]:
    """Pair everybody who sits at a table with it; a firm with nobody at its tables hears of them all."""
    for firm in firms:
        tables = [table for table in event.tables if table.company_id == firm.id]
        seated = [(table.representative, [table]) for table in tables if table.representative is not None]
        everybody = [(person.account, tables) for person in firm.representatives]
        yield from seated or everybody


def hearers_of(event: Event, company: Company) -> Hearers:
    """Return who of a firm hears of its meetings at an event, and at which tables."""
    return {
        account: frozenset(table.id for table in tables)
        for account, tables in people_at_tables(event, [company])
        if tables
    }

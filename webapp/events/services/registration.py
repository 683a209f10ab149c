"""Who comes: applicants, and firms with their tables and the people at them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.announcements import applicant_withdraws, seats_changed
from webapp.applicants.models import Applicant
from webapp.companies.models import MOST_TABLES, Company, ReleaseState
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.clock import is_over
from webapp.events.models import Event, EventState, EventTable, Registration
from webapp.events.queries import hearers_of, registration_is_open, registration_of, tables_of_company
from webapp.extensions import db
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


class RegistrationClosed(Refused):
    """It is too late, or too early, to register or withdraw by oneself."""


class NotReleased(Refused):
    """The association has not let this firm in."""


class WrongTableCount(Refused):
    """A firm cannot bring none or hundreds of tables."""


class WrongSeat(Refused):
    """Somebody cannot sit where they were put."""


class TablesPlanned(Refused):
    """People already have meetings at these tables."""


class EveningOver(Refused):
    """Who sat at a table that evening is no longer a question."""


class NotTakingPart(Refused):
    """Only those who come can wish."""


def register_applicant(account: Account, applicant: Applicant, event: Event, now: datetime) -> Registration:
    """Register an applicant, or again after they had withdrawn; doing it twice is the same as once.

    Who returns has the number of their profile again, but none of the meetings that were cancelled.
    """
    lock_row(event)
    if (found := registration_of(event, account)) is not None:
        return found
    require_open(event, now)
    kept = db.session.scalar(db.select(Registration).filter_by(event_id=event.id, applicant_id=applicant.id))
    registration = kept or Registration(event=event, applicant=applicant)
    registration.created_at, registration.withdrawn_at = now, None
    db.session.add(registration)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("registration %s for event %s", registration.id, event.id)
    return registration


def withdraw_applicant(account: Account, event: Event, now: datetime) -> None:
    """Take an applicant's registration back; number and wishes are kept in case they return.

    Their published meetings are cancelled, and whoever expects them is told.
    """
    lock_row(event)
    registration = registration_of(event, account)
    if registration is None:
        db.session.rollback()
        return
    require_open(event, now)
    registration.withdrawn_at = now
    applicant_withdraws.send(event=event, applicant=registration.applicant, now=now)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("registration %s for event %s withdrawn", registration.id, event.id)


def seat_company(
    account: Account, company: Company, event: Event, seats: Sequence[int | None], now: datetime
) -> list[EventTable]:
    """Give a firm one table for each seat; a seat is a representative's account or empty."""
    lock_row(event)
    require_released(company)
    tables = list(tables_of_company(event, company))
    before = hearers_of(event, company)
    if len(seats) != len(tables):
        require_open(event, now)
        require_unplanned(event, len(seats), len(tables))
    require_evening_ahead(event, now)
    check_seats(company, seats)
    tables = _resized(event, company, tables, len(seats), now)
    _take_seats(tables, seats)
    seats_changed.send(event=event, company=company, before=before, now=now)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info(
        "company %s has %s tables at event %s, by account %s", company.id, len(seats), event.id, account.id
    )
    return tables


def withdraw_company(account: Account, company: Company, event: Event, now: datetime) -> None:
    """Take all tables of a firm back; its tables and wishes are kept in case it returns."""
    lock_row(event)
    tables = tables_of_company(event, company)
    if not tables:
        return
    require_open(event, now)
    require_unplanned(event, 0, len(tables))
    before = hearers_of(event, company)
    for table in tables:
        table.withdrawn_at = now
    seats_changed.send(event=event, company=company, before=before, now=now)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("company %s withdrew from event %s, by account %s", company.id, event.id, account.id)


def require_released(company: Company) -> None:
    """Refuse a firm the association has not let in, or no longer lets in."""
    if company.state is not ReleaseState.RELEASED:
        raise NotReleased(
            gettext("The association has not released your firm yet. You will get a mail when it has.")
        )


def require_open(event: Event, now: datetime) -> None:
    """Refuse when registration is not open."""
    if not registration_is_open(event, now):
        contact = event.association.contact_email
        raise RegistrationClosed(
            gettext("Registration is closed. If there is a reason, write to %(contact)s.", contact=contact)
        )


def require_unplanned(event: Event, wanted: int, given: int) -> None:
    """Refuse to remove tables at which people have published meetings."""
    if wanted < given and event.state is EventState.PUBLISHED:
        contact = event.association.contact_email
        raise TablesPlanned(
            gettext(
                "The agenda is published and applicants expect you. "
                "To give up a table, write to %(contact)s.",
                contact=contact,
            )
        )


def require_evening_ahead(event: Event, now: datetime) -> None:
    """Refuse to seat people at an evening that will not be, or has been: its answers belong to who sat there."""
    if event.state not in {EventState.OPEN, EventState.PUBLISHED}:
        raise RegistrationClosed(gettext("This evening does not take place."))
    if is_over(event, now):
        raise EveningOver(gettext("This evening is over. Who sat at the tables stays as it was."))


def check_seats(company: Company, seats: Sequence[int | None]) -> None:
    """Refuse seats the firm cannot fill like that."""
    if not 1 <= len(seats) <= MOST_TABLES:
        raise WrongTableCount(gettext("Between 1 and %(most)s tables, please.", most=MOST_TABLES))
    named = [seat for seat in seats if seat is not None]
    if set(named) - {person.account_id for person in company.representatives}:
        raise WrongSeat(gettext("Only people of your own firm can sit at your tables. Please choose again."))
    if len(set(named)) < len(named):
        raise WrongSeat(
            gettext("Nobody can sit at two tables at once. Please choose somebody else or leave one empty.")
        )


def _resized(
    event: Event, company: Company, tables: list[EventTable], count: int, now: datetime
) -> list[EventTable]:
    """Withdraw the last tables, or add some: first those the firm has given up before, then new ones."""
    for table in tables[count:]:
        table.withdrawn_at = now
    missing = max(0, count - len(tables))
    of_firm = db.select(EventTable).filter_by(event_id=event.id, company_id=company.id)
    given_up = of_firm.where(EventTable.withdrawn_at.is_not(None)).order_by(EventTable.number)
    back = list(db.session.scalars(given_up.limit(missing)))
    for table in back:
        table.withdrawn_at, table.representative_account_id = None, None
    highest = db.session.scalar(sa.select(sa.func.max(EventTable.number)).filter_by(event_id=event.id)) or 0
    numbers = range(highest + 1, highest + 1 + missing - len(back))
    added = [EventTable(event=event, company=company, number=number) for number in numbers]
    db.session.add_all(added)
    return sorted(tables[:count] + back + added, key=lambda table: table.number)


def _take_seats(tables: list[EventTable], seats: Sequence[int | None]) -> None:
    """Seat people; everybody stands up first, so that two can swap."""
    for table in tables:
        table.representative_account_id = None
    db.session.flush()
    for table, seat in zip(tables, seats, strict=True):
        table.representative_account_id = seat

"""Who comes: applicants, and firms with their tables and the people at them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import MOST_TABLES, Company, ReleaseState
from webapp.errors import Refused
from webapp.events.models import Event, EventState, EventTable, Registration
from webapp.events.queries import registration_is_open, registration_of, tables_of_company
from webapp.extensions import db

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
    """People already have dates at these tables."""


class NotTakingPart(Refused):
    """Only those who come can wish."""


class ChangedMeanwhile(Refused):
    """Two people wrote the same thing at the same moment; the second one should look again."""


def register_applicant(account: Account, applicant: Applicant, event: Event, now: datetime) -> Registration:
    """Register an applicant; doing it twice is the same as once."""
    if (found := registration_of(event, account)) is not None:
        return found
    require_open(event, now)
    registration = Registration(event=event, applicant=applicant, created_at=now)
    db.session.add(registration)
    try:
        db.session.commit()
    except IntegrityError:  # the second tap of a double tap
        db.session.rollback()
        return registration_of(event, account) or _vanished(event)
    log.info("registration %s for event %s", registration.id, event.id)
    return registration


def withdraw_applicant(account: Account, event: Event, now: datetime) -> None:
    """Take an applicant's registration back; their wishes are kept in case they return."""
    registration = registration_of(event, account)
    if registration is None:
        return
    require_open(event, now)
    db.session.delete(registration)
    db.session.commit()
    log.info("registration %s for event %s withdrawn", registration.id, event.id)


def seat_company(
    account: Account, company: Company, event: Event, seats: Sequence[int | None], now: datetime
) -> list[EventTable]:
    """Give a firm one table for each seat; a seat is a representative's account or empty."""
    require_released(company)
    tables = list(tables_of_company(event, company))
    if len(seats) != len(tables):
        require_open(event, now)
        require_unplanned(event, len(seats), len(tables))
    require_evening_ahead(event)
    check_seats(company, seats)
    try:
        tables = _resized(event, company, tables, len(seats))
        _take_seats(tables, seats)
        db.session.commit()
    except IntegrityError as error:  # another firm took the same table numbers
        db.session.rollback()
        raise ChangedMeanwhile(
            gettext("Somebody else changed this at the same moment. Please try again.")
        ) from error
    log.info(
        "company %s has %s tables at event %s, by account %s", company.id, len(seats), event.id, account.id
    )
    return tables


def withdraw_company(account: Account, company: Company, event: Event, now: datetime) -> None:
    """Take all tables of a firm back; its wishes are kept in case it returns."""
    tables = tables_of_company(event, company)
    if not tables:
        return
    require_open(event, now)
    require_unplanned(event, 0, len(tables))
    for table in tables:
        db.session.delete(table)
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
    """Refuse to remove tables at which people have published dates."""
    if wanted < given and event.state is EventState.PUBLISHED:
        contact = event.association.contact_email
        raise TablesPlanned(
            gettext(
                "The agenda is published and applicants expect you. "
                "To give up a table, write to %(contact)s.",
                contact=contact,
            )
        )


def require_evening_ahead(event: Event) -> None:
    """Refuse to seat people at an evening that will not be."""
    if event.state not in {EventState.OPEN, EventState.PUBLISHED}:
        raise RegistrationClosed(gettext("This evening does not take place."))


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


def _resized(event: Event, company: Company, tables: list[EventTable], count: int) -> list[EventTable]:
    """Add tables with new numbers, or remove the last ones."""
    for table in tables[count:]:
        db.session.delete(table)
    highest = db.session.scalar(sa.select(sa.func.max(EventTable.number)).filter_by(event_id=event.id)) or 0
    added = [
        EventTable(event=event, company=company, number=highest + n + 1) for n in range(count - len(tables))
    ]
    db.session.add_all(added)
    return tables[:count] + added


def _take_seats(tables: list[EventTable], seats: Sequence[int | None]) -> None:
    """Seat people; everybody stands up first, so that two can swap."""
    for table in tables:
        table.representative_account_id = None
    db.session.flush()
    for table, seat in zip(tables, seats, strict=True):
        table.representative_account_id = seat


def _vanished(event: Event) -> Registration:
    """Complain that a registration was refused as double and is not there either."""
    raise LookupError(f"a registration for event {event.id} came and went at once")

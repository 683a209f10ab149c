"""Somebody leaves: their published meetings are cancelled, not lost, and everybody concerned is told at once.

All of it happens in the running transaction, with the event held by it; the verb that calls it commits.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from webapp.accounts.models import Account
from webapp.accounts.queries import organisers_of
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.database.locks import lock_row
from webapp.events.clock import is_over
from webapp.events.models import Event, EventState, EventTable
from webapp.events.queries import Hearers, hearers_of, people_at_tables
from webapp.events.timetable import rounds_of
from webapp.extensions import db
from webapp.mail.letters import queue, write
from webapp.planning.mails import Letter, company_letter
from webapp.planning.models import CancelledBecause, Meeting
from webapp.planning.news_mails import cancelled_letter, gone_letter
from webapp.planning.queries import meetings_at, published_plan
from webapp.planning.services.letters import queue_letters, who_has_an_entry
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


def applicant_left(event: Event, applicant: Applicant, now: datetime) -> None:
    """Cancel the meetings of an applicant, and tell the firms, the organisers and the applicant."""
    off = cancel_meetings(event, Meeting.applicant_id == applicant.id, CancelledBecause.APPLICANT_LEFT, now)
    firms = list({meeting.table.company_id: meeting.table.company for meeting in off}.values())
    told = [
        cancelled_at_tables(event, person, tables, off, now)
        for person, tables in people_at_tables(event, firms)
    ]
    queue_letters(event, [*filter(None, told), *gone_letters(event, {applicant.account_id})], now)
    tell_organisers(event, applicant.account.name, len(off))


def firm_left(company: Company, because: CancelledBecause, now: datetime) -> None:
    """Cancel the meetings of a firm at all evenings that are not over, and tell applicants and organisers."""
    with_tables = db.select(EventTable.event_id).filter_by(company_id=company.id)
    alive = Event.state.in_((EventState.OPEN, EventState.PUBLISHED))
    for event in db.session.scalars(
        db.select(Event).where(Event.id.in_(with_tables), alive).order_by(Event.id)
    ).all():
        lock_row(event)
        if is_over(event, now):  # what was held stays, and nothing of it is still to come in a calendar
            continue
        firm_left_event(event, company, because, now)
        tell_evening_changed(event.id)


def firm_left_event(event: Event, company: Company, because: CancelledBecause, now: datetime) -> None:
    """Cancel the meetings of a firm at one evening."""
    tables = db.select(EventTable.id).filter_by(event_id=event.id, company_id=company.id)
    off = cancel_meetings(event, Meeting.table_id.in_(tables), because, now)
    people = {person.account_id for person in company.representatives}
    queue_letters(event, [*cancelled_for_applicants(event, off, now), *gone_letters(event, people)], now)
    tell_organisers(event, company.name, len(off))


def cancel_meetings(
    event: Event, which: sa.ColumnElement[bool], because: CancelledBecause, now: datetime
) -> Sequence[Meeting]:
    """Cancel those of the published meetings that are not over; return the ones nobody cancelled before."""
    plan = published_plan(event.id)
    if plan is None:
        return []
    ahead = [number for number, times in rounds_of(event, now).items() if now < times.ends_at]
    ids = db.session.scalars(
        sa.update(Meeting)
        .where(Meeting.plan_id == plan.id, Meeting.cancelled_at.is_(None), which)
        .where(Meeting.round.in_(ahead))
        .values(cancelled_at=now, cancelled_because=because)
        .returning(Meeting.id)
        .execution_options(synchronize_session=False)
    ).all()
    log.info("%s meetings of event %s cancelled: %s", len(ids), event.id, because.value)
    query = db.select(Meeting).where(Meeting.id.in_(ids)).order_by(Meeting.round)
    sides = joinedload(Meeting.table), joinedload(Meeting.applicant)
    return db.session.scalars(query.options(*sides), execution_options={"populate_existing": True}).all()


def cancelled_for_applicants(event: Event, off: Sequence[Meeting], now: datetime) -> Iterator[Letter]:
    """Write to each applicant whose meetings were cancelled."""
    by_applicant: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in off:
        by_applicant[meeting.applicant_id].append(meeting)
    for applicant_id, meetings in by_applicant.items():
        remaining = meetings_at(event.id, Meeting.applicant_id == applicant_id)
        yield cancelled_letter(event, meetings[0].applicant.account, meetings, remaining, now)


def cancelled_at_tables(
    event: Event, account: Account, tables: Sequence[EventTable], off: Sequence[Meeting], now: datetime
) -> Letter | None:
    """Write to somebody of a firm if a meeting at one of their tables was cancelled."""
    own = {table.id for table in tables}
    meetings = [meeting for meeting in off if meeting.table_id in own]
    remaining = meetings_at(event.id, Meeting.table_id.in_(own))
    return cancelled_letter(event, account, meetings, remaining, now) if meetings else None


def gone_letters(event: Event, account_ids: set[int]) -> list[Letter]:
    """Write to those who are not expected any more and in whose calendars the evening stands."""
    return [gone_letter(event, a) for a in who_has_an_entry(event.id) if a.id in account_ids]


def tell_organisers(event: Event, who: str, number: int) -> None:
    """Tell those who can plan again how many meetings somebody leaves behind; none: there is nothing to do."""
    for organiser in organisers_of(event.association_id) if number else ():
        queue(organiser, write("gap", organiser, event=event, who=who, number=number), event_id=event.id)


def seats_taken(event: Event, company: Company, before: Hearers, now: datetime) -> None:
    """Tell who has taken a seat about the meetings there, and who has left one that they are free.

    While nothing is published there is no agenda to tell of; those who still have the entry of one that was
    taken back are told all the same.
    """
    db.session.flush()
    db.session.expire_all()
    after = hearers_of(event, company)
    changed = {person: own for person, own in after.items() if own != before.get(person)}
    new = agendas_of(event, changed, now) if published_plan(event.id) is not None else []
    gone = gone_letters(event, {person.id for person in before} - {person.id for person in after})
    queue_letters(event, [*new, *gone], now)


def agendas_of(event: Event, who: Hearers, now: datetime) -> list[Letter]:
    """Write to people of a firm about the meetings at their tables."""
    tables = {table.id: table for table in event.tables}
    return [
        company_letter(
            event, person, [tables[t] for t in own], meetings_at(event.id, Meeting.table_id.in_(own)), now
        )
        for person, own in who.items()
    ]

"""Who may be at an evening at this moment, and which of its meetings do not take place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventState, EventTable, Registration
from webapp.extensions import db
from webapp.live.models import Presence
from webapp.permissions import STAFF, Role
from webapp.planning.models import Meeting


def who_may_be_there(event: Event, among: Collection[int] | None = None) -> frozenset[int]:
    """Return the accounts that may be at an event now; `among` some, where only those are asked about."""
    if event.state is not EventState.PUBLISHED:
        return frozenset()
    ids = _entitled()
    query = sa.select(ids) if among is None else sa.select(ids).where(ids.in_(among))
    return frozenset(db.session.scalars(query, {"entitled_to": event.id}))


def presences_of_entitled(event: Event, among: Collection[int]) -> dict[int, Presence | None]:
    """Return those of some accounts that may be at an event now, and where they are; None has not come yet."""
    if event.state is not EventState.PUBLISHED:
        return {}
    ids = _entitled()
    theirs = (Presence.account_id == ids) & (Presence.event_id == event.id)
    query = sa.select(ids, Presence).outerjoin(Presence, theirs).where(ids.in_(among))
    fresh = {"populate_existing": True}  # also where a row is in memory already
    rows = db.session.execute(query, {"entitled_to": event.id}, execution_options=fresh)
    return {row[0]: row[1] for row in rows}


def called_off(event: Event, meetings: Iterable[Meeting]) -> set[int]:
    """Return which of some meetings of an event do not take place: a side of them has left."""
    meetings = list(meetings)
    there = (
        who_may_be_there(event, {meeting.applicant.account_id for meeting in meetings})
        if meetings
        else frozenset()
    )
    return {
        meeting.id
        for meeting in meetings
        if meeting.applicant.account_id not in there or has_left(meeting.table)
    }


def has_left(table: EventTable) -> bool:
    """Whether a table is not there any more; one at which nobody is named still is."""
    return table.company.state is not ReleaseState.RELEASED


@cache
def _entitled() -> sa.ColumnElement[int]:
    """Return the column of all accounts that may be at the event `entitled_to`; built once, asked at every message."""
    event_id: sa.BindParameter[int] = sa.bindparam("entitled_to")
    everybody = (_applicants(), _at_tables(), _staff())
    return sa.union(*(some.where(Event.id == event_id) for some in everybody)).subquery().c.id


def _applicants() -> sa.Select[int]:
    """Select the accounts of applicants who come."""
    registered = sa.select(Account.id).select_from(Event).join(Event.registrations)
    return (
        registered.join(Applicant, Applicant.id == Registration.applicant_id)
        .join(Account, Account.id == Applicant.account_id)
        .where(Account.role == Role.APPLICANT)
    )


def _at_tables() -> sa.Select[int]:
    """Select the accounts of those who sit at tables of released firms."""
    return (
        sa.select(Account.id)
        .select_from(Event)
        .join(Event.tables)
        .join(Company, Company.id == EventTable.company_id)
        .join(Account, Account.id == EventTable.representative_account_id)
        .where(Company.state == ReleaseState.RELEASED, Account.role == Role.REPRESENTATIVE)
    )


def _staff() -> sa.Select[int]:
    """Select the accounts of the association's people."""
    colleague = aliased(Account)
    return (
        sa.select(colleague.id)
        .select_from(Event)
        .join(colleague, colleague.association_id == Event.association_id)
        .where(colleague.role.in_(STAFF))
    )

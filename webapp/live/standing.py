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
    if among is None:
        return frozenset(db.session.scalars(_entitled(), {"entitled_to": event.id}))
    return frozenset(db.session.scalars(_entitled_among(), {"entitled_to": event.id, "among": list(among)}))


def presences_of_entitled(event: Event, among: Collection[int]) -> dict[int, Presence | None]:
    """Return those of some accounts that may be at an event now, and where they are; None has not come yet."""
    if event.state is not EventState.PUBLISHED:
        return {}
    asked = {"entitled_to": event.id, "among": list(among)}
    fresh = {"populate_existing": True}  # also where a row is in memory already
    rows = db.session.execute(_presences_among(), asked, execution_options=fresh)
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


# Built once: they are asked at every message, and putting a statement together costs more than the answer.
@cache
def _entitled() -> sa.Select[int]:
    """Select all accounts that may be at the event `entitled_to`."""
    return sa.select(_union_of(_applicants(), _at_tables(), _staff()))


@cache
def _entitled_among() -> sa.Select[int]:
    """Select those of the accounts `among` that may be at the event `entitled_to`."""
    return sa.select(_union_among())


@cache
def _presences_among() -> sa.Select[int, Presence]:
    """Select the same with where they are."""
    ids = _union_among()
    theirs = (Presence.account_id == ids) & (Presence.event_id == sa.bindparam("entitled_to"))
    return sa.select(ids, Presence).outerjoin(Presence, theirs)


def _union_among() -> sa.ColumnElement[int]:
    """Return the column of those `among` that may be at an event: each part looks for them alone, not for everybody."""
    among: sa.BindParameter[list[int]] = sa.bindparam("among", expanding=True)
    some = (
        part.where(part.selected_columns[0].in_(among)) for part in (_applicants(), _at_tables(), _staff())
    )
    return _union_of(*some)


def _union_of(*parts: sa.Select[int]) -> sa.ColumnElement[int]:
    """Return the column of all accounts of some selections that are of the event `entitled_to`."""
    event_id: sa.BindParameter[int] = sa.bindparam("entitled_to")
    return sa.union(*(part.where(Event.id == event_id) for part in parts)).subquery().c.id


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

"""What is known of the plans of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventTable, Wish, WishSide
from webapp.extensions import db
from webapp.planning.models import Ban, Pin, Plan, PlannedDate, PlanState


class WishRow(NamedTuple):
    """What one side wishes of the other."""

    applicant_id: int
    company_id: int
    side: WishSide
    rank: int | None
    unwanted: bool


def plans_of(event_id: int) -> Sequence[Plan]:
    """List every version of an event's plan, the newest first."""
    return db.session.scalars(
        db.select(Plan).filter_by(event_id=event_id).order_by(Plan.version.desc())
    ).all()


def plan_of_event(event_id: int, version: int) -> Plan | None:
    """Return a version of an event's plan."""
    found: Plan | None = db.session.scalar(db.select(Plan).filter_by(event_id=event_id, version=version))
    return found


def date_counts(event_id: int) -> dict[int, int]:
    """Count the dates of each version that has a result."""
    query = db.select(Plan.id, db.func.count(PlannedDate.id)).join(Plan.dates, isouter=True)
    with_result = Plan.state.in_((PlanState.SOLVED, PlanState.PUBLISHED, PlanState.SUPERSEDED))
    rows = db.session.execute(query.where(Plan.event_id == event_id, with_result).group_by(Plan.id))
    return {row[0]: row[1] for row in rows}


def date_of_event(event_id: int, date_id: int) -> PlannedDate | None:
    """Return a date of any version of an event's plan."""
    found: PlannedDate | None = db.session.scalar(
        db.select(PlannedDate)
        .join(PlannedDate.plan)
        .where(PlannedDate.id == date_id, Plan.event_id == event_id)
    )
    return found


def published_plan(event_id: int) -> Plan | None:
    """Return the plan by which the evening runs."""
    found: Plan | None = db.session.scalar(
        db.select(Plan).filter_by(event_id=event_id, state=PlanState.PUBLISHED)
    )
    return found


def solving_plan(event_id: int) -> Plan | None:
    """Return the plan that is being made right now."""
    found: Plan | None = db.session.scalar(
        db.select(Plan).filter_by(event_id=event_id, state=PlanState.SOLVING)
    )
    return found


def pins_of(event_id: int) -> Sequence[Pin]:
    """List the talks the organiser has fixed, in the order in which that was done."""
    sides = (
        joinedload(Pin.applicant).joinedload(Applicant.account),
        joinedload(Pin.table).joinedload(EventTable.company),
    )
    return db.session.scalars(
        db.select(Pin).filter_by(event_id=event_id).order_by(Pin.id).options(*sides)
    ).all()


def bans_of(event_id: int) -> Sequence[Ban]:
    """List the pairs the organiser keeps apart, in the order in which that was done."""
    sides = (joinedload(Ban.applicant).joinedload(Applicant.account), joinedload(Ban.company))
    return db.session.scalars(
        db.select(Ban).filter_by(event_id=event_id).order_by(Ban.id).options(*sides)
    ).all()


def wishes_of(event: Event) -> Sequence[WishRow]:
    """List the wishes of an event in the order they were made: thousands, so rows and no objects."""
    columns = (Wish.applicant_id, Wish.company_id, Wish.side, Wish.rank, Wish.unwanted)
    rows = db.session.execute(db.select(*columns).where(Wish.event_id == event.id).order_by(Wish.id))
    return [WishRow(*row) for row in rows]


def pin_between(event_id: int, applicant_id: int, table_id: int) -> Pin | None:
    """Return the fixed talk of an applicant at a table."""
    found: Pin | None = db.session.scalar(
        db.select(Pin).filter_by(event_id=event_id, applicant_id=applicant_id, table_id=table_id)
    )
    return found


def ban_between(event_id: int, applicant_id: int, company_id: int) -> Ban | None:
    """Return what keeps an applicant and a firm apart."""
    found: Ban | None = db.session.scalar(
        db.select(Ban).filter_by(event_id=event_id, applicant_id=applicant_id, company_id=company_id)
    )
    return found


def set_by_hand(event_id: int, pin_id: int | None, ban_id: int | None) -> Pin | Ban | None:
    """Return the fixed talk or the kept-apart pair of an event with this number."""
    kind, number = (Pin, pin_id) if pin_id else (Ban, ban_id)
    found: Pin | Ban | None = db.session.scalar(db.select(kind).filter_by(event_id=event_id, id=number))
    return found


def dates_of(event_id: int, account: Account) -> list[PlannedDate]:
    """List somebody's dates in the published plan, on either side of the table, in order of rounds."""
    return list(db.session.scalars(_published_dates(event_id).where(_is_a_side(account))))


def dates_of_event(event_id: int) -> list[PlannedDate]:
    """List every date of the published plan, in order of rounds."""
    return list(db.session.scalars(_published_dates(event_id)))


def dates_in_round(event_id: int, round_number: int) -> list[PlannedDate]:
    """List the dates of one round of the published plan, by table."""
    return list(db.session.scalars(_published_dates(event_id).where(PlannedDate.round == round_number)))


def own_date(account: Account, date_id: int) -> PlannedDate | None:
    """Return a date of a published plan if the account is one of its two sides."""
    return db.session.scalar(
        _dates_of_published_plans().where(PlannedDate.id == date_id, _is_a_side(account))
    )


def _is_a_side(account: Account) -> ColumnElement[bool]:
    """Return the condition that somebody sits at a date; at a table only while their firm is released."""
    released = EventTable.company.has(Company.state == ReleaseState.RELEASED)
    return (Applicant.account_id == account.id) | (
        (EventTable.representative_account_id == account.id) & released
    )


def _published_dates(event_id: int) -> Select[PlannedDate]:
    """Select the dates of an event's published plan."""
    return _dates_of_published_plans().where(Plan.event_id == event_id)


def _dates_of_published_plans() -> Select[PlannedDate]:
    """Select the dates of published plans with what is shown of both sides, in order of rounds and tables."""
    return (
        select(PlannedDate)
        .join(PlannedDate.plan)
        .join(PlannedDate.table)
        .join(PlannedDate.applicant)
        .where(Plan.state == PlanState.PUBLISHED)
        .options(
            joinedload(PlannedDate.table).joinedload(EventTable.company),
            joinedload(PlannedDate.applicant).joinedload(Applicant.account),
        )
        .order_by(PlannedDate.round, EventTable.number)
    )

"""What somebody may know of the outcome of their dates: their own taps and answers, and mutual yeses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from matching.occupations import occupation
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Representative
from webapp.events.models import Event, EventTable
from webapp.extensions import db
from webapp.outcomes.models import Answer, Impression, Rating
from webapp.outcomes.times import begun_rounds, rounds_of
from webapp.planning.models import Plan, PlannedDate, PlanState
from webapp.planning.queries import dates_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """A date that has begun, as one of its two sides sees it."""

    date_id: int
    round: int
    began_at: datetime
    first_name: str
    company: str
    occupations: tuple[str, ...]
    impression: Impression | None
    note: str
    answer: bool | None
    mutual: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A mutual yes, as one of the two sees it: whom they may now write to."""

    date_id: int
    name: str
    company: str
    occupations: tuple[str, ...]
    email: str
    phone: str


def meetings_of(account: Account, event: Event, now: datetime) -> list[Meeting]:
    """List whom somebody has met by now, in order of rounds."""
    begun, rounds = begun_rounds(event, now), rounds_of(event, now)
    dates = [date for date in dates_of(event.id, account) if date.round in begun]
    ratings = own_rows(Rating, account, dates)
    answers = own_rows(Answer, account, dates)
    mutual = mutual_date_ids(event.id, account)
    return [
        Meeting(
            date_id=date.id,
            round=date.round,
            began_at=rounds[date.round].begins_at,
            first_name=first_name_of(other_side(date, account)),
            company=company_shown(date, account),
            occupations=occupations_shown(date, account),
            impression=ratings[date.id].impression if date.id in ratings else None,
            note=ratings[date.id].note if date.id in ratings else "",
            answer=answers[date.id].yes if date.id in answers else None,
            mutual=date.id in mutual,
        )
        for date in dates
    ]


def matches_of(account: Account, event_id: int) -> list[Match]:
    """List the mutual yeses of somebody at an event, with the contacts both may have now."""
    mutual = mutual_date_ids(event_id, account)
    dates = [date for date in dates_of(event_id, account) if date.id in mutual]
    return [match_of(date, other, account) for date in dates if (other := other_side(date, account))]


def match_of(date: PlannedDate, other: Account, account: Account) -> Match:
    """Return the contact of the other side of a date that both have said yes to."""
    return Match(
        date_id=date.id,
        name=other.name,
        company=company_shown(date, account),
        occupations=occupations_shown(date, account),
        email=other.email,
        phone=phone_of(other),
    )


def mutual_date_ids(event_id: int, account: Account | None = None) -> set[int]:
    """Return the dates of the published plan to which both sides have said yes; of one person, if given."""
    by_applicant, by_table = aliased(Answer), aliased(Answer)
    query = (
        db.select(PlannedDate.id)
        .join(PlannedDate.plan)
        .join(PlannedDate.table)
        .join(PlannedDate.applicant)
        .join(by_applicant, yes_of(by_applicant, Applicant.account_id))
        .join(by_table, yes_of(by_table, EventTable.representative_account_id))
        .where(Plan.event_id == event_id, Plan.state == PlanState.PUBLISHED)
    )
    if account is not None:
        mine = (Applicant.account_id == account.id) | (EventTable.representative_account_id == account.id)
        query = query.where(mine)
    return set(db.session.scalars(query))


def yes_of(answer: type[Answer], account_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that an answer is the yes of an account to the date selected."""
    return (answer.date_id == PlannedDate.id) & (answer.account_id == account_id) & answer.yes


def own_rows(model: type[Any], account: Account, dates: Sequence[PlannedDate]) -> dict[int, Any]:
    """Return somebody's own ratings or answers by date."""
    query = db.select(model).where(model.account_id == account.id, model.date_id.in_([d.id for d in dates]))
    return {row.date_id: row for row in db.session.scalars(query)}


def sits_at_the_table(date: PlannedDate, account: Account) -> bool:
    """Whether somebody is the firm's side of a date."""
    return date.table.representative_account_id == account.id


def other_side(date: PlannedDate, account: Account) -> Account | None:
    """Return whom somebody meets at a date; None if nobody is named for the table."""
    return date.applicant.account if sits_at_the_table(date, account) else date.table.representative


def first_name_of(account: Account | None) -> str:
    """Return the first name, empty if nobody is named."""
    return account.first_name if account else ""


def company_shown(date: PlannedDate, account: Account) -> str:
    """Return the firm somebody meets at a date; empty for the firm itself."""
    return "" if sits_at_the_table(date, account) else date.table.company.name


def occupations_shown(date: PlannedDate, account: Account) -> tuple[str, ...]:
    """Name the occupations the other side wishes or offers."""
    other = date.applicant.occupations if sits_at_the_table(date, account) else date.table.company.offers
    return tuple(dict.fromkeys(occupation(row.occupation_id).name_neutral for row in other))


def phone_of(account: Account) -> str:
    """Return the phone number a firm's person gives on a mutual yes; applicants have none here."""
    return db.session.scalar(db.select(Representative.phone).filter_by(account_id=account.id)) or ""

"""Who is here, what was said, and which date is whose turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import joinedload, selectinload

from scheduler.clock import Phase, PhaseKind
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import EventTable, Registration
from webapp.extensions import db
from webapp.live.models import Presence, TextLine
from webapp.outcomes.models import Rating
from webapp.planning.models import PlannedDate


def presence_of(event_id: int, account_id: int) -> Presence | None:
    """Return the presence of somebody who has checked in at least once."""
    found: Presence | None = db.session.scalar(
        db.select(Presence).filter_by(event_id=event_id, account_id=account_id)
    )
    return found


def presences_by_account(event_id: int, account_ids: Iterable[int]) -> dict[int, Presence]:
    """Return the presences of some people at an event, by account."""
    query = db.select(Presence).where(
        Presence.event_id == event_id, Presence.account_id.in_(list(account_ids))
    )
    return {presence.account_id: presence for presence in db.session.scalars(query)}


def connection_of(event_id: int, account_id: int | None) -> str | None:
    """Return the connection at which somebody can be reached right now."""
    if account_id is None:
        return None
    presence = presence_of(event_id, account_id)
    return presence.connection if presence else None


def lines_of(date_ids: Iterable[int]) -> Sequence[TextLine]:
    """List the lines of some dates in the order they were said."""
    return db.session.scalars(
        db.select(TextLine).where(TextLine.date_id.in_(list(date_ids))).order_by(TextLine.id)
    ).all()


def partner_id(date: PlannedDate, account: Account) -> int | None:
    """Return the account on the other side of a date; none if nobody is named for the table."""
    if date.applicant.account_id == account.id:
        return date.table.representative_account_id
    return date.applicant.account_id


def is_running(date: PlannedDate, phase: Phase) -> bool:
    """Whether a date is on in this phase."""
    return phase.kind is PhaseKind.ROUND and date.round == phase.round


def is_running_or_next(date: PlannedDate, phase: Phase) -> bool:
    """Whether a date is on in this phase, or in the round after it."""
    if phase.kind is PhaseKind.ROUND:
        return date.round in {phase.round, phase.round + 1}
    return phase.kind is not PhaseKind.ENDED and date.round == phase.round


def is_over(date: PlannedDate, phase: Phase) -> bool:
    """Whether the round of a date has ended before this phase."""
    return phase.kind is PhaseKind.ENDED or date.round < phase.round


def ratings_of(account: Account, date_ids: Iterable[int]) -> dict[int, Rating]:
    """Return somebody's own ratings of some dates, by date."""
    query = db.select(Rating).where(Rating.account_id == account.id, Rating.date_id.in_(list(date_ids)))
    return {rating.date_id: rating for rating in db.session.scalars(query)}


def presences_of(event_id: int) -> dict[int, Presence]:
    """Return everybody who has ever checked in at an event, by account."""
    query = db.select(Presence).filter_by(event_id=event_id)
    return {presence.account_id: presence for presence in db.session.scalars(query)}


def profile_numbers(event_id: int) -> dict[int, int]:
    """Return under which number firms know each applicant of an event before the evening."""
    query = db.select(Registration.applicant_id).where(Registration.event_id == event_id)
    people = db.session.scalars(query.order_by(Registration.id))
    return {applicant_id: number for number, applicant_id in enumerate(people, 1)}


def load_sides(dates: Sequence[PlannedDate]) -> None:
    """Read at once what the cards of some dates show, instead of piece by piece for each date."""
    shown = (
        db.select(Company)
        .where(Company.id.in_({date.table.company_id for date in dates}))
        .options(selectinload(Company.offers)),
        db.select(EventTable)
        .where(EventTable.id.in_({date.table_id for date in dates}))
        .options(joinedload(EventTable.representative)),
        db.select(Applicant)
        .where(Applicant.id.in_({date.applicant_id for date in dates}))
        .options(selectinload(Applicant.occupations)),
    )
    for query in shown:
        db.session.scalars(query).all()

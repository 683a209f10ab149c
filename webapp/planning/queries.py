"""What is known of the plans of an event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, undefer
from sqlalchemy.sql.base import ExecutableOption

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventTable, Registration
from webapp.extensions import db
from webapp.permissions import applicant
from webapp.planning.models import Ban, Meeting, Pin, Plan, PlanState


def plans_of(event_id: int) -> Sequence[Plan]:
    """List every version of an event's plan, the newest first."""
    return db.session.scalars(
        db.select(Plan).filter_by(event_id=event_id).order_by(Plan.version.desc())
    ).all()


def plan_of_event(event_id: int, version: int) -> Plan | None:
    """Return a version of an event's plan."""
    found: Plan | None = db.session.scalar(db.select(Plan).filter_by(event_id=event_id, version=version))
    return found


def meeting_counts(event_id: int) -> dict[int, int]:
    """Count the meetings of each version that has a result."""
    place = (Meeting.plan_id == Plan.id) & takes_place()
    query = db.select(Plan.id, db.func.count(Meeting.id)).join(Meeting, place, isouter=True)
    with_result = Plan.state.in_((PlanState.SOLVED, PlanState.PUBLISHED, PlanState.SUPERSEDED))
    rows = db.session.execute(query.where(Plan.event_id == event_id, with_result).group_by(Plan.id))
    return {row[0]: row[1] for row in rows}


def meeting_of_event(event_id: int, meeting_id: int) -> Meeting | None:
    """Return a meeting of any version of an event's plan."""
    found: Meeting | None = db.session.scalar(
        db.select(Meeting).join(Meeting.plan).where(Meeting.id == meeting_id, Plan.event_id == event_id)
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
    return db.session.scalars(db.select(Ban).where(apart_at(event_id)).order_by(Ban.id).options(*sides)).all()


def apart_at(event_id: int) -> ColumnElement[bool]:
    """Return the condition that a pair is kept apart at an event: there, or everywhere and the applicant comes."""
    comes = select(Registration.applicant_id).where(Registration.event_id == event_id)
    return (Ban.event_id == event_id) | (Ban.event_id.is_(None) & Ban.applicant_id.in_(comes))


def pin_between(event_id: int, applicant_id: int, table_id: int) -> Pin | None:
    """Return the fixed talk of an applicant at a table."""
    found: Pin | None = db.session.scalar(
        db.select(Pin).filter_by(event_id=event_id, applicant_id=applicant_id, table_id=table_id)
    )
    return found


def ban_between(event_id: int, applicant_id: int, company_id: int) -> Ban | None:
    """Return what keeps an applicant and a firm apart."""
    found: Ban | None = db.session.scalar(
        db.select(Ban)
        .where(apart_at(event_id))
        .filter_by(applicant_id=applicant_id, company_id=company_id)
        .order_by(Ban.id)
    )
    return found


def set_by_hand(event_id: int, pin_id: int | None, ban_id: int | None) -> Pin | Ban | None:
    """Return the fixed talk or the kept-apart pair of an event with this number."""
    if pin_id:
        pin: Pin | None = db.session.scalar(db.select(Pin).filter_by(event_id=event_id, id=pin_id))
        return pin
    ban: Ban | None = db.session.scalar(db.select(Ban).where(apart_at(event_id), Ban.id == ban_id))
    return ban


def meetings_of(event_id: int, account: Account) -> list[Meeting]:
    """List somebody's meetings in the published plan that take place, on either side, in order of rounds."""
    return meetings_at(event_id, _is_a_side(account.id))


def agenda_of(event_id: int, account: Account, with_cards: bool = False) -> list[Meeting]:
    """List somebody's meetings in the published plan, cancelled ones too, with what cards show if asked for."""
    query = _agenda(with_cards, with_offers=with_cards and applicant(account))
    return list(db.session.scalars(query, {"event_id": event_id, "account_id": account.id}))


def meetings_at_tables(event_id: int, table_ids: Sequence[int]) -> Sequence[Meeting]:
    """List the meetings at some tables in the published plan, cancelled ones too, with all there is to say."""
    query = _shown_on_cards(_meetings_of_published_plans(), with_offers=True)
    query = query.where(Plan.event_id == event_id, Meeting.table_id.in_(table_ids))
    # Joined, each meeting would come once for each change of the clock, and with all that stands of the event.
    event = contains_eager(Meeting.plan).selectinload(Plan.event)
    with_event = (event.selectinload(Event.clock_changes), event.selectinload(Event.association))
    return db.session.scalars(query.options(*with_event)).all()


@cache
def _agenda(with_cards: bool, with_offers: bool) -> Select[Meeting]:
    """Select the meetings of `account_id` at `event_id`; built once, as it is asked by everybody who comes."""
    sits = _is_a_side(bindparam("account_id"))
    query = _meetings_of_published_plans().where(Plan.event_id == bindparam("event_id"), sits)
    return _shown_on_cards(query, with_offers) if with_cards else query


def _shown_on_cards(query: Select[Meeting], with_offers: bool) -> Select[Meeting]:
    """Select meetings with what the cards of both sides show."""
    shown = [
        joinedload(Meeting.table).joinedload(EventTable.representative),
        joinedload(Meeting.applicant).selectinload(Applicant.occupations),
        undefer(Meeting.reasons),
    ]
    if with_offers:  # whom a firm meets has no offers
        shown.append(joinedload(Meeting.table).joinedload(EventTable.company).selectinload(Company.offers))
    return query.options(*shown)


def cancelled_meetings_of(event_id: int, account: Account) -> list[Meeting]:
    """List somebody's meetings in the published plan that were cancelled, in order of rounds."""
    return cancelled_meetings_at(event_id, _is_a_side(account.id))


def cancelled_meetings_at(event_id: int, *which: ColumnElement[bool]) -> list[Meeting]:
    """List those meetings of an event's published plan that were cancelled, in order of rounds."""
    query = _meetings_of_published_plans().where(Plan.event_id == event_id, ~takes_place(), *which)
    return list(db.session.scalars(query))


def meetings_of_event(event_id: int) -> list[Meeting]:
    """List every meeting of the published plan that takes place, in order of rounds."""
    return meetings_at(event_id)


def meetings_in_round(event_id: int, round_number: int) -> list[Meeting]:
    """List the meetings of one round of the published plan that take place, by table."""
    return meetings_at(event_id, Meeting.round == round_number)


def meetings_at(event_id: int, *which: ColumnElement[bool]) -> list[Meeting]:
    """List those meetings of an event's published plan that take place, in order of rounds."""
    query = _meetings_of_published_plans().where(Plan.event_id == event_id, takes_place(), *which)
    return list(db.session.scalars(query))


def own_meeting(account: Account, meeting_id: int) -> Meeting | None:
    """Return a meeting of a published plan that takes place if the account is one of its two sides."""
    query = _meetings_of_published_plans().where(Meeting.id == meeting_id, takes_place())
    return db.session.scalar(query.where(_is_a_side(account.id)))


def own_meeting_with_event(account: Account, meeting_id: int) -> Meeting | None:
    """Return the same with the event, its clock and its association, in one statement: asked at every message."""
    asked = {"meeting_id": meeting_id, "account_id": account.id}
    return db.session.scalars(_own_meeting_with_event(), asked).unique().one_or_none()


@cache
def _own_meeting_with_event() -> Select[Meeting]:
    """Select a meeting that takes place if `account_id` is one of its sides; built once."""
    query = _meetings_of_published_plans().where(Meeting.id == bindparam("meeting_id"), takes_place())
    return query.where(_is_a_side(bindparam("account_id"))).options(*_event_of_it())


def _event_of_it() -> tuple[ExecutableOption, ...]:
    """Say that a meeting is read with its event, the clock of that, and its association."""
    event = contains_eager(Meeting.plan).joinedload(Plan.event)
    return event.joinedload(Event.clock_changes), event.joinedload(Event.association)


def takes_place() -> ColumnElement[bool]:
    """Return the condition that a published meeting was not cancelled, or only after the two had met."""
    return Meeting.cancelled_at.is_(None) | Meeting.held.is_(True)


def _is_a_side(account_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return the condition that somebody sits at a meeting; at a table only while their firm is released."""
    released = EventTable.company.has(Company.state == ReleaseState.RELEASED)
    return (Applicant.account_id == account_id) | (
        (EventTable.representative_account_id == account_id) & released
    )


def _meetings_of_published_plans() -> Select[Meeting]:
    """Select the meetings of published plans with what is shown of both sides, in order of rounds and tables."""
    return (
        select(Meeting)
        .join(Meeting.plan)
        .join(Meeting.table)
        .join(Meeting.applicant)
        .where(Plan.state == PlanState.PUBLISHED)
        .options(
            contains_eager(Meeting.plan),
            joinedload(Meeting.table).joinedload(EventTable.company),
            joinedload(Meeting.applicant).joinedload(Applicant.account),
        )
        .order_by(Meeting.round, EventTable.number)
    )

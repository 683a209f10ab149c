"""Evenings to be at: two applicants and two firms, each meets each, and people who do not belong there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from tests.factories.people import (
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.database import now
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live.models import PresenceInterval
from webapp.permissions import Role
from webapp.planning.models import Meeting, Plan, PlanState

PEOPLE = 5
ROUND = timedelta(minutes=10)
CHANGEOVER = timedelta(minutes=1)


@dataclass
class Evening:
    """Anna meets the joinery and then the bakery, Ben the other way round."""

    event: Event
    plan: Plan
    organiser: Account
    anna: Account
    ben: Account
    joinery: Account
    bakery: Account
    anna_joinery: Meeting
    ben_bakery: Meeting
    anna_bakery: Meeting
    ben_joinery: Meeting


def make_evening(starts_at: datetime, **given: object) -> Evening:
    """Arrange an evening whose first round begins at a moment, and commit it.

    In rounds that are over everybody was there, so that their talks were held.
    """
    association = make_association()
    anna, ben = make_applicant(association), make_applicant(association)
    joinery, bakery = make_company(association), make_company(association, occupation="baecker")
    event = make_event(association, state=EventState.PUBLISHED, starts_at=starts_at, rounds=2, **given)
    for person in (anna, ben):
        make_registration(event, person)
    at_joinery, at_bakery = make_table(event, joinery), make_table(event, bakery)
    meetings = [
        Meeting(round=1, table=at_joinery, applicant=anna, utility=1.0),
        Meeting(round=1, table=at_bakery, applicant=ben, utility=1.0),
        Meeting(round=2, table=at_bakery, applicant=anna, utility=1.0),
        Meeting(round=2, table=at_joinery, applicant=ben, utility=1.0),
    ]
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED, meetings=meetings)
    db.session.add(plan)
    organiser = make_organiser(association)
    seated = [company.representatives[0].account for company in (joinery, bakery)]
    evening = Evening(event, plan, organiser, anna.account, ben.account, *seated, *meetings)
    were_there_in_rounds_over(evening)
    db.session.commit()
    return evening


_evenings_of_new_people = count()


def make_evening_of_new_people(starts_at: datetime) -> Evening:
    """Arrange the same with people of numbers that no evening made like this had before.

    The server keeps its patience by the number of an account, and each emptied database begins to count anew: what one
    test has used up, the next one would lack.
    """
    association = make_association()
    for _ in range(next(_evenings_of_new_people) * PEOPLE):
        make_account(association, Role.APPLICANT)
    return make_evening(starts_at)


def were_there_in_rounds_over(evening: Evening) -> None:
    """Write down that everybody was there until the end of the last round that is over, and then left."""
    begun_at, rounds = evening.event.starts_at, (now() - evening.event.starts_at) // (ROUND + CHANGEOVER)
    if now() >= begun_at + 2 * ROUND + CHANGEOVER:
        rounds = 2
    if rounds < 1:
        return
    ended_at = begun_at + rounds * ROUND + (rounds - 1) * CHANGEOVER
    for person in (evening.anna, evening.ben, evening.joinery, evening.bakery):
        row = {"event_id": evening.event.id, "account_id": person.id}
        db.session.add(PresenceInterval(**row, began_at=begun_at, ended_at=ended_at))


def publish_another_plan(evening: Evening) -> Plan:
    """Replace the plan by a newer one with the same pairs, as a new press on "publish" does."""
    evening.plan.state = PlanState.SUPERSEDED
    db.session.flush()
    meetings = [
        Meeting(round=d.round, table=d.table, applicant=d.applicant, utility=d.utility)
        for d in evening.plan.meetings
    ]
    newer = Plan(event=evening.event, version=2, state=PlanState.PUBLISHED, meetings=meetings)
    db.session.add(newer)
    db.session.commit()
    return newer


def another_event_of(evening: Evening, applicant: Account) -> Event:
    """Add a second published event of the association, to which an applicant comes too."""
    event = make_event(
        evening.organiser.association, state=EventState.PUBLISHED, starts_at=evening.event.starts_at
    )
    make_registration(
        event, db.session.scalars(db.select(Applicant).filter_by(account_id=applicant.id)).one()
    )
    db.session.commit()
    return event


def make_onlooker(evening: Evening, role: Role) -> Account:
    """Add somebody of the same association who does not take part in the evening."""
    association = evening.organiser.association
    if role is Role.APPLICANT:
        account = make_applicant(association).account
    elif role is Role.REPRESENTATIVE:
        account = make_company(association).representatives[0].account
    else:
        account = make_account(association, role)
    db.session.commit()
    return account

"""An evening with idle people: three applicants and three firms, all of whom may meet, in rounds that the test runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.factories.people import (
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
from webapp.events.models import Event, EventState, EventTable
from webapp.extensions import db
from webapp.live.models import Presence, PresenceInterval
from webapp.planning.models import Meeting, Plan, PlanState

PATIENCE = timedelta(seconds=60)


@dataclass
class WaitingEvening:
    """Anna, Ben and Cem; tables 1, 2 and 3; who meets whom says the test."""

    event: Event
    plan: Plan
    organiser: Account
    people: list[Applicant]
    tables: list[EventTable]

    def arrive(self, *accounts: Account | None, at: datetime) -> None:
        """Let people be here from a moment on."""
        for account in accounts:
            assert account is not None
            whose = {"event_id": self.event.id, "account_id": account.id}
            db.session.add(Presence(**whose, connection=f"c{account.id}", checked_in_at=at, changed_at=at))
            db.session.add(PresenceInterval(**whose, began_at=at))
        db.session.commit()

    def leave(self, account: Account | None, at: datetime) -> None:
        """Let somebody be gone from a moment on."""
        assert account is not None
        theirs = {"event_id": self.event.id, "account_id": account.id}
        presence = db.session.scalars(db.select(Presence).filter_by(**theirs)).one()
        presence.connection, presence.changed_at = None, at
        stretch = db.session.scalars(db.select(PresenceInterval).filter_by(**theirs, ended_at=None)).one()
        stretch.ended_at = at
        db.session.commit()

    def pairs(self, round_number: int = 1) -> set[tuple[int, int]]:
        """Return who meets whom in a round, as places in `people` and `tables`."""
        people, tables = [p.id for p in self.people], [t.id for t in self.tables]
        stand = {"plan_id": self.plan.id, "round": round_number, "cancelled_at": None}
        rows = db.session.scalars(db.select(Meeting).filter_by(**stand))
        return {(people.index(m.applicant_id), tables.index(m.table_id)) for m in rows}


def make_waiting_evening(
    meetings: Sequence[tuple[int, int, int]], rounds: int = 1, starts_at: datetime | None = None
) -> WaitingEvening:
    """Arrange an evening with meetings given as (round, place in people, place in tables), begun 61 seconds ago."""
    association = make_association()
    people = [make_applicant(association) for _ in range(3)]
    begun_at = starts_at or now() - PATIENCE - timedelta(seconds=1)
    event = make_event(association, state=EventState.PUBLISHED, starts_at=begun_at, rounds=rounds)
    for person in people:
        make_registration(event, person)
    tables = [make_table(event, make_company(association)) for _ in range(3)]
    rows = [
        Meeting(round=number, applicant=people[person], table=tables[table], utility=0.5)
        for number, person, table in meetings
    ]
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED, meetings=rows)
    db.session.add(plan)
    organiser = make_organiser(association)
    db.session.commit()
    return WaitingEvening(event, plan, organiser, people, tables)

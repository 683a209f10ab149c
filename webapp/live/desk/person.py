"""Somebody at an evening, as the desk sees them: how to reach them, and their talks one by one."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from scheduler.clock import Phase, phase_at
from webapp.accounts.models import Account
from webapp.companies.models import Representative
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.timetable import rounds_of
from webapp.extensions import db
from webapp.live.desk.leaving import seats_at
from webapp.live.desk.talks import rounds_open_to
from webapp.live.device_check import check_of
from webapp.live.models import Deed, DeskEntry, DeviceCheck
from webapp.live.queries import is_over, is_running, presence_of
from webapp.live.replanning.missing import last_fixed_round
from webapp.permissions import applicant
from webapp.planning.cancellation import why_cancelled
from webapp.planning.models import Meeting
from webapp.planning.queries import agenda_of


class TalkState(enum.StrEnum):
    """How it stands with a talk."""

    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"
    RUNNING = "running"
    TO_COME = "to come"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of somebody: when, with whom, at which table, how it stands, and to which rounds it could move."""

    meeting_id: int
    round: int
    begins_at: datetime | None
    other: str
    table: int
    state: TalkState
    why: str
    open_rounds: Sequence[tuple[int, datetime]]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the desk needs to know of somebody right now; what is empty is not known."""

    account: Account
    phone: str
    tables: Sequence[int]
    is_here: bool
    in_hall: bool
    since: datetime | None
    has_gone: bool
    gets_code: bool
    checked: DeviceCheck | None
    talks: Sequence[Talk]
    notes: Sequence[DeskEntry]


def person_at(event: Event, person_id: int, now: datetime) -> PersonPage:
    """Return somebody who takes part in an event, or not find them."""
    seats = seats_at(event, person_id)
    account = db.session.get_one(Account, person_id)
    presence = presence_of(event.id, person_id)
    phone = db.session.scalar(sa.select(Representative.phone).filter_by(account_id=person_id))
    return PersonPage(
        account=account,
        phone=phone or "",
        tables=[seat.number for seat in seats] if not applicant(account) else [],
        is_here=presence is not None and presence.connection is not None,
        in_hall=presence is not None and presence.in_hall,
        since=presence.changed_at if presence else None,
        has_gone=all(seat.available is not None and event.rounds not in seat.available for seat in seats),
        checked=check_of(person_id),
        gets_code=account.confirmed_at is None,
        talks=talks_of(event, account, now),
        notes=notes_on(event.id, person_id),
    )


def talks_of(event: Event, account: Account, now: datetime) -> list[Talk]:
    """List somebody's talks in order of rounds, cancelled ones too."""
    phase, rounds = phase_at(clock_of(event), now), rounds_of(event, now)
    agenda, sits = agenda_of(event.id, account), not applicant(account)
    to_come = [meeting for meeting in agenda if state_of(meeting, phase) is TalkState.TO_COME]
    free = rounds_open_to(event, to_come, last_fixed_round(phase))
    return [
        Talk(
            meeting_id=meeting.id,
            round=meeting.round,
            begins_at=rounds[meeting.round].begins_at if meeting.round in rounds else None,
            other=meeting.applicant.account.name if sits else meeting.table.company.name,
            table=meeting.table.number,
            state=state_of(meeting, phase),
            why="" if meeting.takes_place else why_cancelled(meeting),
            open_rounds=[(r, rounds[r].begins_at) for r in free.get(meeting.id, []) if r in rounds],
        )
        for meeting in agenda
    ]


def notes_on(event_id: int, person_id: int) -> Sequence[DeskEntry]:
    """List what the desk has noted on somebody, the latest first."""
    query = sa.select(DeskEntry).filter_by(event_id=event_id, about_id=person_id, deed=Deed.NOTED)
    return db.session.scalars(
        query.order_by(DeskEntry.id.desc()).options(joinedload(DeskEntry.account))
    ).all()


def state_of(meeting: Meeting, phase: Phase) -> TalkState:
    """Decide how it stands with a talk."""
    if not meeting.takes_place:
        return TalkState.CANCELLED
    if meeting.held is not None:
        return TalkState.HELD if meeting.held else TalkState.MISSED
    if is_running(meeting, phase):
        return TalkState.RUNNING
    return TalkState.OVER if is_over(meeting, phase) else TalkState.TO_COME

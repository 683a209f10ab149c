"""Calls for help: made in any room or lobby, seen at the desk at once, taken and done there; the person is told so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from scheduler.clock import phase_at
from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventTable
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.guests import places
from webapp.live.help_state import DONE, help_state
from webapp.live.models import HelpCall, HelpKind
from webapp.live.own_evening import OwnEvening
from webapp.live.queries import is_running
from webapp.live.services import evening_here
from webapp.planning.models import Meeting


def call_for_help(
    account: Account, event_id: int, connection: str, kind: HelpKind, words: str, now: datetime
) -> str:
    """Ask the desk for help; who asks again while it is open says more. Return how it stands."""
    own = evening_here(account, event_id, connection)
    whose = {"event_id": event_id, "account_id": account.id}
    said = {"kind": kind, "words": words, "meeting_id": running_meeting(own, now)}
    is_open = (
        HelpCall.event_id == event_id,
        HelpCall.account_id == account.id,
        HelpCall.done_at.is_(None),
    )
    while not (insert_unless_there(HelpCall, **whose, **said, at=now) or claim(HelpCall, *is_open, **said)):
        pass  # the desk was done with the one before at this very moment: it is a new one
    db.session.commit()
    return help_state(account.id, event_id) or DONE


def running_meeting(own: OwnEvening, now: datetime) -> int | None:
    """Return the talk somebody is in."""
    phase = phase_at(clock_of(own.event), now)
    return next((meeting.id for meeting in own.meetings if is_running(meeting, phase)), None)


def open_calls(event_id: int) -> Sequence[HelpCall]:
    """List the open calls of an event, what is wrong first, then the oldest."""
    shown = (
        joinedload(HelpCall.account),
        joinedload(HelpCall.taken_by),
        joinedload(HelpCall.meeting).joinedload(Meeting.table).joinedload(EventTable.company),
    )
    query = sa.select(HelpCall).filter_by(event_id=event_id, done_at=None).options(*shown)
    is_report = HelpCall.kind == HelpKind.REPORT
    return db.session.scalars(query.order_by(is_report.desc(), HelpCall.id)).all()


def tell_state(event: Event, account_id: int, state: str) -> None:
    """Tell somebody, if they are here, how it stands with their call."""
    if connection := places.get((event.id, account_id)):
        broadcasts.tell_help(event.id, state, to=connection)

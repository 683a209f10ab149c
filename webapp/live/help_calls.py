"""Calls for help: made in any room or lobby, seen at the desk at once, taken and done there; the person is told so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim
from webapp.events.models import Event, EventTable
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.guests import places
from webapp.live.help_state import DONE, help_state
from webapp.live.longer import end_longer, is_on, tell_no_longer
from webapp.live.models import HelpCall, HelpKind
from webapp.live.own_evening import OwnEvening
from webapp.live.services import evening_here
from webapp.planning.models import CancelledBecause, Meeting
from webapp.planning.services.rearranging import cancel, never_again
from webapp.signals import tell_evening_changed

LONGEST_SAID = 1000


def call_for_help(
    account: Account, event_id: int, connection: str, kind: HelpKind, words: str, now: datetime
) -> str:
    """Ask the desk for help, report a talk or leave it; return how it stands.

    Who asks again while a call is open says more. Whoever leaves a talk ends it. Whom somebody has reported they
    never meet again.
    """
    own = evening_here(account, event_id, connection)
    meeting_id = running_meeting(own, now)
    whose = {"event_id": event_id, "account_id": account.id}
    said = {"kind": kind, "words": words, "meeting_id": meeting_id}
    while not (
        insert_unless_there(HelpCall, **whose, **said, at=now) or add_to_open(whose, kind, words, meeting_id)
    ):
        pass  # the desk was done with the one before at this very moment: it is a new one
    ended = end_longer(meeting_id, account.id, now) if kind is not HelpKind.HELP else None
    if ended is None or kind is HelpKind.REPORT:
        follow(event_id, account.id, kind, meeting_id, now)
    db.session.commit()
    if ended:  # it was held: only what was added to it is over
        tell_no_longer(ended)
    return help_state(account.id, event_id) or DONE


def add_to_open(whose: dict[str, int], kind: HelpKind, words: str, meeting_id: int | None) -> bool:
    """Add to a call that is open; what was reported stays reported, and nothing that was said is lost."""
    call = db.session.scalars(sa.select(HelpCall).filter_by(**whose, done_at=None)).one_or_none()
    if call is None:
        return False
    more = {
        "kind": HelpKind.REPORT if HelpKind.REPORT in {kind, call.kind} else kind,
        "words": "\n".join(filter(None, (call.words, words)))[:LONGEST_SAID],
        "meeting_id": call.meeting_id if meeting_id is None or call.kind is HelpKind.REPORT else meeting_id,
    }
    is_open = (HelpCall.id == call.id, HelpCall.done_at.is_(None), HelpCall.words == call.words)
    return claim(HelpCall, *is_open, **more)


def follow(event_id: int, account_id: int, kind: HelpKind, meeting_id: int | None, now: datetime) -> None:
    """Do at once what must not wait for the desk."""
    query = sa.select(HelpCall.meeting_id).filter_by(event_id=event_id, account_id=account_id, done_at=None)
    about = meeting_id or db.session.scalar(query)
    meeting = db.session.get(Meeting, about) if about else None
    if meeting is None or kind is HelpKind.HELP:
        return
    if kind is HelpKind.REPORT:
        never_again(meeting, now)
    elif meeting_id is not None:
        cancel([meeting.id], CancelledBecause.ENDED, now)
    tell_evening_changed(event_id)


def running_meeting(own: OwnEvening, now: datetime) -> int | None:
    """Return the talk somebody is in, also if it lasts a little longer."""
    return next((meeting.id for meeting in own.meetings if is_on(meeting, now)), None)


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

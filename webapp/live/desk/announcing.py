"""Announcements: what the desk says to everybody or one side, at once on every page, kept for those who come later."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.announcements import announced_to, readers_among
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import NothingAnnounced, OverAlready
from webapp.live.desk.start import require_own
from webapp.live.guests import guests_at
from webapp.live.models import Announcement, Audience, Deed
from webapp.live.refusals import NotPublished


def announce(account: Account, event: Event, audience: Audience, words: str, now: datetime) -> None:
    """Say something to everybody at an evening that is near or runs, or to one side of it."""
    require_own(account, event)
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    if phase_at(clock_of(event), now).kind is PhaseKind.ENDED:
        raise OverAlready
    db.session.add(Announcement(event_id=event.id, audience=audience, words=words, at=now))
    enter(event, account, Deed.ANNOUNCED, now, words=words)
    db.session.commit()
    tell_everybody(event)


def take_back(account: Account, event: Event, announcement_id: int, now: datetime) -> None:
    """Take an announcement from every page."""
    require_own(account, event)
    gone = sa.delete(Announcement).where(
        Announcement.id == announcement_id, Announcement.event_id == event.id
    )
    taken: int = db.session.execute(gone).rowcount  # type: ignore[attr-defined]
    if not taken:
        db.session.rollback()
        raise NothingAnnounced
    enter(event, account, Deed.TAKEN_BACK, now)
    db.session.commit()
    tell_everybody(event)


def tell_everybody(event: Event) -> None:
    """Tell each page what stands announced for its reader."""
    here = guests_at(event.id)
    readers = readers_among({guest.account_id for guest in here.values()})
    said = {role: announced_to(role, event.id) for role in set(readers.values())}
    for connection, guest in here.items():
        if guest.account_id in readers:
            broadcasts.tell_announcements(event.id, said[readers[guest.account_id]], to=connection)

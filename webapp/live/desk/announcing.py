"""What the desk says to everybody, one side or some people: at once on their pages, kept for those who come later."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.announcements import announced, named_readers, readers_among
from webapp.live.desk.diary import enter
from webapp.live.desk.leaving import seats_at
from webapp.live.desk.refusals import NothingAnnounced, OverAlready
from webapp.live.desk.start import require_own
from webapp.live.guests import guests_at
from webapp.live.models import Announcement, AnnouncementReader, Audience, Deed
from webapp.live.queries import is_running, partner_id
from webapp.live.refusals import NotPublished
from webapp.planning.queries import agenda_of


def announce(account: Account, event: Event, audience: Audience, words: str, now: datetime) -> None:
    """Say something to everybody at an evening that is near or runs, or to one side of it."""
    require_near(account, event, now)
    db.session.add(Announcement(event_id=event.id, audience=audience, words=words, at=now))
    enter(event, account, Deed.ANNOUNCED, now, words=words)
    db.session.commit()
    tell_everybody(event)


def announce_to(
    account: Account, event: Event, person_id: int, words: str, now: datetime, also: bool = False
) -> None:
    """Say something to somebody alone, or `also` to whom they talk to in the running round."""
    require_near(account, event, now)
    seats_at(event, person_id)
    said = Announcement(event_id=event.id, audience=Audience.SOME, words=words, at=now)
    db.session.add(said)
    db.session.flush()
    readers = {person_id} | (partners_now(event, person_id, now) if also else set())
    db.session.add_all([AnnouncementReader(announcement_id=said.id, account_id=reader) for reader in readers])
    enter(event, account, Deed.ANNOUNCED, now, words=words, about=db.session.get_one(Account, person_id))
    db.session.commit()
    tell_everybody(event)


def partners_now(event: Event, person_id: int, now: datetime) -> set[int]:
    """Return whom somebody talks to in the running round."""
    phase, person = phase_at(clock_of(event), now), db.session.get_one(Account, person_id)
    running = [meeting for meeting in agenda_of(event.id, person) if is_running(meeting, phase)]
    partners = {partner_id(meeting, person) for meeting in running if meeting.takes_place}
    return {partner for partner in partners if partner is not None}


def require_near(account: Account, event: Event, now: datetime) -> None:
    """Refuse what is no published evening of theirs, or over."""
    require_own(account, event)
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    if phase_at(clock_of(event), now).kind is PhaseKind.ENDED:
        raise OverAlready


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
    """Tell each page what stands announced for its reader; most read the same as others of their role."""
    here = guests_at(event.id)
    readers, named = readers_among({guest.account_id for guest in here.values()}), named_readers(event.id)
    said = {role: announced(role, 0, event.id) for role in set(readers.values())}
    for connection, guest in here.items():
        role = readers.get(guest.account_id)
        if role is not None:
            own = announced(role, guest.account_id, event.id) if guest.account_id in named else said[role]
            broadcasts.tell_announcements(event.id, own, to=connection)

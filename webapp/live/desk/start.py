"""Beginning an evening before its time: asked first, counted down, and stopped by anybody at the desk until then.

The start is an instant some seconds ahead, stored with the event beside what it was before. So the countdown
is the same for everybody, survives a reload and a restart, and of several who press at once one wins.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from werkzeug.exceptions import NotFound

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.database.locks import claim
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.events.queries import applicants_at, tables_with_people
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import ClockIsOther
from webapp.live.models import Deed
from webapp.live.queries import presences_of
from webapp.live.refusals import (
    AlreadyRunning,
    AlreadyStarting,
    BeginsAnyway,
    NothingToStop,
    NotPublished,
    TooLateToStop,
)

log = logging.getLogger(__name__)

# Enough for everybody's browser to hear of it and to prepare the first connection, and to think again.
SECONDS_BEFORE_START = 10


@dataclass(frozen=True, slots=True)
class Missing:
    """Who is not here yet of those who come: applicants by name, tables by firm and number."""

    applicants: tuple[str, ...]
    of_applicants: int
    tables: tuple[tuple[str, int], ...]
    of_tables: int


def start_now(account: Account, event: Event, now: datetime, prepare_seconds: int) -> None:
    """Let the first round begin as soon as everybody's browser can be ready for it; registration closes."""
    begins_at = now + timedelta(seconds=seconds_of_countdown(prepare_seconds))
    require_startable(account, event, now)
    if event.starts_at <= begins_at:
        raise BeginsAnyway
    as_seen = (Event.starts_at == event.starts_at, Event.starts_at_before.is_(None))
    if not claim(
        Event,
        *(Event.id == event.id, Event.state == EventState.PUBLISHED, *as_seen),
        starts_at=begins_at,
        registration_closes_at=min(event.registration_closes_at, now),
        starts_at_before=event.starts_at,
        registration_closes_at_before=event.registration_closes_at,
    ):
        db.session.rollback()
        raise AlreadyStarting
    enter(event, account, Deed.STARTED, now)
    told(event, now)
    log.info("event %s started by account %s", event.id, account.id)


def seconds_of_countdown(prepare_seconds: int) -> int:
    """Return how long the countdown is: never shorter than browsers need to prepare a connection."""
    return max(SECONDS_BEFORE_START, prepare_seconds)


def stop_start(account: Account, event: Event, now: datetime) -> None:
    """Stop the countdown: the evening begins when it was to begin before, and registration is as it was."""
    require_own(account, event)
    if event.starts_at_before is None:
        raise NothingToStop
    if now >= event.starts_at:
        raise TooLateToStop
    as_seen = (Event.starts_at == event.starts_at, Event.starts_at_before == event.starts_at_before)
    if not claim(
        Event,
        *(Event.id == event.id, *as_seen),
        starts_at=event.starts_at_before,
        registration_closes_at=event.registration_closes_at_before or event.registration_closes_at,
        starts_at_before=None,
        registration_closes_at_before=None,
    ):
        db.session.rollback()
        raise NothingToStop
    enter(event, account, Deed.START_STOPPED, now)
    told(event, now)
    log.info("start of event %s stopped by account %s", event.id, account.id)


def postpone(account: Account, event: Event, seen: datetime, minutes: int, now: datetime) -> None:
    """Let the first round begin some minutes later, or earlier again; `seen` is the start the desk knew of."""
    require_startable(account, event, now)
    begins_at = event.starts_at + timedelta(minutes=minutes)
    if begins_at < now + timedelta(seconds=SECONDS_BEFORE_START):
        raise BeginsAnyway
    as_seen = (Event.starts_at >= seen, Event.starts_at < seen + timedelta(seconds=1))
    if not claim(
        Event, Event.id == event.id, *as_seen, Event.starts_at_before.is_(None), starts_at=begins_at
    ):
        db.session.rollback()
        raise ClockIsOther
    enter(event, account, Deed.POSTPONED, now, words=str(minutes))
    told(event, now)
    log.info("start of event %s moved by %s minutes by account %s", event.id, minutes, account.id)


def require_startable(account: Account, event: Event, now: datetime) -> None:
    """Refuse to start what has no published plan, runs already, or is about to begin."""
    require_own(account, event)
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    if phase_at(clock_of(event), now).kind is not PhaseKind.LOBBY:
        raise AlreadyRunning
    if is_starting(event, now):
        raise AlreadyStarting


def require_own(account: Account, event: Event) -> None:
    """Find no evening of another association."""
    if event.association_id != account.association_id:
        raise NotFound


def is_starting(event: Event, now: datetime) -> bool:
    """Whether somebody has pressed start now and the first round has not begun yet."""
    return event.starts_at_before is not None and now < event.starts_at


def told(event: Event, now: datetime) -> None:
    """Commit, and tell everybody at the event when it begins."""
    db.session.commit()
    db.session.refresh(event)
    broadcasts.tell_clock(event, now)


def missing_at(event: Event) -> Missing:
    """Tell who of those who come is not here right now."""
    here = {account for account, presence in presences_of(event.id).items() if presence.connection}
    applicants = [applicant.account for applicant in applicants_at(event)]
    tables = tables_with_people(event)
    return Missing(
        applicants=tuple(a.name for a in applicants if a.id not in here),
        of_applicants=len(applicants),
        tables=tuple((t.company.name, t.number) for t in tables if t.representative_account_id not in here),
        of_tables=len(tables),
    )

"""What people do at a live evening. Everything is checked against the database when it is done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from scheduler.clock import Phase, PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.events.queries import event_for, takes_part
from webapp.extensions import db
from webapp.live import announcements
from webapp.live.announcements import ServerEvent
from webapp.live.models import Presence, TextLine
from webapp.live.queries import (
    connection_of,
    is_over,
    is_running,
    is_running_or_next,
    partner_id,
    presence_of,
    presences_by_account,
)
from webapp.live.refusals import AlreadyRunning, NotCheckedIn, NotNow, NotPublished, NotYourDate
from webapp.live.upsert import insert_unless_there
from webapp.permissions import staff
from webapp.planning.models import PlannedDate
from webapp.planning.queries import dates_of, own_date

# Enough for everybody's browser to hear of it and to prepare the first connection.
SECONDS_BEFORE_START = 10


def check_in(account: Account, event_id: int, connection: str, now: datetime) -> Event:
    """Mark somebody present on this connection; an older one of theirs is told and closed."""
    event = event_for(account, event_id)
    if not staff(account) and not takes_part(event, account):
        raise NotFound
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    leave(connection, now, but_not=event.id)
    older = take_place(event, account, connection, now)
    db.session.commit()
    if older and older != connection:
        announcements.tell_replaced(older, event.id)
    tell_partners(event, account, now)
    return event


def take_place(event: Event, account: Account, connection: str, now: datetime) -> str | None:
    """Write down the connection of somebody at an event; return the one it replaces."""
    row = {"event_id": event.id, "account_id": account.id, "checked_in_at": now, "changed_at": now}
    insert_unless_there(Presence, **row, microphone=True, camera=True)
    query = db.select(Presence).filter_by(event_id=event.id, account_id=account.id).with_for_update()
    presence = db.session.scalars(query).one()
    older, presence.connection, presence.changed_at = presence.connection, connection, now
    return older


def leave(connection: str, now: datetime, but_not: int = 0) -> None:
    """Mark absent who was here on this connection; whoever has come back on another one stays.

    A connection is at one evening: `but_not` is the id of the event that is not left.
    """
    gone = db.session.execute(
        sa.update(Presence)
        .where(Presence.connection == connection, Presence.event_id != but_not)
        .values(connection=None, changed_at=now)
        .returning(Presence.event_id, Presence.account_id)
    ).all()
    db.session.commit()
    for event_id, account_id in gone:
        tell_partners(db.session.get_one(Event, event_id), db.session.get_one(Account, account_id), now)


def forget_connections(now: datetime) -> int:
    """Mark everybody absent whose connection ended with a server that is no more; return how many."""
    stale = (
        sa.update(Presence).where(Presence.connection.is_not(None)).values(connection=None, changed_at=now)
    )
    count: int = db.session.execute(stale).rowcount  # type: ignore[attr-defined]
    db.session.commit()
    return count


def show_media(
    account: Account, event_id: int, connection: str, shown: tuple[bool, bool], now: datetime
) -> None:
    """Store whether somebody's microphone and camera are on, and tell their partners."""
    presence = presence_of(event_id, account.id)
    if presence is None or presence.connection != connection:
        raise NotCheckedIn
    presence.microphone, presence.camera = shown
    db.session.commit()
    tell_partners(db.session.get_one(Event, event_id), account, now)


def tell_partners(event: Event, account: Account, now: datetime) -> None:
    """Tell the partners of somebody's dates that are not over how things stand with them."""
    presence, phase = presence_of(event.id, account.id), phase_at(clock_of(event), now)
    ahead = {d.id: partner_id(d, account) for d in dates_of(event.id, account) if not is_over(d, phase)}
    partners = presences_by_account(event.id, (partner for partner in ahead.values() if partner))
    for date_id, partner in ahead.items():
        other = partners.get(partner) if partner else None
        if other and other.connection:
            announcements.tell_partner(other.connection, date_id, presence)


def relay(account: Account, connection: str, message: dict[str, Any], now: datetime) -> bool:
    """Pass what a browser tells the other one on to it; return whether it could be reached."""
    date = date_here(account, message["date_id"], connection)
    if not is_running_or_next(date, phase_of(date, now)):
        raise NotNow
    partner = connection_of(date.plan.event_id, partner_id(date, account))
    if partner is None:
        return False
    announcements.tell(ServerEvent.SIGNAL, message, to=partner)
    return True


def say(account: Account, date_id: int, connection: str, text: str, now: datetime) -> TextLine:
    """Store a line of live text and show it to both sides."""
    date = date_here(account, date_id, connection)
    if not is_running(date, phase_of(date, now)):
        raise NotNow
    line = TextLine(date_id=date.id, account_id=account.id, text=text, said_at=now)
    db.session.add(line)
    db.session.commit()
    for side in (account.id, partner_id(date, account)):
        reached = connection_of(date.plan.event_id, side)
        if side and reached:
            shape = announcements.line_shape(line, side)
            announcements.tell(ServerEvent.SAID, {"date_id": date.id, "line": shape}, to=reached)
    return line


def date_here(account: Account, date_id: int, connection: str) -> PlannedDate:
    """Return one of somebody's own dates, if this connection is the one they are here on."""
    date = own_date(account, date_id)
    if date is None:
        raise NotYourDate
    if connection_of(date.plan.event_id, account.id) != connection:
        raise NotCheckedIn
    return date


def phase_of(date: PlannedDate, now: datetime) -> Phase:
    """Return the phase that runs at the event of a date."""
    return phase_at(clock_of(date.plan.event), now)


def start_now(account: Account, event: Event, now: datetime, prepare_seconds: int) -> None:
    """Let the first round begin as soon as everybody's browser can be ready for it."""
    if event.association_id != account.association_id:
        raise NotFound
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    if phase_at(clock_of(event), now).kind is not PhaseKind.LOBBY:
        raise AlreadyRunning
    event.starts_at = now + timedelta(seconds=max(SECONDS_BEFORE_START, prepare_seconds))
    db.session.commit()
    announcements.tell_clock(event, now)

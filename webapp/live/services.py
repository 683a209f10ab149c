"""What people do at a live evening. Everything is checked against the database when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import current_app
from werkzeug.exceptions import NotFound

from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.database.keeping import commit_and_keep
from webapp.database.locks import claim
from webapp.events.models import Event, EventState
from webapp.events.queries import event_to_attend, event_with_clock, takes_part
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.broadcasts import PartnerNews, ServerEvent
from webapp.live.guests import guests
from webapp.live.known_meetings import know_all
from webapp.live.longer import is_on
from webapp.live.meeting_now import MeetingNow, meeting_here
from webapp.live.models import HALL, Presence, TextLine, new_seat
from webapp.live.own_evening import OwnEvening, own_evening, whole_evening
from webapp.live.presence import begin_stretch, cut_stretches_off, end_stretch
from webapp.live.queries import partner_id, presence_of
from webapp.live.refusals import NotCheckedIn, NotNow, NotPublished
from webapp.live.snapshot import snapshot
from webapp.permissions import staff

# Of microphone and camera, in this order.
Shown = tuple[bool, bool]
NOTHING: Shown = (False, False)
Message = dict[str, Any]


class NewLine(NamedTuple):
    """A line of live text, with the key by which its browser knows it."""

    text: str
    key: str


def check_in(
    account: Account, event_id: int, connection: str, now: datetime, live: Shown = NOTHING
) -> Message:
    """Mark somebody present on this connection and return their evening; an older one of theirs is closed.

    Nearly everything is read before the first change, so that nobody waits for it; who is there after it, so that
    two who come at the same moment do not miss each other.
    """
    leave_other_evenings(connection, event_id, now)
    event = event_to_attend(account, event_id)
    own = whole_evening(event, account)
    require_place(own)
    older = take_place(own, connection, now, live)
    begin_stretch(event_id, account.id, own.intervals, now)
    commit_and_keep()
    own.look_again()
    know_all(own.meetings, current_app.config)
    told = snapshot(own, now)
    if older and older != connection:
        broadcasts.tell_replaced(older, event_id)
    tell_partners(own.news(now))
    return told


def require_place(own: OwnEvening) -> None:
    """Refuse whoever has no place at an evening, and everybody before it is published."""
    if own.may_be_there:
        return
    event, account = own.event, own.account
    if event.state is EventState.PUBLISHED or not (staff(account) or takes_part(event, account)):
        raise NotFound
    raise NotPublished


def leave_other_evenings(connection: str, event_id: int, now: datetime) -> None:
    """Leave the evening at which this connection was before, if it is another one."""
    guest = guests.get(connection)
    if guest and guest.event_id != event_id:
        leave(connection, now)


def take_place(own: OwnEvening, connection: str, now: datetime, live: Shown) -> str | None:
    """Write down where somebody is connected and what is live there; return the connection it replaces."""
    whose = {"event_id": own.event.id, "account_id": own.account.id}
    here = {"connection": connection, "changed_at": now, "microphone_live": live[0], "camera_live": live[1]}
    presence = own.presence
    if presence is None:
        first = {
            **whose,
            **here,
            "checked_in_at": now,
            "in_hall": False,
            "microphone": True,
            "camera": True,
            "seat": new_seat(),
        }
        if insert_unless_there(Presence, **first):
            return None
        presence = presence_of(**whose)  # another device of theirs was faster
    if presence is None:
        raise NotFound
    return replace_connection(presence, here)


def replace_connection(presence: Presence, here: Message) -> str | None:
    """Write where somebody is from now on; of two devices that come at once, the later one knows of the other."""
    while True:
        older = presence.connection
        unchanged = Presence.connection.is_not_distinct_from(older)
        if claim(Presence, Presence.id == presence.id, unchanged, **here):
            return older if older != HALL else None
        db.session.refresh(presence)


def leave(connection: str, now: datetime) -> None:
    """Mark absent who was here on this connection; whoever has come back on another one, or is in the hall, stays."""
    gone = db.session.execute(
        sa.update(Presence)
        .where(Presence.connection == connection)
        .values(connection=where_they_are_now(), changed_at=now)
        .returning(Presence.event_id, Presence.account_id, Presence.in_hall)
    ).all()
    for event_id, account_id, in_hall in gone:
        if not in_hall:
            end_stretch(event_id, account_id, now)
    db.session.commit()
    for event_id, account_id, _in_hall in gone:
        event, account = db.session.get(Event, event_id), db.session.get(Account, account_id)
        if event and account:  # else there is nobody whom it would concern
            tell_partners(own_evening(event, account).news(now))


def where_they_are_now() -> sa.ColumnElement[str | None]:
    """Return where somebody is whose page is gone: in the hall, or nowhere."""
    return sa.case((Presence.in_hall, HALL), else_=sa.null())


def forget_connections(now: datetime) -> int:
    """Mark everybody absent whose connection ended with a server that is no more; return how many."""
    stale = (
        sa.update(Presence)
        .where(Presence.connection.is_not(None), Presence.connection != HALL)
        .values(connection=where_they_are_now(), changed_at=now)
    )
    count: int = db.session.execute(stale).rowcount  # type: ignore[attr-defined]
    cut_stretches_off(now)
    db.session.commit()
    return count


def show_media(account: Account, event_id: int, connection: str, live: Shown, now: datetime) -> None:
    """Store what of somebody is live on this device, and tell their partners."""
    own = evening_here(account, event_id, connection)
    put_down(own, microphone_live=live[0], camera_live=live[1])
    commit_and_keep()
    own.look_again()
    tell_partners(own.news(now))


def choose_media(account: Account, event_id: int, connection: str, wished: Shown) -> None:
    """Store what somebody wants to show, on this device and every other; what a device can do is no wish."""
    put_down(evening_here(account, event_id, connection), microphone=wished[0], camera=wished[1])
    db.session.commit()


def evening_here(account: Account, event_id: int, connection: str) -> OwnEvening:
    """Return the evening of somebody who is at it on this connection, and still may be."""
    event = event_with_clock(event_id)
    own = own_evening(event, account) if event else None
    if own is None or own.presence is None or own.presence.connection != connection:
        raise NotCheckedIn
    return own


def put_down(own: OwnEvening, **values: bool) -> None:
    """Write into the presence of somebody unless they are gone from where they were; no commit."""
    presence = own.presence
    if presence is None:
        raise NotCheckedIn
    if not claim(Presence, Presence.id == presence.id, Presence.connection == presence.connection, **values):
        raise NotCheckedIn


def tell_partners(news: Iterable[PartnerNews]) -> None:
    """Tell the partners of somebody how things stand with them."""
    for each in news:
        broadcasts.tell_partner(each)


def say(account: Account, meeting_id: int, connection: str, words: NewLine, now: datetime) -> Message:
    """Store a line of live text and show it to both sides; one that is sent again is there already."""
    here = meeting_here(account, meeting_id, connection)
    if not is_on(here.meeting, now):
        raise NotNow
    whose = {"meeting_id": meeting_id, "account_id": account.id}
    is_new = insert_unless_there(TextLine, **whose, key=words.key, text=words.text, said_at=now)
    line = db.session.scalars(db.select(TextLine).filter_by(**whose, key=words.key)).one()
    sides = (account.id, partner_id(here.meeting, account))
    shown = {side: broadcasts.line_shape(line, side) for side in sides if side}
    commit_and_keep()
    if is_new:
        here.look_again()
        show_line(here, shown)
    return shown[account.id]


def show_line(here: MeetingNow, shown: Mapping[int, Message]) -> None:
    """Show a stored line to the sides that are here, each as they see it."""
    for side, line in shown.items():
        if to := here.connection_of(side):
            broadcasts.tell(ServerEvent.SAID, {"meeting_id": here.meeting.id, "line": line}, to=to)

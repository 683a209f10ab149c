"""The door of the hall: somebody is let in by name or by the code on their slip, and stays until they are let out.

Whoever is in the hall is here, with or without a page of theirs open. Two who are both in the hall meet at the table,
not in a video room.
"""

from __future__ import annotations

import logging
from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import NotFound

from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.database.locks import lock_row
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live import broadcasts, services
from webapp.live.desk.diary import enter
from webapp.live.desk.leaving import require_on, seats_at
from webapp.live.guests import places
from webapp.live.models import HALL, Deed, Presence, new_seat
from webapp.live.own_evening import own_evening
from webapp.live.presence import begin_stretch, end_stretch, intervals_of
from webapp.live.queries import presence_of
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


def let_into_hall(account: Account, event: Event, person_id: int, now: datetime) -> None:
    """Note that somebody is in the hall from now on; doing it twice is the same as once."""
    require_on(account, event, now)
    lock_row(event)
    seats_at(event, person_id)
    presence = presence_of(event.id, person_id)
    if presence is not None and presence.in_hall:
        db.session.rollback()
        return
    whose = {"event_id": event.id, "account_id": person_id}
    if presence is None:
        first = {
            "checked_in_at": now,
            "changed_at": now,
            "seat": new_seat(),
            "connection": HALL,
            "in_hall": True,
        }
        media = dict.fromkeys(("microphone", "camera"), True)
        live = dict.fromkeys(("microphone_live", "camera_live"), False)
        insert_unless_there(Presence, **whose, **first, **media, **live)
    else:
        presence.in_hall, presence.connection = True, presence.connection or HALL
        presence.changed_at = now
    begin_stretch(event.id, person_id, list(intervals_of(event.id, [person_id])), now)
    enter(event, account, Deed.INTO_HALL, now, about=db.session.get_one(Account, person_id))
    tell_evening_changed(event.id)
    db.session.commit()
    tell_where(event, person_id, now)
    log.info("account %s is in the hall of event %s", person_id, event.id)


def let_out_of_hall(account: Account, event: Event, person_id: int, now: datetime) -> None:
    """Note that somebody is not in the hall any more; a page of theirs stays open."""
    require_on(account, event, now)
    lock_row(event)
    presence = presence_of(event.id, person_id)
    if presence is None or not presence.in_hall:
        db.session.rollback()
        return
    presence.in_hall, presence.changed_at = False, now
    if presence.connection == HALL:
        presence.connection = None
        end_stretch(event.id, person_id, now)
    enter(event, account, Deed.OUT_OF_HALL, now, about=db.session.get_one(Account, person_id))
    tell_evening_changed(event.id)
    db.session.commit()
    tell_where(event, person_id, now)


def tell_where(event: Event, person_id: int, now: datetime) -> None:
    """Tell somebody's partners where they are, and their own page that it has to look anew."""
    person = db.session.get_one(Account, person_id)
    services.tell_partners(own_evening(event, person).news(now))
    if connection := places.get((event.id, person_id)):
        broadcasts.tell_agenda(event.id, to=connection)


def door_key(event_id: int, account_id: int) -> str:
    """Return what stands in the code on somebody's slip: nobody can make one for another."""
    return str(_signer().dumps([event_id, account_id]))


def whose_key(event: Event, key: str) -> int:
    """Return the account a code is of; a code of another evening is not found."""
    try:
        event_id, account_id = _signer().loads(key)
    except (BadSignature, TypeError, ValueError):
        raise NotFound from None
    if event_id != event.id or not isinstance(account_id, int):
        raise NotFound
    return account_id


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="door of the hall")

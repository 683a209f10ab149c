"""When somebody was at an event: stretches of time, written as they come and go. No function here commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim, learn
from webapp.extensions import db
from webapp.live.models import ConductorLease, Presence, PresenceInterval

# Pictures between two people run on while a server restarts: whoever is back so soon after its last sign of
# life has not been away.
TIME_TO_COME_BACK = timedelta(minutes=2)


def intervals_of(event_id: int, account_ids: Iterable[int]) -> Sequence[PresenceInterval]:
    """List when some people were at an event."""
    asked = {"at_event": event_id, "among": list(account_ids)}
    return db.session.scalars(_intervals_of(), asked).all()


@cache
def _intervals_of() -> sa.Select[PresenceInterval]:
    """Select the stretches of the accounts `among` at the event `at_event`; built once."""
    return sa.select(PresenceInterval).where(
        PresenceInterval.event_id == sa.bindparam("at_event"),
        PresenceInterval.account_id.in_(sa.bindparam("among", expanding=True)),
    )


def begin_stretch(event_id: int, account_id: int, intervals: list[PresenceInterval], now: datetime) -> None:
    """Write down that somebody is here from now on, or on again after the server was gone.

    `intervals` are those of theirs that were read before; they know of it afterwards. Whether one is open is asked of
    the database: the connection before this one may have ended since.
    """
    for interval in intervals:
        if interval.account_id == account_id and may_resume(interval, now):
            again: dict[str, Any] = {"ended_at": None, "resume_until": None}
            still = PresenceInterval.resume_until >= now
            if claim(PresenceInterval, PresenceInterval.id == interval.id, still, **again):
                learn(interval, again)
                return
    begun = {"event_id": event_id, "account_id": account_id, "began_at": now}
    if insert_unless_there(PresenceInterval, **begun):
        intervals.append(PresenceInterval(**begun))


def may_resume(interval: PresenceInterval, now: datetime) -> bool:
    """Whether somebody was cut off with the server and may still come back as if they had not been away."""
    return interval.resume_until is not None and interval.resume_until >= now


def end_stretch(event_id: int, account_id: int, now: datetime) -> None:
    """Write down that somebody has left."""
    theirs = (PresenceInterval.event_id == event_id, PresenceInterval.account_id == account_id)
    claim(PresenceInterval, *theirs, PresenceInterval.ended_at.is_(None), ended_at=now)


def cut_stretches_off(now: datetime) -> None:
    """End what a server that is no more has left open, when it was last alive; people may soon resume it.

    Whoever is in the hall needs no server to be there.
    """
    alive_at = min(last_sign_of_life() or now, now)
    db.session.execute(
        sa.update(PresenceInterval)
        .where(PresenceInterval.ended_at.is_(None), ~is_in_hall())
        .values(ended_at=alive_at, resume_until=alive_at + TIME_TO_COME_BACK)
        .execution_options(synchronize_session=False)
    )


def is_in_hall() -> sa.ColumnElement[bool]:
    """Return the condition that a stretch is of somebody in the hall."""
    return (
        sa.exists()
        .where(Presence.event_id == PresenceInterval.event_id)
        .where(Presence.account_id == PresenceInterval.account_id, Presence.in_hall)
    )


def last_sign_of_life() -> datetime | None:
    """Return the last moment at which a server wrote that it runs, or that somebody came or went."""
    signs = db.session.execute(
        sa.select(
            sa.select(sa.func.max(ConductorLease.renewed_at)).scalar_subquery(),
            sa.func.max(PresenceInterval.began_at),
            sa.func.max(PresenceInterval.ended_at),
        )
    ).one()
    return max((sign for sign in signs if sign is not None), default=None)


def some_may_resume(event_id: int, now: datetime) -> bool:
    """Whether people who were cut off with the server may still come back as if they had not been away."""
    waiting = sa.exists().where(PresenceInterval.event_id == event_id, PresenceInterval.resume_until >= now)
    return bool(db.session.scalar(sa.select(waiting)))

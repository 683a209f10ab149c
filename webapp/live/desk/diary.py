"""What was done at the desk, by whom: written with the deed itself, read by everybody at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from scheduler.clock import Phase
from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.models import Deed, DeskEntry

LATEST = 50


def enter(
    event: Event,
    account: Account | None,
    deed: Deed,
    at: datetime,
    phase: Phase | None = None,
    words: str = "",
    about: Account | None = None,
) -> None:
    """Write down what somebody at the desk does, or what was done by itself: when, and about whom; no commit."""
    entry = DeskEntry(event_id=event.id, deed=deed, at=at, words=words)
    entry.account_id = account.id if account else None
    entry.about_id = about.id if about else None
    if phase is not None:
        entry.phase, entry.round = phase.kind, phase.round
    db.session.add(entry)


def entries_of(event_id: int, most: int = LATEST) -> Sequence[DeskEntry]:
    """List what was done at the desk of an event, the latest first."""
    query = sa.select(DeskEntry).filter_by(event_id=event_id).order_by(DeskEntry.id.desc()).limit(most)
    return db.session.scalars(query.options(joinedload(DeskEntry.account), joinedload(DeskEntry.about))).all()

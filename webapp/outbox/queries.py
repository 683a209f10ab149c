"""What waits in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from webapp.extensions import db
from webapp.outbox.models import OutboxMail

MOST_AT_ONCE = 100


def due_mails(now: datetime, most_attempts: int) -> Sequence[OutboxMail]:
    """List the mails that should leave now, the oldest first."""
    query = db.select(OutboxMail).where(
        OutboxMail.sent_at.is_(None),
        OutboxMail.next_attempt_at <= now,
        OutboxMail.attempts < most_attempts,
    )
    return db.session.scalars(query.order_by(OutboxMail.id).limit(MOST_AT_ONCE)).all()


def newest_mails(limit: int = 50) -> Sequence[OutboxMail]:
    """List the mails decided on last, for the page of a development machine."""
    return db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id.desc()).limit(limit)).all()

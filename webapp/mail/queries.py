"""What waits in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from webapp.extensions import db
from webapp.mail.models import MailKind, OutboxMail

ON_A_PAGE = 50
# People wait at the door for these.
URGENT = (MailKind.SIGN_IN, MailKind.WELCOME)
TURN = sa.case({kind.value: turn for turn, kind in enumerate(MailKind)}, value=OutboxMail.kind)


def next_mail(now: datetime, kinds: Sequence[MailKind] = tuple(MailKind)) -> OutboxMail | None:
    """Return the mail that should leave next: by its kind, then the oldest first."""
    query = db.select(OutboxMail).where(
        OutboxMail.sent_at.is_(None),
        OutboxMail.given_up_at.is_(None),
        OutboxMail.next_attempt_at <= now,
        OutboxMail.kind.in_(kinds),
    )
    found: OutboxMail | None = db.session.scalars(query.order_by(TURN, OutboxMail.id).limit(1)).first()
    return found


def mails_since(moment: datetime, kinds: Sequence[MailKind], *where: sa.ColumnElement[bool]) -> int:
    """Count the mails of some kinds that were decided on after a moment."""
    query = db.select(sa.func.count(OutboxMail.id)).where(
        OutboxMail.created_at > moment, OutboxMail.kind.in_(kinds), *where
    )
    return db.session.scalar(query) or 0


def waiting_count(association_id: int) -> int:
    """Count the mails of an association that have still to leave."""
    return mails_since(
        datetime.min.replace(tzinfo=UTC),
        tuple(MailKind),
        OutboxMail.association_id == association_id,
        OutboxMail.sent_at.is_(None),
        OutboxMail.given_up_at.is_(None),
    )


def unreached(association_id: int) -> sa.Select[Any]:
    """Select the last mail to each address of an association whose last mail did not arrive."""
    tried = (
        db.select(sa.func.max(OutboxMail.id))
        .where(OutboxMail.association_id == association_id)
        .where(OutboxMail.sent_at.is_not(None) | OutboxMail.failure.is_not(None))
        .group_by(OutboxMail.recipient)
    )
    return db.select(OutboxMail).where(OutboxMail.id.in_(tried), OutboxMail.sent_at.is_(None))


def unreached_count(association_id: int) -> int:
    """Count the addresses of an association whose last mail did not arrive."""
    return (
        db.session.scalar(db.select(sa.func.count()).select_from(unreached(association_id).subquery())) or 0
    )


def unreached_page(association_id: int, page: int) -> Sequence[OutboxMail]:
    """List a page of them: those that are given up first, then by address."""
    query = unreached(association_id).order_by(OutboxMail.given_up_at.is_(None), OutboxMail.recipient)
    return db.session.scalars(query.limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)).all()


def newest_mails(limit: int = 50) -> Sequence[OutboxMail]:
    """List the mails decided on last, for the page of a development machine."""
    return db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id.desc()).limit(limit)).all()

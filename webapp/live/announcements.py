"""What stands announced at an evening, and who reads it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa

from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.live.models import Announcement, Audience
from webapp.permissions import Role

MOST_SHOWN = 3
READ_BY = {
    Role.APPLICANT: (Audience.EVERYBODY, Audience.APPLICANTS),
    Role.REPRESENTATIVE: (Audience.EVERYBODY, Audience.FIRMS),
}


def announced_to(role: Role, event_id: int) -> list[Announcement]:
    """List the latest announcements for people of a role, the latest first."""
    asked = {"at_event": event_id, "audiences": list(READ_BY.get(role, tuple(Audience)))}
    return list(db.session.scalars(_announced(), asked))


@cache
def _announced() -> sa.Select[Announcement]:
    """Select what is announced at the event `at_event` for `audiences`; built once."""
    query = sa.select(Announcement).where(
        Announcement.event_id == sa.bindparam("at_event"),
        Announcement.audience.in_(sa.bindparam("audiences", expanding=True)),
    )
    return query.order_by(Announcement.id.desc()).limit(MOST_SHOWN)


def latest_announcement(event_id: int) -> Announcement | None:
    """Return what was announced last and still stands."""
    query = sa.select(Announcement).filter_by(event_id=event_id).order_by(Announcement.id.desc()).limit(1)
    found: Announcement | None = db.session.scalar(query)
    return found


def readers_among(account_ids: Collection[int]) -> dict[int, Role]:
    """Return the role of each of some accounts."""
    rows = db.session.execute(sa.select(Account.id, Account.role).where(Account.id.in_(account_ids)))
    return {row[0]: row[1] for row in rows}

"""What stands announced at an evening, and who reads it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa

from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.live.models import Announcement, AnnouncementReader, Audience
from webapp.permissions import Role

MOST_SHOWN = 3
READ_BY = {
    Role.APPLICANT: (Audience.EVERYBODY, Audience.APPLICANTS),
    Role.REPRESENTATIVE: (Audience.EVERYBODY, Audience.FIRMS),
}
READ_BY_STAFF = (Audience.EVERYBODY, Audience.APPLICANTS, Audience.FIRMS)


def announced_to(reader: Account, event_id: int) -> list[Announcement]:
    """List the latest announcements for somebody, the latest first."""
    return announced(reader.role, reader.id, event_id)


def announced(role: Role, account_id: int, event_id: int) -> list[Announcement]:
    """List the latest announcements for people of a role, and for one account alone."""
    asked = {"at_event": event_id, "audiences": list(READ_BY.get(role, READ_BY_STAFF)), "reader": account_id}
    return list(db.session.scalars(_announced(), asked))


@cache
def _announced() -> sa.Select[Announcement]:
    """Select what is announced at the event `at_event` for `audiences` or the account `reader`; built once."""
    for_reader = sa.exists().where(
        AnnouncementReader.announcement_id == Announcement.id,
        AnnouncementReader.account_id == sa.bindparam("reader"),
    )
    query = sa.select(Announcement).where(
        Announcement.event_id == sa.bindparam("at_event"),
        sa.or_(Announcement.audience.in_(sa.bindparam("audiences", expanding=True)), for_reader),
    )
    return query.order_by(Announcement.id.desc()).limit(MOST_SHOWN)


def named_readers(event_id: int) -> set[int]:
    """Return the accounts for which something is announced alone."""
    query = (
        sa.select(AnnouncementReader.account_id).join(Announcement).where(Announcement.event_id == event_id)
    )
    return set(db.session.scalars(query))


def latest_announcement(event_id: int) -> Announcement | None:
    """Return what was announced last and still stands."""
    query = sa.select(Announcement).filter_by(event_id=event_id).order_by(Announcement.id.desc()).limit(1)
    found: Announcement | None = db.session.scalar(query)
    return found


def readers_among(account_ids: Collection[int]) -> dict[int, Role]:
    """Return the role of each of some accounts."""
    rows = db.session.execute(sa.select(Account.id, Account.role).where(Account.id.in_(account_ids)))
    return {row[0]: row[1] for row in rows}

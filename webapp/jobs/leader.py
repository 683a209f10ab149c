"""One conductor at a time: a row that runs out, with a fence that grows with every new holder."""

from __future__ import annotations

from datetime import datetime, timedelta

from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim
from webapp.extensions import db
from webapp.live.models import ConductorLease

LIFE = timedelta(seconds=5)
# The row is written every two seconds, not at every tick.
RENEW_BEFORE_END = timedelta(seconds=3)
THE_ONE_ROW = 1


def hold_lease(holder: str, now: datetime) -> int | None:
    """Take or keep the lease; return the fence of the holder, or None if somebody else has it."""
    lease = the_lease(now)
    if lease is None:
        return None
    mine = lease.holder == holder and lease.expires_at > now
    if mine and lease.expires_at - now > RENEW_BEFORE_END:
        return lease.fence
    if not mine and lease.expires_at > now:
        return None
    return write_lease(lease, holder, lease.fence if mine else lease.fence + 1, now + LIFE, now)


def release_lease(holder: str, now: datetime) -> None:
    """Let the next process begin at once."""
    lease = the_lease(now)
    if lease and lease.holder == holder:
        write_lease(lease, holder, lease.fence, now, now)


def the_lease(now: datetime) -> ConductorLease | None:
    """Return the row, made with the first question for it; None if somebody empties the database at this moment."""
    lease = db.session.get(ConductorLease, THE_ONE_ROW, populate_existing=True)
    if lease is None:
        insert_unless_there(ConductorLease, id=THE_ONE_ROW, holder="", fence=0, expires_at=now)
        db.session.commit()
        lease = db.session.get(ConductorLease, THE_ONE_ROW)
    return lease


def write_lease(
    lease: ConductorLease, holder: str, fence: int, expires_at: datetime, now: datetime
) -> int | None:
    """Write the lease if it still is what was read; return the fence if so."""
    as_it_was = (
        ConductorLease.id == lease.id,
        ConductorLease.fence == lease.fence,
        ConductorLease.expires_at == lease.expires_at,
    )
    values = {"holder": holder, "fence": fence, "expires_at": expires_at, "renewed_at": now}
    written = claim(ConductorLease, *as_it_was, **values)
    db.session.commit()
    return fence if written else None

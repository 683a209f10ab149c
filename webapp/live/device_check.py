"""Somebody tries their device any day before the evening; what came of it is kept, and seen at the desk."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa

from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.extensions import db
from webapp.live.models import CheckedWay, DeviceCheck

log = logging.getLogger(__name__)


def keep_check(account: Account, works: dict[str, bool], way: CheckedWay, now: datetime) -> None:
    """Keep what a device could do, in place of what an earlier try has shown."""
    found = {**works, "way": way, "checked_at": now}
    if not insert_unless_there(DeviceCheck, account_id=account.id, **found):
        db.session.execute(sa.update(DeviceCheck).filter_by(account_id=account.id).values(**found))
    db.session.commit()
    log.info("device of account %s checked: %s", account.id, way.value)


def check_of(account_id: int) -> DeviceCheck | None:
    """Return what somebody's device could do last."""
    return db.session.get(DeviceCheck, account_id)

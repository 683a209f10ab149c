"""How it stands with somebody's call for help."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from webapp.extensions import db
from webapp.live.models import HelpCall

ASKED, TAKEN, DONE = "asked", "taken", "done"


def help_state(account_id: int, event_id: int) -> str | None:
    """Return how it stands with somebody's call; none if none is open."""
    row = db.session.execute(_open_call(), {"at_event": event_id, "of": account_id}).first()
    return None if row is None else (TAKEN if row[0] else ASKED)


@cache
def _open_call() -> sa.Select[int | None]:
    """Select who looks after the open call `of` an account at the event `at_event`; built once."""
    return sa.select(HelpCall.taken_by_id).where(
        HelpCall.event_id == sa.bindparam("at_event"),
        HelpCall.account_id == sa.bindparam("of"),
        HelpCall.done_at.is_(None),
    )

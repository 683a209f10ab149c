"""What the desk keeps in mind of somebody: written into its diary, read on their page by everybody at the desk."""

from __future__ import annotations

from datetime import datetime

from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.desk.diary import enter
from webapp.live.desk.leaving import seats_at
from webapp.live.desk.start import require_own
from webapp.live.models import Deed


def note(account: Account, event: Event, person_id: int, words: str, now: datetime) -> None:
    """Keep something in mind of somebody who takes part."""
    require_own(account, event)
    seats_at(event, person_id)
    enter(event, account, Deed.NOTED, now, words=words, about=db.session.get_one(Account, person_id))
    db.session.commit()

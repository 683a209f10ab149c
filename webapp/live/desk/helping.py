"""Looking after those who call for help: somebody at the desk takes a call, and says when it is done."""

from __future__ import annotations

from datetime import datetime

from webapp.accounts.models import Account
from webapp.database.locks import claim
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import CallIsOver
from webapp.live.desk.start import require_own
from webapp.live.help_calls import tell_state
from webapp.live.help_state import DONE, TAKEN
from webapp.live.models import Deed, HelpCall


def take_call(account: Account, event: Event, call_id: int, now: datetime) -> None:
    """Look after somebody who has called; another one of the desk may take it over."""
    change_open(account, event, call_id, Deed.HELP_TAKEN, now, taken_by_id=account.id)


def finish_call(account: Account, event: Event, call_id: int, now: datetime) -> None:
    """Say that somebody was helped; the call goes from the desk, its words stay with the association."""
    change_open(account, event, call_id, Deed.HELP_DONE, now, taken_by_id=account.id, done_at=now)


def change_open(
    account: Account, event: Event, call_id: int, deed: Deed, now: datetime, **values: object
) -> None:
    """Change a call that is open, write it into the diary, and tell the person."""
    require_own(account, event)
    is_open = (HelpCall.id == call_id, HelpCall.event_id == event.id, HelpCall.done_at.is_(None))
    if not claim(HelpCall, *is_open, **values):
        db.session.rollback()
        raise CallIsOver
    call = db.session.get_one(HelpCall, call_id, populate_existing=True)
    caller = call.account_id
    enter(event, account, deed, now, about=call.account)
    db.session.commit()
    tell_state(event, caller, DONE if deed is Deed.HELP_DONE else TAKEN)

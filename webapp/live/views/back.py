"""What is pressed at the desk is done, and leads back to it, with why if it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.queries import event_for
from webapp.permissions import acting


def at_the_desk(event_id: int, doing: Callable[[Account, Event, datetime], None]) -> ResponseReturnValue:
    """Do something at the desk of an event the account may know of, and go back there, with why if it is refused."""
    account = acting()
    event = event_for(account, event_id)
    try:
        doing(account, event, now())
    except Refused as refused:
        return back_to_desk(event_id, refused)
    return back_to_desk(event_id)


def back_to_desk(event_id: int, refused: Refused | None = None) -> ResponseReturnValue:
    """Go to the desk, with the reason if something was refused."""
    if refused is not None:
        flash(str(refused), "danger")
    return redirect(url_for("live.desk", event_id=event_id))

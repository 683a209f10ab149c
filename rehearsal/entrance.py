"""The entrance of the demo: only its own server opens them."""

from __future__ import annotations

import logging

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from rehearsal.personal_links import ENTRANCE, account_behind
from webapp.accounts.session import start_session
from webapp.events.queries import events_of
from webapp.permissions import anyone, right, staff

log = logging.getLogger(__name__)
blueprint = Blueprint("rehearsal", __name__)


@blueprint.get(f"{ENTRANCE}<token>")
@right(anyone)
def enter(token: str) -> ResponseReturnValue:
    """Sign somebody of the demo in and lead them straight into the evening."""
    account = account_behind(token) or abort(404)
    event = events_of(account)[0]
    start_session(account)
    log.info("account %s came by its link", account.id)
    return redirect(url_for("live.desk" if staff(account) else "live.evening", event_id=event.id))

"""The pages of the live evening."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import EventState
from webapp.events.queries import event_for, takes_part
from webapp.guard import acting_account
from webapp.live import services
from webapp.live.desk import board_of
from webapp.live.protocol import milliseconds
from webapp.permissions import organiser, participant, right, staff

blueprint = Blueprint(
    "live", __name__, template_folder="templates", static_folder="static", static_url_path="/static/live"
)


def acting() -> Account:
    """Return the account behind a view whose right asks for one."""
    account = acting_account()
    assert account is not None  # noqa: S101 - the guard let the request pass
    return account


@blueprint.get("/events/<int:event_id>/evening")
@right(participant)
def evening(event_id: int) -> ResponseReturnValue:
    """Show the whole evening of a participant on one page; its scripts do the rest."""
    account = acting()
    event = event_for(account, event_id)
    if not takes_part(event, account):
        abort(404)
    return render_template("live/evening.html", event=event, acting=account)


@blueprint.get("/events/<int:event_id>/desk")
@right(staff)
def desk(event_id: int) -> ResponseReturnValue:
    """Show the desk of an evening: what runs, who is here, what needs help."""
    account, at = acting(), now()
    event = event_for(account, event_id)
    return render_template(
        "live/desk.html",
        event=event,
        board=board_of(event, at),
        server_time=milliseconds(at),
        may_start=organiser(account) and event.state is EventState.PUBLISHED,
    )


@blueprint.get("/events/<int:event_id>/desk/board")
@right(staff)
def board(event_id: int) -> ResponseReturnValue:
    """Show the part of the desk that changes, for the page to put in place of the old one."""
    event, at = event_for(acting(), event_id), now()
    return render_template(
        "live/board.html", event=event, board=board_of(event, at), server_time=milliseconds(at)
    )


@blueprint.post("/events/<int:event_id>/start")
@right(organiser)
def start_now(event_id: int) -> ResponseReturnValue:
    """Let the first round begin in some seconds."""
    account = acting()
    event = event_for(account, event_id)
    try:
        services.start_now(account, event, now(), current_app.config["PREPARE_SECONDS"])
    except Refused as refused:
        flash(str(refused), "danger")
    else:
        flash(gettext("The first round begins in a few seconds."), "good")
    return redirect(url_for("live.desk", event_id=event.id))

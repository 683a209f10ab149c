"""The evening of a participant."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.events.queries import event_for, takes_part
from webapp.live.views.blueprint import blueprint
from webapp.permissions import acting, participant, right


@blueprint.get("/events/<int:event_id>/evening")
@right(participant)
def evening(event_id: int) -> ResponseReturnValue:
    """Show the whole evening of a participant on one page; its scripts do the rest."""
    account = acting()
    event = event_for(account, event_id)
    if not takes_part(event, account):
        flash(gettext("Only who is registered comes into the evening."), "danger")
        return redirect(url_for("events.show", event_id=event_id))
    return render_template("live/evening.html", event=event, acting=account)

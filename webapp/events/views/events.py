"""The pages on which organisers make an evening."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import (
    EventForm,
)
from webapp.events.queries import (
    event_for,
)
from webapp.events.services import (
    cancel_event,
    create_event,
    edit_event,
    open_event,
)
from webapp.events.services.events import WrongFrame
from webapp.events.views.blueprint import blueprint
from webapp.permissions import acting, organiser, right


@blueprint.route("/events/new", methods=["GET", "POST"])
@right(organiser)
def create() -> ResponseReturnValue:
    """Make a draft of an evening."""
    form = EventForm(now())
    if form.validate_on_submit():
        try:
            event = create_event(acting(), form.event_settings(), now())
            return redirect(url_for("events.show", event_id=event.id))
        except WrongFrame as refusal:
            form.refuse(refusal)
    return render_template("events/edit.html", form=form, event=None, preview=form.preview())


@blueprint.route("/events/<int:event_id>/edit", methods=["GET", "POST"])
@right(organiser)
def edit(event_id: int) -> ResponseReturnValue:
    """Change an evening."""
    event = event_for(acting(), event_id)
    form = EventForm(now(), event)
    if form.validate_on_submit():
        try:
            edit_event(acting(), event, form.event_settings(), now())
            flash(gettext("Saved."), "good")
            return redirect(url_for("events.show", event_id=event.id))
        except WrongFrame as refusal:
            form.refuse(refusal)
        except Refused as refusal:
            flash(str(refusal), "danger")
    return render_template("events/edit.html", form=form, event=event, preview=form.preview())


@blueprint.post("/events/<int:event_id>/open")
@right(organiser)
def open_registration(event_id: int) -> ResponseReturnValue:
    """Open a draft, so that people see it and register."""
    open_event(acting(), event_for(acting(), event_id))
    flash(gettext("The evening is open. People can register now."), "good")
    return redirect(url_for("events.show", event_id=event_id))


@blueprint.post("/events/<int:event_id>/cancel")
@right(organiser)
def cancel(event_id: int) -> ResponseReturnValue:
    """Call the evening off and tell those who wanted to come."""
    cancel_event(acting(), event_for(acting(), event_id), now())
    flash(gettext("The evening is cancelled. Everybody who registered gets a mail."), "good")
    return redirect(url_for("events.show", event_id=event_id))

"""The pages on which organisers make an evening."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.weights import Weights
from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import (
    EventForm,
    WeightsForm,
)
from webapp.events.models import EventState
from webapp.events.queries import (
    event_for,
)
from webapp.events.services import (
    cancel_event,
    create_event,
    edit_event,
    open_event,
)
from webapp.events.services.frame import WrongFrame
from webapp.events.services.weights import forget_weights, save_weights
from webapp.events.views.acting import acting
from webapp.events.views.blueprint import blueprint
from webapp.events.weight_shares import shares_of
from webapp.permissions import organiser, right
from webapp.planning.weight_example import example_of


@blueprint.route("/events/new", methods=["GET", "POST"])
@right(organiser)
def create() -> ResponseReturnValue:
    """Make a draft of an evening."""
    form = EventForm(now())
    if form.validate_on_submit():
        try:
            event = create_event(acting(), form.frame(), now())
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
            edit_event(acting(), event, form.frame(), now())
            flash(gettext("Saved."), "good")
            return redirect(url_for("events.show", event_id=event.id))
        except WrongFrame as refusal:
            form.refuse(refusal)
        except Refused as refusal:
            flash(str(refusal), "danger")
    return render_template("events/edit.html", form=form, event=event, preview=form.preview())


@blueprint.route("/events/<int:event_id>/weights", methods=["GET", "POST"])
@right(organiser)
def weights(event_id: int) -> ResponseReturnValue:
    """Say how much each reason counts in the next plan."""
    event, usual = event_for(acting(), event_id), request.form.get("do") == "usual"
    form = WeightsForm(Weights(**event.weights))
    try:
        if usual or form.validate_on_submit():
            if usual:
                forget_weights(acting(), event, now())
            else:
                save_weights(acting(), event, form.weights(), now())
            flash(gettext("Saved. It counts from the next plan on."), "good")
            return redirect(url_for("events.weights", event_id=event.id))
    except Refused as refusal:
        flash(str(refusal), "danger")
    kept = Weights(**event.weights)
    fixed = event.state is EventState.CANCELLED or now() >= event.starts_at
    page = render_template("events/weights.html", event=event, form=form, shares=shares_of(kept),
                           example=example_of(kept), fixed=fixed)  # fmt: skip
    return page, 422 if form.errors else 200


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

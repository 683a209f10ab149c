"""How much each reason counts in the next plan of an evening, with what that does to an example."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.weights import Weights
from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import WeightsForm
from webapp.events.queries import event_for
from webapp.events.services.weights import forget_weights, save_weights
from webapp.events.views.blueprint import blueprint
from webapp.fit.weight_example import example_of
from webapp.fit.weight_shares import shares_of
from webapp.permissions import acting, organiser, right


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
    fixed = not event.is_ahead(now())
    page = render_template("events/weights.html", event=event, form=form, shares=shares_of(kept),
                           example=example_of(kept), fixed=fixed)  # fmt: skip
    return page, 422 if form.errors else 200

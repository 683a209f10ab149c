"""What an association says about itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.postcodes import place_of
from webapp.associations import services
from webapp.associations.forms import AssociationForm
from webapp.permissions import acting, organiser, right

blueprint = Blueprint(
    "associations",
    __name__,
    template_folder="templates",
)


@blueprint.route("/association", methods=["GET", "POST"])
@right(organiser)
def profile() -> ResponseReturnValue:
    """Show and change what the association says about itself."""
    association = acting().association
    form = AssociationForm(obj=association)
    if form.validate_on_submit():
        services.save_association(association, form.answers(form.names()))
        flash(gettext("Saved."), "good")
        return redirect(url_for("associations.board"))
    place = place_of(association.postcode)
    page = render_template("associations/profile.html", association=association, form=form, place=place)
    return page, 422 if form.errors else 200

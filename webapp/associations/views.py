"""The pages of the people who run the evenings."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.postcodes import place_of
from webapp.accounts.models import Account, Role
from webapp.accounts.queries import confirmed, staff_of
from webapp.associations import services
from webapp.associations.errors import AddressTaken
from webapp.associations.forms import AssociationForm, StaffForm
from webapp.associations.queries import people_counts
from webapp.companies.errors import AlreadyDecided
from webapp.companies.models import Company, ReleaseState
from webapp.companies.queries import companies_of, company_for
from webapp.companies.services import decline as decline_company
from webapp.companies.services import release as release_company
from webapp.database import now
from webapp.events.preview import preview
from webapp.events.queries import events_of
from webapp.guard import acting_account
from webapp.languages import reader_language
from webapp.occupation_field import title
from webapp.permissions import organiser, right, staff

blueprint = Blueprint(
    "associations",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/associations",
)
DECIDED = (ReleaseState.RELEASED, ReleaseState.DECLINED)


@blueprint.get("/board")
@right(staff)
def board() -> ResponseReturnValue:
    """Show what waits for the association: firms to release, evenings to come, how many people."""
    account = acting()
    waiting = companies_of(account.association_id, ReleaseState.WAITING)
    return render_template(
        "associations/board.html",
        association=account.association,
        waiting=waiting,
        decided=companies_of(account.association_id, *DECIDED),
        confirmed=confirmed(people_of(waiting)),
        counts=people_counts(account.association_id),
        events=[event for event in events_of(account) if preview(event).ends_at > now()][:5],
        decides=organiser(account),
        place_of=place_of,
        title=title,
        locale=reader_language(),
    )


@blueprint.post("/board/companies/<int:company_id>/release")
@right(organiser)
def release(company_id: int) -> ResponseReturnValue:
    """Let a firm take part."""
    company = company_for(acting(), company_id)
    try:
        release_company(acting(), company, now())
        flash(gettext("%(firm)s is released; we have written to them.", firm=company.name), "good")
    except AlreadyDecided as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("associations.board"))


@blueprint.post("/board/companies/<int:company_id>/decline")
@right(organiser)
def decline(company_id: int) -> ResponseReturnValue:
    """Do not let a firm take part."""
    company = company_for(acting(), company_id)
    try:
        decline_company(acting(), company, now())
        flash(gettext("%(firm)s is declined; we have written to them.", firm=company.name))
    except AlreadyDecided as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("associations.board"))


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


@blueprint.route("/association/team", methods=["GET", "POST"])
@right(organiser)
def team() -> ResponseReturnValue:
    """Show who runs the evenings, and invite one more."""
    account, form = acting(), StaffForm()
    if form.validate_on_submit():
        try:
            services.invite_staff(account, now=now(), **form.answers(form.names()))
            flash(gettext("The invitation is on its way."), "good")
            return redirect(url_for("associations.team"))
        except AddressTaken as refusal:
            form.email.errors = [str(refusal)]
    people = staff_of(account.association_id)
    page = render_template("associations/team.html", form=form, people=people, role_names=role_names())
    return page, 422 if form.errors else 200


def role_names() -> dict[Role, str]:
    """Name the roles of an association in words."""
    return {
        Role.OWNER: gettext("owner"),
        Role.ORGANISER: gettext("organiser"),
        Role.HELPER: gettext("helper"),
    }


def acting() -> Account:
    """Return who acts; the right of each page has made sure that there is somebody."""
    account = acting_account()
    if account is None:
        abort(404)
    return account


def people_of(companies: Sequence[Company]) -> list[int]:
    """List the accounts of those who speak for the firms."""
    return [person.account_id for company in companies for person in company.representatives]

"""The pages of `companies`: sign-up, and the firm's own page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.postcodes import place_of
from webapp.accounts.limits import mails_to_strangers
from webapp.associations.models import Association
from webapp.associations.queries import association_by_slug
from webapp.companies import services
from webapp.companies.errors import DuplicateOffer, LastOffer
from webapp.companies.forms import FirmForm, OfferForm, SignUpForm
from webapp.companies.models import Representative
from webapp.companies.queries import offer_for, representative_of
from webapp.companies.services import SignUp
from webapp.database import now
from webapp.extensions import limiter
from webapp.forms.occupation_field import title
from webapp.forms.spoken_languages import spoken
from webapp.languages import pick_language, reader_language
from webapp.permissions import acting_account, anyone, representative, right
from webapp.proxies import who_asks

blueprint = Blueprint(
    "companies",
    __name__,
    template_folder="templates",
)


@blueprint.route("/join/<slug:slug>/company", methods=["GET", "POST"])
@mails_to_strangers
@limiter.limit("30 per minute; 200 per hour", methods=["POST"], key_func=who_asks)
@right(anyone)
def sign_up(slug: str) -> ResponseReturnValue:
    """Ask who the firm is, who speaks for it, and what it offers."""
    association = association_by_slug(slug)
    language = request.form.get("language")
    pick_language(language)
    form = SignUpForm(data={"table_count": 1, "places": 1, "entitled_to_train": True}, today=now().date())
    if language is None and form.validate_on_submit():
        return take_in(association, form)
    page = render_template("companies/sign_up.html", association=association, form=form)
    return page, 422 if form.errors else 200


def take_in(association: Association, form: SignUpForm) -> ResponseReturnValue:
    """Sign the firm up; the next step is in the mailbox."""
    person = form.answers(("email", "first_name", "last_name", "phone"))
    firm = form.answers(("name", "employees", "postcode", "entitled_to_train", "table_count"))
    answers = SignUp(**person, firm=firm, offer=form.offer())
    services.ask_to_sign_up(association, answers, reader_language(), now())
    session["mailed_to"] = form.email.data
    return redirect(url_for("accounts.mailbox"))


@blueprint.route("/firm", methods=["GET", "POST"])
@right(representative)
def profile() -> ResponseReturnValue:
    """Show and change what a firm tells."""
    person = own_representative()
    form = firm_form(person)
    if form.validate_on_submit():
        services.save_firm(person, form.answers(form.names()))
        flash(gettext("Saved."), "good")
        return redirect(url_for("companies.profile"))
    return show_profile(person, form, OfferForm(formdata=None, today=now().date()))


@blueprint.post("/firm/offers")
@right(representative)
def add_offer() -> ResponseReturnValue:
    """Add a training offer."""
    person = own_representative()
    form = OfferForm(today=now().date())
    if form.validate():
        try:
            services.add_offer(person.company, form.offer())
            flash(gettext("The offer is added."), "good")
            return redirect(url_for("companies.profile", _anchor="offers"))
        except DuplicateOffer as refusal:
            form.occupation.errors = [str(refusal)]
    return show_profile(person, firm_form(person, fresh=True), form)


@blueprint.post("/firm/offers/<int:offer_id>/remove")
@right(representative)
def remove_offer(offer_id: int) -> ResponseReturnValue:
    """Take a training offer back."""
    try:
        services.remove_offer(offer_for(acting_account(), offer_id))
        flash(gettext("The offer is removed."), "good")
    except LastOffer as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("companies.profile", _anchor="offers"))


def own_representative() -> Representative:
    """Return the representative who acts."""
    person = representative_of(acting_account())
    if person is None:
        abort(404)
    return person


def firm_form(person: Representative, fresh: bool = False) -> FirmForm:
    """Return the form with what is stored; a fresh one does not look at what was sent."""
    stored = {name: getattr(person.company, name) for name in services.OF_THE_FIRM}
    stored |= {name: getattr(person.account, name) for name in services.OF_THE_ACCOUNT}
    stored["phone"] = person.phone
    return FirmForm(formdata=None, data=stored) if fresh else FirmForm(data=stored)


def show_profile(person: Representative, form: FirmForm, offer_form: OfferForm) -> ResponseReturnValue:
    """Show the firm's page with both of its forms."""
    page = render_template(
        "companies/profile.html",
        company=person.company,
        form=form,
        offer_form=offer_form,
        place=place_of(person.company.postcode),
        title=title,
        spoken=spoken,
        locale=reader_language(),
    )
    return page, 422 if form.errors or offer_form.errors else 200

"""The pages of `applicants`: sign-up on two screens, and the profile."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.postcodes import place_of
from webapp.accounts.limits import mails_to_strangers
from webapp.applicants import services
from webapp.applicants.forms import ProfileForm, SignUpForm
from webapp.applicants.models import Applicant
from webapp.applicants.queries import applicant_of, progress_of
from webapp.applicants.services import SignUp
from webapp.associations.models import Association
from webapp.associations.queries import association_by_slug
from webapp.database import now
from webapp.extensions import limiter
from webapp.languages import pick_language, reader_language
from webapp.permissions import acting_account, anyone, applicant, right
from webapp.proxies import who_asks

blueprint = Blueprint(
    "applicants",
    __name__,
    template_folder="templates",
)


@blueprint.route("/join/<slug:slug>/applicant", methods=["GET", "POST"])
@mails_to_strangers
@limiter.limit("60 per minute; 600 per hour", methods=["POST"], key_func=who_asks)
@right(anyone)
def sign_up(slug: str) -> ResponseReturnValue:
    """Ask eight questions on two screens; each screen brings along what the other holds."""
    association = association_by_slug(slug)
    pick_language(request.form.get("language"))
    form, step = SignUpForm(today=now().date()), request.form.get("step", "")
    form.validate()
    if step == "done" and not form.errors:
        return take_in(association, form)
    if step in {"2", "done"} and any(form[name].errors for name in form.FIRST):
        return show_screen(association, form, "1")
    if step == "done":
        return show_screen(association, form, "2")
    return show_screen(association, form, step or request.form.get("screen", "1"), fresh=True)


def show_screen(
    association: Association, form: SignUpForm, screen: str, fresh: bool = False
) -> ResponseReturnValue:
    """Show one of the two screens; a fresh one complains about nothing yet."""
    asked, carried = (form.SECOND, form.FIRST) if screen == "2" else (form.FIRST, form.SECOND)
    if fresh:
        for name in asked:
            form[name].errors = []
    kept = [(name, value) for name in carried for value in carried_answers(form, name)]
    number = 2 if screen == "2" else 1
    page = render_template(
        "applicants/sign_up.html", association=association, form=form, number=number, kept=kept
    )
    return page, 200 if fresh else 422


def carried_answers(form: SignUpForm, name: str) -> list[str]:
    """Return what one screen brings along for the other: of several answers as many as are asked for."""
    return request.form.getlist(name)[: getattr(form[name], "most", 1)]


def take_in(association: Association, form: SignUpForm) -> ResponseReturnValue:
    """Sign up with the checked answers; the next step is in the mailbox."""
    names = (*form.FIRST, *form.SECOND)
    answers = SignUp(**{name: form[name].data for name in names})
    services.ask_to_sign_up(association, answers, reader_language(), now())
    session["mailed_to"] = answers.email
    return redirect(url_for("accounts.mailbox"))


@blueprint.route("/profile", methods=["GET", "POST"])
@right(applicant)
def profile() -> ResponseReturnValue:
    """Show and change what an applicant has told."""
    person = own_profile()
    form = profile_form(person)
    if form.validate_on_submit():
        services.save_answers(person, form.answers(form.names()))
        flash(gettext("Saved."), "good")
        return redirect(url_for("applicants.profile"))
    place, progress = place_of(person.postcode), progress_of(person)
    page = render_template("applicants/profile.html", form=form, place=place, progress=progress)
    return page, 422 if form.errors else 200


@blueprint.post("/profile/answers")
@right(applicant)
def save_answers() -> ResponseReturnValue:
    """Keep what was typed so far: each answer that is fine; say which are not."""
    person = own_profile()
    form = profile_form(person)
    form.validate()
    services.save_answers(person, form.answers(name for name in form.names() if not form[name].errors))
    done, parts = progress_of(person)
    errors = {name: str(form[name].errors[0]) for name in form.names() if form[name].errors}
    return {"errors": errors, "done": done, "parts": parts}


def own_profile() -> Applicant:
    """Return the applicant who acts."""
    person = applicant_of(acting_account())
    if person is None:
        abort(404)
    return person


def profile_form(person: Applicant) -> ProfileForm:
    """Return the form with what is stored."""
    stored = {name: getattr(person, name) for name in services.OF_THE_APPLICANT}
    stored |= {name: getattr(person.account, name) for name in services.OF_THE_ACCOUNT}
    stored["occupations"] = [wished.occupation_id for wished in person.occupations]
    return ProfileForm(data=stored, today=now().date(), stored_year=person.start_year)

"""The pages that belong to nobody in particular, and two look-ups that forms ask while somebody types."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.occupations import KLDB_CREDIT, search_occupations
from matching.postcodes import POSTCODES_CREDIT, place_of
from webapp.accounts.models import Account
from webapp.accounts.paths import local_path
from webapp.accounts.services import choose_language
from webapp.applicants.queries import applicant_of, progress_of
from webapp.associations.queries import all_associations, association_by_slug, association_of_visitor
from webapp.companies.queries import company_of
from webapp.database import now
from webapp.guard import acting_account
from webapp.home.navigation import navigation
from webapp.home.next_event import next_event
from webapp.languages import LANGUAGES, pick_language
from webapp.permissions import anyone, right, staff

blueprint = Blueprint(
    "home", __name__, template_folder="templates", static_folder="static", static_url_path="/static/home"
)
blueprint.app_context_processor(lambda: {"navigation": navigation})


@blueprint.get("/")
@right(anyone)
def start() -> ResponseReturnValue:
    """Lead who is signed in to what is next for them, and welcome everybody else."""
    account = acting_account()
    if account is None:
        return welcome()
    if staff(account):
        return redirect(url_for("associations.board"))
    return render_template(
        "home/next.html",
        account=account,
        found=next_event(account, now()),
        company=company_of(account),
        progress=profile_progress(account),
    )


def welcome() -> ResponseReturnValue:
    """Welcome a visitor: at the one association there is, or with the list of them."""
    associations = all_associations()
    if len(associations) == 1:
        return render_template("home/association.html", association=associations[0])
    return render_template("home/associations.html", associations=associations)


def profile_progress(account: Account) -> tuple[int, int] | None:
    """Return how far an applicant's profile has come."""
    person = applicant_of(account)
    return progress_of(person) if person else None


@blueprint.get("/join/<slug:slug>")
@right(anyone)
def association(slug: str) -> ResponseReturnValue:
    """Show what an association's evenings are, with the two doors in."""
    return render_template("home/association.html", association=association_by_slug(slug))


@blueprint.get("/imprint")
@right(anyone)
def imprint() -> ResponseReturnValue:
    """Say who is responsible."""
    return render_template("home/imprint.html", associations=association_of_visitor(acting_account()))


@blueprint.get("/privacy")
@right(anyone)
def privacy() -> ResponseReturnValue:
    """Say what is stored, what for, and how long."""
    return render_template("home/privacy.html", associations=association_of_visitor(acting_account()))


@blueprint.get("/sources")
@right(anyone)
def sources() -> ResponseReturnValue:
    """Name the sources of the reference data."""
    return render_template("home/sources.html", credits=(KLDB_CREDIT, POSTCODES_CREDIT))


@blueprint.post("/language")
@right(anyone)
def language() -> ResponseReturnValue:
    """Read on in another language."""
    chosen, account = request.form.get("language", ""), acting_account()
    pick_language(chosen)
    if account and chosen in LANGUAGES:
        choose_language(account, chosen)
    return redirect(local_path(request.form.get("back", "").rstrip("?")))


@blueprint.get("/occupations")
@right(anyone)
def occupations() -> ResponseReturnValue:
    """Answer what somebody has typed so far with occupations."""
    found = search_occupations(request.args.get("q", ""))
    return {"occupations": [{"id": o.id, "name": o.name_neutral, "group": o.group} for o in found]}


@blueprint.post("/place")
@right(anyone)
def place() -> ResponseReturnValue:
    """Answer a postcode with its place, in words; posted, because an address is written down on its way."""
    found = place_of(request.form.get("postcode", ""))
    return {
        "place": gettext("%(place)s, %(district)s", place=found.place, district=found.district)
        if found
        else None
    }

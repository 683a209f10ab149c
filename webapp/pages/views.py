"""The pages that belong to nobody in particular, and two look-ups that forms ask while somebody types."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.occupations import KLDB_CREDIT, search_occupations
from matching.postcodes import POSTCODES_CREDIT, place_of
from plaintext.cleaning import one_line
from webapp.accounts.models import Account
from webapp.accounts.paths import local_path
from webapp.accounts.services import choose_language
from webapp.applicants.queries import applicant_of, progress_of
from webapp.associations.queries import all_associations, association_by_slug
from webapp.companies.queries import company_of
from webapp.config import has_relay
from webapp.database import now
from webapp.languages import languages, pick_language
from webapp.pages import board, evenings, unreached, weights, wishes
from webapp.pages.navigation import navigation
from webapp.pages.next_event import next_event
from webapp.pages.queries import association_of_visitor
from webapp.permissions import LIST, acting_account, anyone, right, staff

LONGEST_POSTCODE = 20  # with signs that nobody sees

blueprint = Blueprint(
    "pages",
    __name__,
    template_folder="templates",
)
# Each adds its pages to the blueprint of the feature whose noun they show.
__all__ = ["blueprint", "board", "evenings", "unreached", "weights", "wishes"]
blueprint.app_context_processor(lambda: {"navigation": navigation})


@blueprint.get("/")
@right(anyone, statements=LIST)
def start() -> ResponseReturnValue:
    """Lead who is signed in to what is next for them, and welcome everybody else."""
    account = acting_account()
    if account is None:
        return welcome()
    if staff(account):
        return redirect(url_for("associations.board"))
    return render_template(
        "pages/next.html",
        account=account,
        found=next_event(account, now()),
        company=company_of(account),
        progress=profile_progress(account),
    )


def welcome() -> ResponseReturnValue:
    """Welcome a visitor: at the one association there is, or with the list of them."""
    associations = all_associations()
    if len(associations) == 1:
        return render_template("pages/association.html", association=associations[0])
    return render_template("pages/associations.html", associations=associations)


def profile_progress(account: Account) -> tuple[int, int] | None:
    """Return how far an applicant's profile has come."""
    person = applicant_of(account)
    return progress_of(person) if person else None


@blueprint.get("/join/<slug:slug>")
@right(anyone)
def association(slug: str) -> ResponseReturnValue:
    """Show what an association's evenings are, with the two ways in."""
    return render_template("pages/association.html", association=association_by_slug(slug))


@blueprint.get("/imprint")
@right(anyone)
def imprint() -> ResponseReturnValue:
    """Say who is responsible."""
    return render_template("pages/imprint.html", associations=association_of_visitor(acting_account()))


@blueprint.get("/privacy")
@right(anyone)
def privacy() -> ResponseReturnValue:
    """Say what is stored, what for, and how long, and who sees the address of a device."""
    associations = association_of_visitor(acting_account())
    return render_template(
        "pages/privacy.html",
        associations=associations,
        relay=has_relay(current_app.config),
        relay_only=[association.name for association in associations if association.relay_only],
    )


@blueprint.get("/sources")
@right(anyone)
def sources() -> ResponseReturnValue:
    """Name the sources of the reference data."""
    return render_template("pages/sources.html", credits=(KLDB_CREDIT, POSTCODES_CREDIT))


@blueprint.post("/language")
@right(anyone)
def language() -> ResponseReturnValue:
    """Read on in another language."""
    chosen, account = request.form.get("language", ""), acting_account()
    pick_language(chosen)
    if account and chosen in languages():
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
    found = place_of(one_line(request.form.get("postcode", "")[:LONGEST_POSTCODE]))
    return {
        "place": gettext("%(place)s, %(district)s", place=found.place, district=found.district)
        if found
        else None
    }

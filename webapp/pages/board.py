"""The association's overview: firms to release, evenings to come, how many people."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.postcodes import place_of
from webapp.accounts.queries import confirmed
from webapp.associations.views import blueprint
from webapp.companies.errors import AlreadyDecided
from webapp.companies.models import Company, ReleaseState
from webapp.companies.queries import by_name, companies_of, company_for
from webapp.companies.services import decline as decline_company
from webapp.companies.services import release as release_company
from webapp.database import now
from webapp.events.preview import preview
from webapp.events.queries import events_of
from webapp.forms.occupation_field import title
from webapp.languages import reader_language
from webapp.mail.queries import unreached_count
from webapp.pages.queries import people_counts
from webapp.permissions import LIST, acting, organiser, right, staff

DECIDED = (ReleaseState.RELEASED, ReleaseState.DECLINED)


@blueprint.get("/board")
@right(staff, statements=LIST)
def board() -> ResponseReturnValue:
    """Show what waits for the association: firms to release, evenings to come, how many people."""
    account = acting()
    waiting = companies_of(account.association_id, ReleaseState.WAITING)
    return render_template(
        "associations/board.html",
        association=account.association,
        waiting=waiting,
        decided=by_name(companies_of(account.association_id, *DECIDED)),
        confirmed=confirmed(people_of(waiting)),
        counts=people_counts(account.association_id),
        events=[event for event in events_of(account) if preview(event).ends_at > now()][:5],
        decides=organiser(account),
        unreached=unreached_count(account.association_id),
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


def people_of(companies: Sequence[Company]) -> list[int]:
    """List the accounts of those who speak for the firms."""
    return [person.account_id for company in companies for person in company.representatives]

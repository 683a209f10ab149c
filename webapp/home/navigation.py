"""The few pages somebody has, by role."""

from __future__ import annotations

from flask_babel import gettext

from webapp.guard import acting_account
from webapp.permissions import applicant, representative, staff


def navigation() -> list[tuple[str, str]]:
    """List label and endpoint of the pages in the head of every page."""
    account = acting_account()
    if staff(account):
        return [(gettext("Overview"), "associations.board"), (gettext("Evenings"), "events.index")]
    pages = [(gettext("Start"), "home.start"), (gettext("Evenings"), "events.index")]
    if applicant(account):
        return [*pages, (gettext("My profile"), "applicants.profile")]
    if representative(account):
        return [*pages, (gettext("Our firm"), "companies.profile")]
    return []

"""The few pages somebody has, by role."""

from __future__ import annotations

from flask_babel import gettext

from webapp.permissions import acting_account, applicant, representative, staff


def navigation() -> list[tuple[str, str]]:
    """List label and endpoint of the pages in the head of every page."""
    account = acting_account()
    if staff(account):
        return [(gettext("Overview"), "associations.board"), (gettext("Evenings"), "events.index")]
    pages = [(gettext("Start"), "pages.start"), (gettext("Evenings"), "events.index")]
    if applicant(account):
        return [*pages, (gettext("My profile"), "applicants.profile")]
    if representative(account):
        return [*pages, (gettext("Our firm"), "companies.profile")]
    return []

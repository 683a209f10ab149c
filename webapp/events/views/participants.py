"""Who acts, and as whom: for every view of an evening."""

from __future__ import annotations

from flask import abort
from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.applicants.queries import applicant_of
from webapp.companies.models import Company
from webapp.companies.queries import company_of
from webapp.events.models import Event
from webapp.events.queries import (
    registration_of,
    tables_of_company,
)
from webapp.events.services.registration import NotTakingPart, require_released
from webapp.events.services.wishes import Wisher
from webapp.permissions import acting, applicant


def acting_wisher(event: Event) -> Wisher:
    """Return the side for which the account wishes; who does not come has no wishes."""
    account = acting()
    wisher: Wisher
    if applicant(account):
        wisher = required_applicant(account)
        comes = registration_of(event, account) is not None
    else:
        wisher = required_company(account)
        require_released(wisher)  # it may have been released once, and declined since
        comes = bool(tables_of_company(event, wisher))
    if not comes:
        raise NotTakingPart(
            gettext("Register for this evening first. Then you can say whom you would like to meet.")
        )
    return wisher


def required_applicant(account: Account) -> Applicant:
    """Return the profile of an applicant's account."""
    found = applicant_of(account)
    return found if found is not None else abort(404)


def required_company(account: Account) -> Company:
    """Return the firm of a representative's account."""
    found = company_of(account)
    return found if found is not None else abort(404)

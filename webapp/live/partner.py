"""The prep card: who sits on the other side of a date, as that side may be shown in the room."""

from __future__ import annotations

from typing import Any

from webapp.accounts.models import Account
from webapp.planning.models import PlannedDate

Card = dict[str, Any]


def partner_card(date: PlannedDate, account: Account) -> Card:
    """Return the card of the other side of a date."""
    if date.applicant.account_id == account.id:
        return company_card(date)
    return applicant_card(date)


def company_card(date: PlannedDate) -> Card:
    """Return what an applicant sees of the table."""
    named = date.table.representative
    return {
        "name": named.first_name if named else "",
        "company": date.table.company.name,
        "subtitle": "",
        "facts": [],
        "in_common": [],
        "questions": [],
    }


def applicant_card(date: PlannedDate) -> Card:
    """Return what a firm sees of the applicant: no age, no sex, no photo, no surname."""
    return {
        "name": date.applicant.account.first_name,
        "company": "",
        "subtitle": "",
        "facts": [],
        "in_common": [],
        "questions": [],
    }

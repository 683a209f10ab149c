"""The mail of a mutual yes: it says that there is one and where; names and contacts stay on the page."""

from __future__ import annotations

from flask_babel import force_locale, gettext, pgettext

from webapp.accounts.models import Account, Role
from webapp.outbox.addresses import mail_url
from webapp.outbox.services import queue_mail
from webapp.planning.models import PlannedDate


def queue_match_mails(date: PlannedDate) -> None:
    """Tell both sides of a date that both have said yes."""
    event = date.plan.event
    url = mail_url("outcomes.answers", event_id=event.id)
    for account in (date.applicant.account, date.table.representative):
        if account is not None:
            with force_locale(account.locale):
                queue_mail(
                    event.association_id, account.email, gettext("A mutual yes"), match_text(account, url)
                )


def match_text(account: Account, url: str) -> str:
    """Return the text, in the language that is set, in the tone for the role."""
    if account.role is Role.APPLICANT:
        text = pgettext(
            "to an applicant",
            "Hello %(name)s,\n\ngood news: you and a firm you met have both said yes. "
            "Here you find their contact, and what happens next:\n\n%(url)s",
        )
    else:
        text = pgettext(
            "to a firm",
            "Hello %(name)s,\n\ngood news: somebody you met and you have both said yes. "
            "Here you find the contact, and what happens next:\n\n%(url)s",
        )
    return text % {"name": account.first_name, "url": url}

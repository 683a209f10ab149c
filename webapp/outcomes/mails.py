"""The mail of a mutual yes: it says that there is one and where; names and contacts stay on the page."""

from __future__ import annotations

from flask_babel import force_locale, gettext, pgettext

from webapp.accounts.models import Account
from webapp.mail.addresses import mail_url
from webapp.mail.services import queue_mail
from webapp.permissions import Role
from webapp.planning.models import Meeting


def queue_match_mails(meeting: Meeting) -> None:
    """Tell both sides of a meeting that both have said yes."""
    event = meeting.plan.event
    url = mail_url("outcomes.answers", event_id=event.id)
    for account in (meeting.applicant.account, meeting.table.representative):
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

"""The mails of `associations`, in the language of who reads them."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.mails import Mail, link_url
from webapp.accounts.models import Account


def staff_mail(inviter: Account, colleague: Account, token: str) -> Mail:
    """Return subject and text of the mail that invites a colleague."""
    with force_locale(colleague.locale):
        names = {"inviter": inviter.name, "association": inviter.association.name}
        subject = gettext("%(inviter)s invites you to %(association)s", **names)
        text = gettext(
            "Hello %(name)s,\n\n"
            "%(inviter)s invites you to help run the evenings of %(association)s. This link signs you in. "
            "It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "Questions? %(contact)s",
            name=colleague.name,
            link=link_url(token),
            contact=inviter.association.contact_email,
            **names,
        )
        return subject, text


def first_mail(owner: Account, token: str) -> Mail:
    """Return subject and text of the first organiser's mail."""
    with force_locale(owner.locale):
        subject = gettext("%(association)s is set up", association=owner.association.name)
        text = gettext(
            "Hello %(name)s,\n\n"
            "%(association)s is set up. This link signs you in. It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "What happens next: create the first evening, and invite firms and applicants.",
            name=owner.name,
            association=owner.association.name,
            link=link_url(token),
        )
        return subject, text

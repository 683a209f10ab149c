"""The mail of `applicants`, in the language of who reads it."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.mails import Mail, link_url
from webapp.accounts.models import Account


def welcome_mail(account: Account, token: str) -> Mail:
    """Return subject and text of the mail after sign-up."""
    with force_locale(account.locale):
        subject = gettext("Your training evening at %(association)s", association=account.association.name)
        text = gettext(
            "Hello %(name)s,\n\n"
            "good that you are here! This link signs you in. It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "What happens next: choose an evening and tell us which firms you would like to meet.\n\n"
            "You did not sign up? Then simply delete this mail.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            name=account.first_name,
            link=link_url(token),
            association=account.association.name,
            contact=account.association.contact_email,
        )
        return subject, text

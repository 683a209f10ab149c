"""The mail of `applicants`, in the language of who reads it."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.mails import Mail, link_url, words_for
from webapp.accounts.models import Account


def welcome_mail(account: Account, token: str) -> Mail:
    """Return subject and text of the mail after sign-up."""
    with force_locale(account.locale):
        words = words_for(account) | {"name": account.first_name}
        subject = gettext("Your training evening at %(association)s", **words)
        text = gettext(
            "Hello %(name)s,\n\n"
            "good that you are here! This link signs you in. It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "What happens next: choose an evening and tell us which firms you would like to meet.\n\n"
            "You did not sign up? Then simply delete this mail.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            link=link_url(token),
            **words,
        )
        return subject, text

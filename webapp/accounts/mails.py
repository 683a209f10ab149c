"""The mails of `accounts`, in the language of who reads them."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.models import Account
from webapp.outbox.addresses import mail_url

Mail = tuple[str, str]


def link_url(token: str) -> str:
    """Return the whole address of a sign-in link."""
    return mail_url("accounts.open_link", token=token)


def words_for(account: Account) -> dict[str, str]:
    """Return what nearly every mail says: to whom, from whom, and whom to ask."""
    association = account.association
    return {"name": account.name, "association": association.name, "contact": association.contact_email}


def sign_in_mail(account: Account, token: str) -> Mail:
    """Return subject and text of the mail that signs in."""
    with force_locale(account.locale):
        words = words_for(account)
        subject = gettext("Your way in at %(association)s", **words)
        text = gettext(
            "Hello %(name)s,\n\n"
            "this link signs you in. It works once, and for 30 minutes:\n\n"
            "%(link)s\n\n"
            "If you did not ask for it, simply delete this mail. Nothing happens then.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            link=link_url(token),
            **words,
        )
        return subject, text

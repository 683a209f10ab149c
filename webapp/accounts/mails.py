"""The mails of `accounts`, in the language of who reads them."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.models import Account
from webapp.mail.addresses import mail_url

Mail = tuple[str, str]


def link_url(token: str) -> str:
    """Return the whole address of a sign-in link."""
    return mail_url("accounts.open_link", token=token)


def words_for(account: Account) -> dict[str, str]:
    """Return what nearly every mail says: to whom, from whom, and whom to ask."""
    association = account.association
    return {"name": account.name, "association": association.name, "contact": association.contact_email}


def first_mail_to(account: Account, token: str) -> Mail:
    """Return the mail to an address nobody has confirmed: it says nothing that somebody typed."""
    with force_locale(account.locale):
        association = account.association
        subject = gettext("Your way in at %(association)s", association=association.name)
        text = gettext(
            "Hello,\n\n"
            "somebody has entered this address at %(association)s. If that was you, this link takes you on. "
            "It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "It was not you? Then simply delete this mail. Nothing happens then.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            association=association.name,
            contact=association.contact_email,
            link=link_url(token),
        )
        return subject, text


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

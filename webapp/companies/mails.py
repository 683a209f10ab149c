"""The mails of `companies`, in the language of who reads them."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from webapp.accounts.mails import Mail, link_url, words_for
from webapp.accounts.models import Account
from webapp.companies.models import Company
from webapp.mail.addresses import mail_url


def words_of(account: Account, company: Company) -> dict[str, str]:
    """Return what each of these mails says."""
    return words_for(account) | {"firm": company.name}


def release_mail(account: Account, company: Company, token: str) -> Mail:
    """Return subject and text of the mail that says: you may take part."""
    with force_locale(account.locale):
        words = words_of(account, company)
        subject = gettext("%(firm)s may take part", **words)
        text = gettext(
            "Hello %(name)s,\n\n"
            "good news: %(firm)s is released. This link signs you in. It works once, and for 7 days:\n\n"
            "%(link)s\n\n"
            "What happens next: choose an evening and say whom you would like to meet.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            link=link_url(token),
            **words,
        )
        return subject, text


def decline_mail(account: Account, company: Company) -> Mail:
    """Return subject and text of the mail that says: not as it is."""
    with force_locale(account.locale):
        words = words_of(account, company)
        subject = gettext("%(firm)s cannot take part at the moment", **words)
        text = gettext(
            "Hello %(name)s,\n\n"
            "we could not release %(firm)s. Please write to us, so that we can sort it out together: "
            "%(contact)s\n\n"
            "%(association)s",
            **words,
        )
        return subject, text


def waiting_mail(organiser: Account, company: Company) -> Mail:
    """Return subject and text of the mail that asks an organiser to look at a firm."""
    with force_locale(organiser.locale):
        words = words_of(organiser, company)
        subject = gettext("%(firm)s waits for release", **words)
        text = gettext(
            "Hello %(name)s,\n\n%(firm)s has signed up and waits for your release:\n\n%(link)s",
            link=mail_url("associations.board"),
            **words,
        )
        return subject, text

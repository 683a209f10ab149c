"""The mail that calls an evening off."""

from __future__ import annotations

from flask_babel import force_locale, format_datetime, gettext

from webapp.accounts.models import Account
from webapp.events.models import Event


def cancelled_mail(account: Account, event: Event) -> tuple[str, str]:
    """Return subject and text for somebody who wanted to come."""
    with force_locale(account.locale):
        subject = gettext("Cancelled: %(event)s", event=event.name)
        text = gettext(
            "Hello %(name)s,\n\n"
            "%(event)s on %(when)s does not take place. We are sorry.\n\n"
            "%(association)s\n"
            "Questions? %(contact)s",
            name=account.name,
            event=event.name,
            when=format_datetime(event.starts_at, "EEEE, d. MMMM yyyy, HH:mm"),
            association=event.association.name,
            contact=event.association.contact_email,
        )
        return subject, text

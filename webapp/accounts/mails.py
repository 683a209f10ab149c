"""The address that every mail with a way in has."""

from __future__ import annotations

from webapp.mail.addresses import mail_url


def link_url(token: str) -> str:
    """Return the whole address of a sign-in link."""
    return mail_url("accounts.open_link", token=token)

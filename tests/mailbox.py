"""What somebody finds in their mailbox."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.forms import fill
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.outbox.models import OutboxMail

LINK = re.compile(r"https?://\S+?(/link/\S+)")


def mails_to(email: str) -> list[OutboxMail]:
    """Return the mails to an address, the oldest first."""
    return list(db.session.scalars(db.select(OutboxMail).filter_by(recipient=email).order_by(OutboxMail.id)))


def newest_link(email: str) -> str:
    """Return the path of the link in the newest mail to an address that has one."""
    for mail in reversed(mails_to(email)):
        if found := LINK.search(mail.text):
            return found.group(1)
    raise AssertionError("there is no mail with a link")


def open_newest_link(client: FlaskClient, email: str) -> TestResponse:
    """Open the newest link and press its button, as a person does."""
    return fill(client, newest_link(email), "use-link")


def signed_in_as(client: FlaskClient) -> Account | None:
    """Return whom this browser's cookie signs in."""
    with client.session_transaction() as session:
        key = session.get("_user_id")
    return db.session.scalar(db.select(Account).filter_by(session_key=key)) if key else None

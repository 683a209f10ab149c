"""What somebody finds in their mailbox."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.forms_of_pages import fill
from webapp.accounts.knocks import answer_knocks
from webapp.accounts.models import Account
from webapp.accounts.queries import account_signed_in
from webapp.accounts.services import hash_of
from webapp.accounts.session import SIGN_IN
from webapp.database import now
from webapp.extensions import db
from webapp.mail.models import OutboxMail

LINK = re.compile(r"https?://\S+?(/link/\S+)")


def mails_to(email: str) -> list[OutboxMail]:
    """Return the mails to an address, the oldest first."""
    answer_knocks(now())  # as the server does a moment later
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
        key, name = session.get("_user_id"), session.get(SIGN_IN, "")
    return account_signed_in(key, hash_of(name), now()) if key else None

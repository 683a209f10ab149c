"""How a session cookie becomes an account again."""

from __future__ import annotations

import secrets

from flask import session
from flask_login import login_user

from webapp.accounts.models import Account
from webapp.extensions import db, login_manager

# Names one sign-in of one browser in its cookie; nothing is looked up by it.
SIGN_IN = "sign_in"


@login_manager.user_loader
def account_of_session(session_key: str) -> Account | None:
    """Return the account whose session key the cookie carries."""
    return db.session.scalar(db.select(Account).filter_by(session_key=session_key))


def start_session(account: Account) -> None:
    """Begin a session of the account; nothing of the one before goes along but the picked language."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    session[SIGN_IN] = secrets.token_urlsafe(12)
    if language:
        session["language"] = language
    login_user(account)

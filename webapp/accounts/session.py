"""How a session cookie becomes an account again."""

from __future__ import annotations

from flask import session
from flask_login import login_user, logout_user

from webapp.accounts.models import Account
from webapp.accounts.queries import account_signed_in
from webapp.accounts.services import begin_sign_in, end_sign_in, hash_of
from webapp.database import now
from webapp.extensions import login_manager

# Names one sign-in of one browser in its cookie; the database keeps the hash of it as long as it is good.
SIGN_IN = "sign_in"


@login_manager.user_loader
def account_of_session(session_key: str) -> Account | None:
    """Return the account of a cookie, if its sign-in has not ended: asked at each request and message."""
    return account_signed_in(session_key, hash_of(session.get(SIGN_IN, "")), now())


def start_session(account: Account) -> None:
    """Begin a session of the account; nothing of the one before goes along but the picked language."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    session[SIGN_IN] = begin_sign_in(account, now())
    if language:
        session["language"] = language
    login_user(account)


def end_session(account: Account | None) -> None:
    """End the session of this browser; a copy of its cookie is worth nothing from now on."""
    if account:
        end_sign_in(account, session.get(SIGN_IN, ""))
    logout_user()
    session.clear()

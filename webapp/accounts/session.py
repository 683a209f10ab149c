"""How a session cookie becomes an account again."""

from __future__ import annotations

from webapp.accounts.models import Account
from webapp.extensions import db, login_manager


@login_manager.user_loader
def account_of_session(session_key: str) -> Account | None:
    """Return the account whose session key the cookie carries."""
    return db.session.scalar(db.select(Account).filter_by(session_key=session_key))

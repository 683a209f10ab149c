"""A commit after which what was read is still in memory, for whoever goes on to tell of it."""

from __future__ import annotations

from webapp.extensions import db


def commit_and_keep() -> None:
    """Commit; rows in memory stay as they are. What others may have changed since must be read anew on purpose."""
    session = db.session()
    forgets, session.expire_on_commit = session.expire_on_commit, False
    try:
        session.commit()
    finally:
        session.expire_on_commit = forgets

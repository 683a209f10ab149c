"""An empty database before each test, also while the server of a file of tests still writes down who has left."""

from __future__ import annotations

import time

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from webapp.extensions import db

SECONDS_TO_BE_ALONE = 60
SECONDS_TO_GIVE_WAY = 0.02


class NeverAlone(RuntimeError):
    """Somebody else held the tables of the tests for longer than any piece of work takes."""


def be_alone_with_the_tables() -> None:
    """Hold every table of PostgreSQL at once or none of them: whoever is in the middle of something ends it first.

    Waiting for one table while holding another is what deadlocks come from; SQLite has one lock for all.
    """
    if db.engine.dialect.name != "postgresql":
        return
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    until = time.monotonic() + SECONDS_TO_BE_ALONE
    while time.monotonic() < until:
        try:
            db.session.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE NOWAIT"))
            return
        except OperationalError:
            db.session.rollback()
            time.sleep(SECONDS_TO_GIVE_WAY)
    raise NeverAlone(names)


def empty_tables() -> None:
    """Delete every row of every table."""
    be_alone_with_the_tables()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()

"""When the database cannot be used right now, and may be in a moment: locked, overrun, restarted."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

# Seconds for which a browser is asked to wait before it tries again.
RETRY_AFTER = 5
# The name under which an engine knows for how many seconds SQLite's lock is asked for.
PATIENCE_OPTION = "tischwechsel_patience"
# PostgreSQL: serialization, deadlock, lock_timeout, too many connections, shut down, starting up.
PASSING_STATES = frozenset({"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"})
LOST_CONNECTION = "08"


class DatabaseBusy(SQLAlchemyError):
    """Others wrote for longer than anybody should wait; nothing was changed."""


def is_locked(error: BaseException | None) -> bool:
    """Whether SQLite says that somebody else holds its lock."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def passes(error: BaseException) -> bool:
    """Whether the same may work in a moment; a mistake of ours does not pass."""
    if isinstance(error, DatabaseBusy | NoConnectionFree):
        return True
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or is_locked(error.orig) or is_passing_state(error.orig)


def is_passing_state(error: BaseException | None) -> bool:
    """Whether PostgreSQL's code says so; an error without a code means that there was no connection."""
    state: str | None = getattr(error, "sqlstate", "")
    return state is None or state in PASSING_STATES or state.startswith(LOST_CONNECTION)

"""How SQLite is opened and written to: one writer at a time, and nobody else stands still meanwhile.

SQLite waits for its lock inside a C call, which would stop every page and every talk of this process. So it
is asked without waiting, again and again, with turns for everybody in between; and it is asked before the
first change of a transaction, so that what was read under the lock still holds when it is written.
"""

from __future__ import annotations

import re
import sqlite3
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine, ExecutionContext

from webapp.database.busy import PATIENCE_OPTION, DatabaseBusy, is_locked

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
# Long enough for the others to get on, too short for a person to notice.
SECONDS_BETWEEN_TRIES = 0.05
SECONDS_OF_PATIENCE = 5.0
# What is asked outside of them (to open the file, to change its tables) waits in SQLite, shortly.
PRAGMAS = ("busy_timeout=1000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL")


@event.listens_for(Engine, "connect")
def open_sqlite(connection: Any, _record: Any) -> None:
    """Give each SQLite connection foreign keys and the write-ahead log, with which readers never wait."""
    if not isinstance(connection, sqlite3.Connection):
        return
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "before_cursor_execute")
def lock_before_writing(
    connection: Connection,
    _cursor: Any,
    statement: str,
    _parameters: Any,
    context: ExecutionContext | None,
    _many: bool,
) -> None:
    """Begin each transaction that writes, or asks for a row's lock, with SQLite's own lock."""
    file = connection.connection.driver_connection
    if not isinstance(file, sqlite3.Connection) or file.in_transaction:
        return
    if WRITES.match(statement) or asks_for_lock(context):
        options = connection.get_execution_options()
        begin_writing(file, float(options.get(PATIENCE_OPTION, SECONDS_OF_PATIENCE)))


def asks_for_lock(context: ExecutionContext | None) -> bool:
    """Whether a statement is SELECT ... FOR UPDATE, of which SQLite knows nothing."""
    statement = getattr(getattr(context, "compiled", None), "statement", None)
    return getattr(statement, "_for_update_arg", None) is not None


def begin_writing(file: sqlite3.Connection, patience: float) -> None:
    """Take SQLite's lock for writers; give up after so many seconds."""
    given_up_at = monotonic() + patience
    while not begun(file):
        if monotonic() >= given_up_at:
            raise DatabaseBusy
        sleep(SECONDS_BETWEEN_TRIES)


def begun(file: sqlite3.Connection) -> bool:
    """Try once, without waiting; return whether the lock is ours."""
    file.execute("PRAGMA busy_timeout=0")
    try:
        file.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if not is_locked(error):
            raise
        return False
    finally:
        file.execute("PRAGMA busy_timeout=1000")
    return True

"""Somebody else who writes, on a connection of their own: another process, as far as the service can tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from flask import Flask

from webapp.extensions import db


@contextmanager
def other_writer(table: str) -> Iterator[Any]:
    """Hold what a writer of a table needs, until the end: SQLite's lock, or PostgreSQL's on the rows."""
    connection = opened()
    try:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA busy_timeout=5000")  # a server beside writes for a moment now and then
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA busy_timeout=0")
        else:
            connection.execute(f'LOCK TABLE "{table}" IN EXCLUSIVE MODE')
        yield connection
    finally:
        connection.rollback()
        connection.close()


def opened() -> Any:
    """Return a new connection to the database of the tests."""
    url = db.engine.url
    if db.engine.dialect.name == "sqlite":
        return sqlite3.connect(str(url.database), isolation_level=None, check_same_thread=False, timeout=0)
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))


def impatient(environ: dict[str, str], make: Any) -> Flask:
    """Return a second app on the same database that waits for nobody."""
    app: Flask = make({**environ, "TISCHWECHSEL_DATABASE_PATIENCE": "0"}, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app

"""Run migrations inside the app's own database connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def leave_out_nothing_done(_context: object, _revision: object, directives: list) -> None:
    """Write no empty migration."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()


@contextmanager
def rows_kept(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite replace a table without deleting the rows of others that refer to it, and check them after.

    It cannot change most of a table and so makes another in its place; dropping the old one would cascade.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    try:
        yield
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"a migration left rows that refer to nothing: {lost[:5]}")
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


with database.engine.connect() as connection, rows_kept(connection):
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        compare_type=True,
        process_revision_directives=leave_out_nothing_done,
        user_module_prefix="webapp.database.",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

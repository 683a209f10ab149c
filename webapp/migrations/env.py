"""Run migrations inside the app's own database connection."""

from __future__ import annotations

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def leave_out_nothing_done(_context: object, _revision: object, directives: list) -> None:
    """Write no empty migration."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()


with database.engine.connect() as connection:
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

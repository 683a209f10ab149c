"""Insert a row unless it is there: two processes may do it at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from webapp.extensions import Model, db


def insert_unless_there(model: type[Model], **values: Any) -> None:
    """Insert a row into a table, or do nothing where a unique constraint says it exists; no commit."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(model).values(values).on_conflict_do_nothing())

"""Insert a row unless it is there: two processes may do it at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from webapp.extensions import Model, db


def insert_unless_there(model: type[Model], **values: Any) -> bool:
    """Insert a row unless a unique constraint says it exists; return whether it is new. No commit."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    new = insert(model).values(values).on_conflict_do_nothing().returning(*model.__table__.primary_key)
    return db.session.execute(new).first() is not None

"""Insert a row unless it is there: two processes may do it at the same moment."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from webapp.extensions import Model, db


def insert_unless_there(model: type[Model], **values: Any) -> bool:
    """Insert a row unless a unique constraint says it exists; return whether it is new. No commit."""
    table = cast(sa.Table, model.__table__)
    statement = _insert(db.engine.dialect.name, table, tuple(values))
    return db.session.execute(statement, values).first() is not None


@cache
def _insert(dialect: str, table: sa.Table, names: tuple[str, ...]) -> sa.Executable:
    """Build the statement; once, as everybody who comes asks for it."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    given: dict[str, Any] = {name: sa.bindparam(name) for name in names}
    return insert(table).values(given).on_conflict_do_nothing().returning(*table.primary_key)

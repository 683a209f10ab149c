"""A planned date is called a meeting, in the database as everywhere.

Revision ID: e7f3a90c5d16
Revises: a41c7d20be55
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e7f3a90c5d16"
down_revision = "a41c7d20be55"
branch_labels = None
depends_on = None

REFERRING = ("answer", "rating", "text_line")
# Names of constraints and indexes contain the names of tables and columns.
NEW_WORDS = (("planned_date", "meeting"), ("date_id", "meeting_id"))


def upgrade() -> None:
    op.rename_table("planned_date", "meeting")
    rename_columns("date_id", "meeting_id")
    rename_parts(NEW_WORDS)
    comment("meetings")


def downgrade() -> None:
    op.rename_table("meeting", "planned_date")
    rename_columns("meeting_id", "date_id")
    kinds = ((f"{kind}_meeting_", f"{kind}_planned_date_") for kind in ("ck", "fk", "ix", "pk", "uq"))
    columns = ((f"{table}_meeting_id", f"{table}_date_id") for table in REFERRING)
    whole = (("pk_meeting", "pk_planned_date"), ("_meeting_id_meeting", "_date_id_planned_date"))
    rename_parts((*kinds, *whole, *columns))
    comment("dates")


def comment(what: str) -> None:
    """SQLite keeps no comments."""
    if op.get_bind().dialect.name == "postgresql":
        for side in ("applicant", "table"):
            op.execute(f"COMMENT ON COLUMN event.guarantee_{side} IS '{what} every {side} should get'")


def rename_columns(old: str, new: str) -> None:
    for table in REFERRING:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def rename_parts(words: tuple[tuple[str, str], ...]) -> None:
    """Give constraints and indexes the names that new tables would give them."""
    if op.get_bind().dialect.name == "sqlite":
        rename_in_sqlite(words)
    else:
        rename_in_postgresql(words)


def renamed(name: str, words: tuple[tuple[str, str], ...]) -> str:
    for old, new in words:
        name = name.replace(old, new)
    return name


def rename_in_postgresql(words: tuple[tuple[str, str], ...]) -> None:
    connection = op.get_bind()
    constraints = connection.execute(
        sa.text("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace")
    ).all()
    for table, name in constraints:
        if renamed(name, words) != name:
            op.execute(f'ALTER TABLE {table} RENAME CONSTRAINT "{name}" TO "{renamed(name, words)}"')
    for name in connection.scalars(sa.text("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")).all():
        if renamed(name, words) != name:
            op.execute(f'ALTER INDEX "{name}" RENAME TO "{renamed(name, words)}"')


def rename_in_sqlite(words: tuple[tuple[str, str], ...]) -> None:
    """SQLite cannot rename a constraint; its way is to edit the text of the schema, where names mean nothing else."""
    connection = op.get_bind()
    for name, text in connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")).all():
        if renamed(name, words) != name:
            op.execute(f'DROP INDEX "{name}"')
            op.execute(text.replace(name, renamed(name, words), 1))
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for name, text in connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql > ''")).all():
        if renamed(text, words) != text:
            connection.execute(
                sa.text("UPDATE sqlite_master SET sql = :text WHERE type = 'table' AND name = :name"),
                {"text": renamed(text, words), "name": name},
            )
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")

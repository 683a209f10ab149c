"""cancelled meetings, withdrawn people, numbers of profiles, calendar entries"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "c1a9d0e47b52"
down_revision = "d20c7b5e8a44"
branch_labels = None
depends_on = None

BECAUSE = ("applicant left", "table left", "firm not released", "event cancelled")
SEATED = "uq_event_table_event_id_representative_account_id"
# Whoever withdrew before this migration left no registration behind, but dates of a plan that is published.
LOST_DATES = """
    UPDATE planned_date SET cancelled_at = :now, cancelled_because = 'applicant left'
    WHERE plan_id IN (SELECT id FROM plan WHERE state = 'published') AND NOT EXISTS (
        SELECT 1 FROM registration JOIN plan ON plan.event_id = registration.event_id
        WHERE plan.id = planned_date.plan_id AND registration.applicant_id = planned_date.applicant_id)
"""
# The numbers firms know already: people counted in the order they registered.
NUMBERS = """
    UPDATE registration SET number = (
        SELECT count(*) FROM registration AS earlier
        WHERE earlier.event_id = registration.event_id AND earlier.id <= registration.id)
"""


def upgrade():
    op.create_table(
        "calendar_entry",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "uid", sa.String(length=300), nullable=False, comment="the same for as long as the entry lives"
        ),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="of the version sent last; 0: none yet"),
        sa.Column("stands", sa.Boolean(), nullable=False, comment="whether that version was no cancellation"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_calendar_entry_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_calendar_entry_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "account_id", name=op.f("pk_calendar_entry")),
    )
    with op.batch_alter_table("calendar_entry") as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_entry_account_id"), ["account_id"], unique=False)
    with op.batch_alter_table("event_table") as batch_op:
        batch_op.add_column(
            sa.Column("withdrawn_at", sa.DateTime(), nullable=True, comment="empty: it is there")
        )
        batch_op.drop_constraint(SEATED, type_="unique")
        batch_op.create_index(
            SEATED,
            ["event_id", "representative_account_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
    with op.batch_alter_table("registration") as batch_op:
        batch_op.add_column(
            sa.Column("withdrawn_at", sa.DateTime(), nullable=True, comment="empty: they come")
        )
        batch_op.add_column(
            sa.Column(
                "number",
                sa.Integer(),
                nullable=True,
                comment="what firms call the profile; given once, kept for a return",
            )
        )
    op.execute(NUMBERS)
    with op.batch_alter_table("registration") as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("created_at", existing_type=sa.DateTime(), comment="the last time, if again")
        batch_op.create_unique_constraint(
            batch_op.f("uq_registration_event_id_number"), ["event_id", "number"]
        )
    with op.batch_alter_table("planned_date") as batch_op:
        batch_op.add_column(
            sa.Column("cancelled_at", sa.DateTime(), nullable=True, comment="empty: it takes place")
        )
        batch_op.add_column(
            sa.Column(
                "cancelled_because",
                sa.Enum(*BECAUSE, name="cancelledbecause", native_enum=False, length=32),
                nullable=True,
            )
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_planned_date_cancelledbecause"),
            sa.column("cancelled_because").in_(BECAUSE),
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_planned_date_cancelled"), "(cancelled_at IS NULL) = (cancelled_because IS NULL)"
        )
        for column, table in (("table_id", "event_table"), ("applicant_id", "applicant")):
            key = batch_op.f(f"fk_planned_date_{column}_{table}")
            batch_op.drop_constraint(key, type_="foreignkey")
            batch_op.create_foreign_key(key, table, [column], ["id"])
    present = datetime.now(UTC).replace(tzinfo=None)
    op.get_bind().execute(sa.text(LOST_DATES).bindparams(sa.bindparam("now", present, sa.DateTime())))


def downgrade():
    with op.batch_alter_table("planned_date") as batch_op:
        for column, table in (("table_id", "event_table"), ("applicant_id", "applicant")):
            key = batch_op.f(f"fk_planned_date_{column}_{table}")
            batch_op.drop_constraint(key, type_="foreignkey")
            batch_op.create_foreign_key(key, table, [column], ["id"], ondelete="CASCADE")
        batch_op.drop_constraint(batch_op.f("ck_planned_date_cancelled"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_planned_date_cancelledbecause"), type_="check")
        batch_op.drop_column("cancelled_because")
        batch_op.drop_column("cancelled_at")
    op.execute("DELETE FROM registration WHERE withdrawn_at IS NOT NULL")
    op.execute(
        "DELETE FROM planned_date WHERE table_id IN (SELECT id FROM event_table WHERE withdrawn_at IS NOT NULL)"
    )
    op.execute("DELETE FROM event_table WHERE withdrawn_at IS NOT NULL")
    with op.batch_alter_table("registration") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_registration_event_id_number"), type_="unique")
        batch_op.drop_column("number")
        batch_op.drop_column("withdrawn_at")
    with op.batch_alter_table("event_table") as batch_op:
        batch_op.drop_index(SEATED)
        batch_op.drop_column("withdrawn_at")
        batch_op.create_unique_constraint(SEATED, ["event_id", "representative_account_id"])
    op.drop_table("calendar_entry")

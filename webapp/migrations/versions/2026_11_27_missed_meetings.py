"""meetings that somebody missed, and others that were added in the middle of an evening"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "b58e02f7c9d3"
down_revision = "a97d3e5c1f62"
branch_labels = None
depends_on = None

BECAUSE = ("applicant left", "table left", "firm not released", "event cancelled")
SIDES = ("table", "applicant")


def once(side):
    """Return the name of the rule that a side has at most one meeting in a round."""
    return f"uq_meeting_plan_id_round_{side}_id"


def upgrade():
    missed = sa.Enum("applicant", "table", "both", name="missedby", native_enum=False, length=32)
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("missed_by", missed, nullable=True, comment="who was not there; empty: it took place, or is to come"))
        batch_op.add_column(sa.Column("added_at", webapp.database.UtcDateTime(), nullable=True, comment="when it was added while the evening ran; empty: it was planned before"))
        batch_op.drop_constraint(batch_op.f("ck_meeting_cancelledbecause"), type_="check")
        for side in SIDES:
            batch_op.drop_constraint(batch_op.f(once(side)), type_="unique")
    with op.batch_alter_table("desk_entry") as batch_op:
        batch_op.alter_column("account_id", existing_type=sa.Integer(), existing_nullable=True, comment="empty: nobody did it, or their account is gone")
    stands = sa.text("cancelled_at IS NULL")
    with op.batch_alter_table("meeting") as batch_op:
        for side in SIDES:
            batch_op.create_index(once(side), ["plan_id", "round", f"{side}_id"], unique=True, sqlite_where=stands, postgresql_where=stands)


def downgrade():
    # What replaced a meeting that was missed goes with the rule that let it in.
    op.execute("DELETE FROM meeting WHERE added_at IS NOT NULL")
    op.execute("UPDATE meeting SET cancelled_at = NULL, cancelled_because = NULL WHERE cancelled_because NOT IN ('applicant left', 'table left', 'firm not released', 'event cancelled')")
    with op.batch_alter_table("meeting") as batch_op:
        for side in SIDES:
            batch_op.drop_index(once(side))
    with op.batch_alter_table("meeting") as batch_op:
        for side in SIDES:
            batch_op.create_unique_constraint(batch_op.f(once(side)), ["plan_id", "round", f"{side}_id"])
        batch_op.create_check_constraint(batch_op.f("ck_meeting_cancelledbecause"), sa.column("cancelled_because").in_(BECAUSE))
        batch_op.drop_column("added_at")
        batch_op.drop_column("missed_by")
    with op.batch_alter_table("desk_entry") as batch_op:
        batch_op.alter_column("account_id", existing_type=sa.Integer(), existing_nullable=True, comment="empty: the account is gone")

"""pairs that are kept apart at every evening, and all that was said in a call"""

import sqlalchemy as sa
from alembic import op

revision = "d83a6f1b2c40"
down_revision = "c7104be98d25"
branch_labels = None
depends_on = None

SAID = "all they said, a line each time"


def upgrade():
    with op.batch_alter_table("ban") as batch_op:
        batch_op.alter_column("event_id", existing_type=sa.Integer(), nullable=True, comment="empty: at every evening")
    with op.batch_alter_table("help_call") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_help_call_helpkind"), type_="check")
        batch_op.alter_column("words", existing_type=sa.String(500), type_=sa.String(1000), existing_nullable=False, comment=SAID)


def downgrade():
    op.execute("DELETE FROM ban WHERE event_id IS NULL")
    op.execute("UPDATE help_call SET kind = 'help' WHERE kind NOT IN ('help', 'report')")
    op.execute("UPDATE help_call SET words = substr(words, 1, 500)")
    with op.batch_alter_table("help_call") as batch_op:
        batch_op.alter_column("words", existing_type=sa.String(1000), type_=sa.String(500), existing_nullable=False)
        batch_op.create_check_constraint(batch_op.f("ck_help_call_helpkind"), sa.column("kind").in_(("help", "report")))
    with op.batch_alter_table("ban") as batch_op:
        batch_op.alter_column("event_id", existing_type=sa.Integer(), nullable=False)

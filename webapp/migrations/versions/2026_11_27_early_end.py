"""evenings that are ended early"""

import sqlalchemy as sa
from alembic import op

revision = "0a7c5d2e91b8"
down_revision = "f4d20a8e6b13"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("clock_change") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_clock_change_clockchangekind"), type_="check")
        batch_op.alter_column("seconds", existing_type=sa.Integer(), existing_nullable=False, comment="of an extension, or until the end")


def downgrade():
    op.execute("DELETE FROM clock_change WHERE kind = 'end'")
    with op.batch_alter_table("clock_change") as batch_op:
        batch_op.alter_column("seconds", existing_type=sa.Integer(), existing_nullable=False, comment="of an extension")
        batch_op.create_check_constraint(batch_op.f("ck_clock_change_clockchangekind"), sa.column("kind").in_(("pause", "resume", "extend")))

"""people who are in the hall"""

import sqlalchemy as sa
from alembic import op

revision = "f4d20a8e6b13"
down_revision = "e19b54c7f0a6"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("presence") as batch_op:
        batch_op.add_column(sa.Column("in_hall", sa.Boolean(), server_default=sa.false(), nullable=False, comment="in the hall, with or without a page of theirs open"))
        batch_op.alter_column("connection", existing_type=sa.String(64), existing_nullable=True, comment="the Socket.IO id, or `hall` for somebody there without a page; empty: not here now")


def downgrade():
    op.execute("UPDATE presence SET connection = NULL WHERE connection = 'hall'")
    with op.batch_alter_table("presence") as batch_op:
        batch_op.alter_column("connection", existing_type=sa.String(64), existing_nullable=True, comment="the Socket.IO id; empty: not here now")
        batch_op.drop_column("in_hall")

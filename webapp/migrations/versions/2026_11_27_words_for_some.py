"""announcements for some people alone"""

import sqlalchemy as sa
from alembic import op

revision = "4c1e9b72f05a"
down_revision = "ca0522002cbc"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("announcement") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_announcement_audience"), type_="check")
    op.create_table(
        "announcement_reader",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_announcement_reader_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_announcement_reader_announcement_id_announcement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "account_id", name=op.f("pk_announcement_reader")),
    )
    op.create_index(op.f("ix_announcement_reader_account_id"), "announcement_reader", ["account_id"])


def downgrade():
    op.drop_index(op.f("ix_announcement_reader_account_id"), table_name="announcement_reader")
    op.drop_table("announcement_reader")
    op.execute("DELETE FROM announcement WHERE audience = 'some'")
    with op.batch_alter_table("announcement") as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_announcement_audience"), sa.column("audience").in_(("everybody", "applicants", "firms"))
        )

"""proposals for the rounds to come"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "c7104be98d25"
down_revision = "b58e02f7c9d3"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("made_at", webapp.database.UtcDateTime(), nullable=False),
        sa.Column("after_round", sa.Integer(), nullable=False, comment="the last round it leaves alone"),
        sa.Column("state", sa.Enum("open", "accepted", "declined", "replaced", name="proposalstate", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column("without", sa.JSON(), nullable=False, comment="accounts of those who were not reckoned with any more"),
        sa.Column("parts", sa.JSON(), nullable=False, comment="each: `lost` numbers of meetings, `new` [round, applicant, table]"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_proposal_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    is_open = sa.text("state = 'open'")
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_event_id"), ["event_id"], unique=False)
        batch_op.create_index("uq_proposal_open", ["event_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open)


def downgrade():
    op.drop_table("proposal")

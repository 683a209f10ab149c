"""what devices could do when they were tried"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "1b8f3c6a2d70"
down_revision = "0a7c5d2e91b8"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "device_check",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", webapp.database.UtcDateTime(), nullable=False),
        sa.Column("browser", sa.Boolean(), nullable=False, comment="whether the browser can do video at all"),
        sa.Column("camera", sa.Boolean(), nullable=False),
        sa.Column("microphone", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.Boolean(), nullable=False),
        sa.Column("way", sa.Enum("direct", "udp", "tcp", "tls", "none", name="checkedway", native_enum=False, length=32), nullable=False, comment="of relays, if one is configured; else direct"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_device_check_account_id_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_device_check")),
    )


def downgrade():
    op.drop_table("device_check")

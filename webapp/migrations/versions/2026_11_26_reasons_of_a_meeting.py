"""why two people meet is kept with their meeting; of plans made before this nothing is"""

import sqlalchemy as sa
from alembic import op

revision = "7f2b9c4d10e6"
down_revision = "5d0c7be914a3"
branch_labels = None
depends_on = None

SAYS = "why the two meet, the strongest first: criterion, value, weight, a sentence for each language"


def upgrade():
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("reasons", sa.JSON(), nullable=False, server_default="[]", comment=SAYS))
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.alter_column("reasons", existing_type=sa.JSON(), server_default=None, existing_comment=SAYS)


def downgrade():
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_column("reasons")

"""whether picture and sound of an association's evenings go through the relay only"""

import sqlalchemy as sa
from alembic import op


revision = 'b3d81f60c7a9'
down_revision = 'e7f3a90c5d16'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.add_column(sa.Column('relay_only', sa.Boolean(), server_default=sa.false(), nullable=False, comment="picture and sound go through the operator's relay, never from device to device"))
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.alter_column('relay_only', server_default=None)


def downgrade():
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.drop_column('relay_only')

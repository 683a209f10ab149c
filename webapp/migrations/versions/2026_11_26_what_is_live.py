"""what is live on a device, apart from what the person wants, and a name for whoever sits on a side"""

import sqlalchemy as sa
from alembic import op


revision = 'a41c7d20be55'
down_revision = 'c1a9d0e47b52'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seat', sa.String(length=16), server_default='', nullable=False, comment='what partners know them by; another one ends their media'))
        batch_op.add_column(sa.Column('microphone_live', sa.Boolean(), server_default=sa.false(), nullable=False, comment='on this device'))
        batch_op.add_column(sa.Column('camera_live', sa.Boolean(), server_default=sa.false(), nullable=False, comment='on this device'))
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.alter_column('seat', server_default=None)
        batch_op.alter_column('microphone_live', server_default=None)
        batch_op.alter_column('camera_live', server_default=None)


def downgrade():
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.drop_column('camera_live')
        batch_op.drop_column('microphone_live')
        batch_op.drop_column('seat')

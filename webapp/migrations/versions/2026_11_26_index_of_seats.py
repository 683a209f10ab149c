"""index of seats"""

from alembic import op


revision = '8c1e6f2ab953'
down_revision = '3d52c8a1f0b7'
branch_labels = None
depends_on = None


def upgrade():
    # Read at every check-in of somebody of a firm, and at every message of theirs.
    with op.batch_alter_table('event_table', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_table_representative_account_id'), ['representative_account_id'], unique=False)


def downgrade():
    with op.batch_alter_table('event_table', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_table_representative_account_id'))

"""longer wishes"""

import sqlalchemy as sa
from alembic import op


revision = 'ca0522002cbc'
down_revision = '1b8f3c6a2d70'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('longer_wish',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_longer_wish_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_longer_wish_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'account_id', name=op.f('pk_longer_wish'))
    )
    with op.batch_alter_table('longer_wish', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_longer_wish_account_id'), ['account_id'], unique=False)



def downgrade():
    with op.batch_alter_table('longer_wish', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_longer_wish_account_id'))

    op.drop_table('longer_wish')

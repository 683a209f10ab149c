"""confirmed addresses"""

import sqlalchemy as sa
from alembic import op


revision = 'd20c7b5e8a44'
down_revision = '5b7e0d3a91c4'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_at', sa.DateTime(), nullable=True, comment='when a link first proved that the address is theirs'))
    op.execute(
        'UPDATE account SET confirmed_at = (SELECT min(used_at) FROM sign_in_link WHERE sign_in_link.account_id = account.id)'
    )


def downgrade():
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('confirmed_at')

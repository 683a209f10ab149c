"""the start and the end of registration before somebody pressed start now"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = '5b7e0d3a91c4'
down_revision = 'c95a1f3e7b20'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('starts_at_before', webapp.database.UtcDateTime(), nullable=True, comment='the start before somebody pressed start now; empty: nobody has'))
        batch_op.add_column(sa.Column('registration_closes_at_before', webapp.database.UtcDateTime(), nullable=True))


def downgrade():
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_column('registration_closes_at_before')
        batch_op.drop_column('starts_at_before')

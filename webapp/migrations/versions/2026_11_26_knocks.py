"""knocks"""

import sqlalchemy as sa
from alembic import op


revision = 'c95a1f3e7b20'
down_revision = 'b7d2e0a4c913'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('knock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=20), nullable=False, comment='which of the forms was sent'),
    sa.Column('association_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False, comment='the checked answers of the form'),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['association_id'], ['association.id'], name=op.f('fk_knock_association_id_association')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knock'))
    )
    with op.batch_alter_table('knock', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knock_association_id'), ['association_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_knock_next_attempt_at'), ['next_attempt_at'], unique=False)


def downgrade():
    op.drop_table('knock')

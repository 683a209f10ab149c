"""calls for help"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = 'a97d3e5c1f62'
down_revision = 'f2c6d81b07e4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('help_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True, comment='the talk they were in'),
    sa.Column('kind', sa.Enum('help', 'report', name='helpkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('at', webapp.database.UtcDateTime(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True, comment='who looks after it'),
    sa.Column('done_at', webapp.database.UtcDateTime(), nullable=True, comment='empty: it is open'),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_help_call_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_help_call_event_id_event'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_help_call_meeting_id_meeting'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['taken_by_id'], ['account.id'], name=op.f('fk_help_call_taken_by_id_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_call'))
    )
    with op.batch_alter_table('help_call', schema=None) as batch_op:
        batch_op.create_index('ix_help_call_event_id_account_id', ['event_id', 'account_id'], unique=False)
        batch_op.create_index('uq_help_call_open', ['event_id', 'account_id'], unique=True, sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_help_call_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_help_call_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_help_call_taken_by_id'), ['taken_by_id'], unique=False)


def downgrade():
    op.drop_table('help_call')

"""the diary of the desk, and what it announces"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = 'f2c6d81b07e4'
down_revision = '8c1e6f2ab953'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('desk_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True, comment='empty: the account is gone'),
    sa.Column('deed', sa.Enum('started', 'start stopped', 'paused', 'resumed', 'lengthened', 'shortened', 'moved on', 'undone', name='deed', native_enum=False, length=32), nullable=False),
    sa.Column('at', webapp.database.UtcDateTime(), nullable=False),
    sa.Column('phase', sa.Enum('lobby', 'round', 'changeover', 'ended', name='phasekind', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False, comment='of that phase'),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=True, comment='whom it was about'),
    sa.ForeignKeyConstraint(['about_id'], ['account.id'], name=op.f('fk_desk_entry_about_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_desk_entry_account_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_desk_entry_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_entry'))
    )
    with op.batch_alter_table('desk_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_desk_entry_about_id'), ['about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_entry_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_entry_event_id'), ['event_id'], unique=False)
    op.create_table('announcement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('audience', sa.Enum('everybody', 'applicants', 'firms', name='audience', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('at', webapp.database.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_announcement_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement'))
    )
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_event_id'), ['event_id'], unique=False)


def downgrade():
    op.drop_table('announcement')
    op.drop_table('desk_entry')

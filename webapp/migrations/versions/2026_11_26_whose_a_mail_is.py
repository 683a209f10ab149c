"""whose a mail is, and which evening it is about"""

import sqlalchemy as sa
from alembic import op


revision = '3d52c8a1f0b7'
down_revision = '7f2b9c4d10e6'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('account_id', sa.Integer(), nullable=True, comment='whose it is'))
        batch_op.add_column(sa.Column('event_id', sa.Integer(), nullable=True, comment='which evening it is about'))
        batch_op.create_index(batch_op.f('ix_outbox_mail_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_mail_event_id'), ['event_id'], unique=False)
        batch_op.create_foreign_key(
            batch_op.f('fk_outbox_mail_account_id_account'), 'account', ['account_id'], ['id'], ondelete='CASCADE'
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_outbox_mail_event_id_event'), 'event', ['event_id'], ['id'], ondelete='SET NULL'
        )
    # An address has one account at most in an association.
    op.execute(
        'UPDATE outbox_mail SET account_id = (SELECT account.id FROM account'
        ' WHERE account.association_id = outbox_mail.association_id AND account.email = outbox_mail.recipient)'
    )


def downgrade():
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_outbox_mail_event_id_event'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_outbox_mail_account_id_account'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_outbox_mail_event_id'))
        batch_op.drop_index(batch_op.f('ix_outbox_mail_account_id'))
        batch_op.drop_column('event_id')
        batch_op.drop_column('account_id')

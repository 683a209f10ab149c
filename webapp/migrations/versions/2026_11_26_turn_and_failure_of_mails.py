"""turn and failure of mails"""

import sqlalchemy as sa
from alembic import op


revision = '4f1b7c0d9e21'
down_revision = '7ca7029a491c'
branch_labels = None
depends_on = None

KINDS = ('sign_in', 'welcome', 'notice', 'news')
FAILURES = ('unknown_address', 'refused', 'unsendable', 'later', 'silent', 'unreachable', 'unwilling', 'login', 'unsafe')


def upgrade():
    kinds = sa.Enum(*KINDS, name='mailkind', native_enum=False, length=32)
    failures = sa.Enum(*FAILURES, name='failure', native_enum=False, length=32)
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', kinds, server_default='news', nullable=False))
        batch_op.add_column(sa.Column('failure', failures, nullable=True, comment='why it did not leave so far'))
        batch_op.add_column(sa.Column('given_up_at', sa.DateTime(), nullable=True, comment='it is not tried again'))
        batch_op.create_check_constraint(op.f('ck_outbox_mail_mailkind'), sa.column('kind').in_(KINDS))
        batch_op.create_check_constraint(op.f('ck_outbox_mail_failure'), sa.column('failure').in_(FAILURES))
        batch_op.create_index(batch_op.f('ix_outbox_mail_created_at'), ['created_at'], unique=False)
    # What was tried eight times is tried no more, as before.
    op.execute('UPDATE outbox_mail SET given_up_at = next_attempt_at WHERE sent_at IS NULL AND attempts >= 8')


def downgrade():
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_mail_created_at'))
        batch_op.drop_constraint(op.f('ck_outbox_mail_failure'), type_='check')
        batch_op.drop_constraint(op.f('ck_outbox_mail_mailkind'), type_='check')
        batch_op.drop_column('given_up_at')
        batch_op.drop_column('failure')
        batch_op.drop_column('kind')

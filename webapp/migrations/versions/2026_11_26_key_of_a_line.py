"""a line of live text knows the key its browser gave it, so that it is kept once however often it is sent"""

import sqlalchemy as sa
from alembic import op


revision = '5d0c7be914a3'
down_revision = 'b3d81f60c7a9'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('text_line', schema=None) as batch_op:
        batch_op.add_column(sa.Column('key', sa.String(length=36), nullable=True, comment='given by the browser; the same line sent again has the same'))
        batch_op.create_unique_constraint(batch_op.f('uq_text_line_meeting_id_account_id_key'), ['meeting_id', 'account_id', 'key'])


def downgrade():
    with op.batch_alter_table('text_line', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_text_line_meeting_id_account_id_key'), type_='unique')
        batch_op.drop_column('key')

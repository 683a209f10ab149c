"""walk-ins: people without an address or a known age, and codes to sign in with"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "e19b54c7f0a6"
down_revision = "d83a6f1b2c40"
branch_labels = None
depends_on = None

ADDRESS = "uq_account_association_id_email"
has_one = sa.text("email <> ''")


def upgrade():
    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", webapp.database.UtcDateTime(), nullable=False),
        sa.Column("expires_at", webapp.database.UtcDateTime(), nullable=False),
        sa.Column("next_path", sa.String(length=200), nullable=False, comment="the page it leads to; empty: start"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_code_account_id_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_sign_in_code_code_hash")),
    )
    with op.batch_alter_table("sign_in_code") as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_code_account_id"), ["account_id"], unique=False)
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint(batch_op.f(ADDRESS), type_="unique")
        batch_op.alter_column("email", existing_type=sa.String(254), existing_nullable=False, comment="lower case; empty: a walk-in who has none")
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_index(ADDRESS, ["association_id", "email"], unique=True, sqlite_where=has_one, postgresql_where=has_one)
    with op.batch_alter_table("applicant") as batch_op:
        batch_op.alter_column("birth_year", existing_type=sa.Integer(), nullable=True, comment="empty: a walk-in whom nobody has asked")
        batch_op.alter_column("birth_month", existing_type=sa.Integer(), nullable=True)


def downgrade():
    # Whoever has no address or no age cannot be kept by what was before.
    op.execute("UPDATE account SET email = 'walk-in-' || id || '@invalid' WHERE email = ''")
    op.execute("UPDATE applicant SET birth_year = 2010, birth_month = 1 WHERE birth_year IS NULL OR birth_month IS NULL")
    with op.batch_alter_table("applicant") as batch_op:
        batch_op.alter_column("birth_month", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("birth_year", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_index(ADDRESS)
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint(batch_op.f(ADDRESS), ["association_id", "email"])
    op.drop_table("sign_in_code")

"""
The page inside Telegram: own codes on known devices, how often a login was used, and links that open one paper.

No row of these holds anything of a client.  On PostgreSQL each is seen by the house alone.

The oldest code that can run beside it: that of step 0005, which does not know these columns and tables.
"""

from alembic import op
import sqlalchemy as sa

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("page_device", "page_login")
HOUSE = "(SELECT current_setting('interlude.actor', true)) = 'house'"


def upgrade() -> None:
    op.add_column("page_link", sa.Column("paper", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("page_session", sa.Column("device", sa.String(length=32), nullable=True))
    op.create_table(
        "page_device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_page_device_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_page_device_token_hash")),
    )
    op.create_index("ix_page_device_person", "page_device", ["person"], unique=False)
    op.create_table(
        "page_login",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_page_login")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"CREATE POLICY rows ON {table} USING ({HOUSE})")
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("page_session") as batch:
        batch.drop_column("device")
    with op.batch_alter_table("page_link") as batch:
        batch.drop_column("paper")

"""
Notices that cannot wait: who was told, who has seen it, and whether it went further.

On PostgreSQL each is seen by the house alone, which asks the gate first.

The oldest code that can run beside it: that of step 0006, which does not know this table.
"""

from alembic import op
import sqlalchemy as sa

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HOUSE = "(SELECT current_setting('interlude.actor', true)) = 'house'"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client"], ["person.id"], name=op.f("fk_notice_client"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("client", "id", name=op.f("uq_notice_client_id")),
    )
    op.create_index("ix_notice_staff_seen_at", "notice", ["staff", "seen_at"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE POLICY rows ON notice USING ({HOUSE})")
        op.execute("ALTER TABLE notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_table("notice")

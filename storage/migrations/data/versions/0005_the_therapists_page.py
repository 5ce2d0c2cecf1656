"""
The therapist's page: one-time links, sign-ins and second factors.  No row of these holds anything of a client.

On PostgreSQL each is seen by the house alone.

The oldest code that can run beside it: that of step 0003, which does not know these tables.
"""

from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("page_link", "page_session", "second_factor")
HOUSE = "(SELECT current_setting('interlude.actor', true)) = 'house'"


def moment(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def upgrade() -> None:
    op.create_table(
        "page_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("client", sa.String(length=32), nullable=True),
        moment("made_at", null=False),
        moment("used_at"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_page_link_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_page_link_token_hash")),
    )
    op.create_table(
        "page_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        moment("opened_at", null=False),
        moment("touched_at", null=False),
        moment("unlocked_at"),
        moment("ended_at"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_page_session_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_page_session_token_hash")),
    )
    op.create_index("ix_page_session_person", "page_session", ["person"], unique=False)
    op.create_table(
        "second_factor",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        moment("confirmed_at"),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        moment("closed_until"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_second_factor_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_second_factor")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"CREATE POLICY rows ON {table} USING ({HOUSE})")
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)

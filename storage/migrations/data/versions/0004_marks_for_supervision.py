"""
Marks for supervision: what a counsellor wants to discuss, with the question and what came of it.

On PostgreSQL a mark is guarded as a safety note is: seen by the client's therapist, never by the client.  Supervisors
read it through the house, which asks the gate first.

The oldest code that can run beside it: that of step 0003, which does not know this table.
"""

from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ACTOR = "(SELECT current_setting('interlude.actor', true))"


def upgrade() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discussed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client"], ["person.id"], name=op.f("fk_mark_client"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("client", "id", name=op.f("uq_mark_client_id")),
    )
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.create_index("ix_mark_discussed_at", ["discussed_at"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        link = f"care.client = mark.client AND care.staff = {ACTOR} AND care.kind = 'therapist'"
        here = f"EXISTS (SELECT FROM person WHERE id = {ACTOR} AND state <> 'ended')"
        theirs = f"(EXISTS (SELECT FROM care WHERE {link} AND care.until_at IS NULL) AND {here})"
        op.execute(f"CREATE POLICY rows ON mark USING ({ACTOR} = 'house' OR {theirs})")
        op.execute("ALTER TABLE mark ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_table("mark")

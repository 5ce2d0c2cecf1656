"""
Courses, sessions, tasks, scheduled contacts and safety notes; and since when staff let a client's chat be silent.

On PostgreSQL each is guarded as the rest of a client's rows (see 0002); a safety note is not seen by the client.

The oldest code that can run beside it: that of step 0002, which does not know these tables.
"""

from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTOR = "(SELECT current_setting('interlude.actor', true))"
TABLES = ("course", "session", "task", "contact", "safety_note")
INDEXES = (
    ("course", ("client", "ended_at")),
    ("session", ("client", "meets_at")),
    ("session", ("meets_at",)),
    ("task", ("client", "state")),
    ("contact", ("client", "done_at")),
    ("safety_note", ("client", "at")),
)


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=False)


def _at(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_client")
    return sa.ForeignKeyConstraint(["client"], ["person.id"], name=name, ondelete="CASCADE")


def _of_course(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_client_course")
    return sa.ForeignKeyConstraint(
        ["client", "course"], ["course.client", "course.id"], name=name, ondelete="CASCADE"
    )


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("client", "id", name=op.f(f"uq_{table}_client_id")),
    )


def upgrade() -> None:
    op.create_table(
        "course",
        _id("id"),
        _id("client"),
        sa.Column("template", sa.String(length=20), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("days_apart", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _at("opened_at", null=False),
        _at("ended_at"),
        sa.Column("ended", sa.String(length=16), nullable=True),
        _of_person("course"),
        *_keys("course"),
    )
    op.create_table(
        "session",
        _id("id"),
        _id("client"),
        _id("course"),
        _at("meets_at", null=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        _at("logged_at"),
        sa.Column("logged_by", sa.String(length=8), nullable=True),
        sa.Column("moves", sa.Integer(), nullable=False),
        _of_course("session"),
        *_keys("session"),
    )
    op.create_table(
        "task",
        _id("id"),
        _id("client"),
        _id("course"),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _at("made_at", null=False),
        _at("agreed_at"),
        _at("paused_at"),
        _at("closed_at"),
        _of_course("task"),
        *_keys("task"),
    )
    op.create_table(
        "contact",
        _id("id"),
        _id("client"),
        sa.Column("reason", sa.String(length=12), nullable=False),
        _at("due_at", null=False),
        _at("made_at", null=False),
        _at("done_at"),
        sa.Column("done_by", sa.String(length=32), nullable=True),
        _of_person("contact"),
        *_keys("contact"),
    )
    op.create_table(
        "safety_note",
        _id("id"),
        _id("client"),
        _id("staff"),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        _at("at", null=False),
        _of_person("safety_note"),
        *_keys("safety_note"),
    )
    with op.batch_alter_table("client_settings", schema=None) as batch_op:
        batch_op.add_column(_at("quiet_at"))
    for table, columns in INDEXES:
        name = f"ix_{table}_{'_'.join(columns)}"
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(name, list(columns), unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            _guard(table)


def downgrade() -> None:
    for table in ("safety_note", "contact", "task", "session", "course"):
        op.drop_table(table)
    with op.batch_alter_table("client_settings", schema=None) as batch_op:
        batch_op.drop_column("quiet_at")


def _guard(table: str) -> None:
    own = "" if table == "safety_note" else f" OR {table}.client = {ACTOR}"
    link = f"care.client = {table}.client AND care.staff = {ACTOR} AND care.kind = 'therapist'"
    here = f"EXISTS (SELECT FROM person WHERE id = {ACTOR} AND state <> 'ended')"
    theirs = f"(EXISTS (SELECT FROM care WHERE {link} AND care.until_at IS NULL) AND {here})"
    op.execute(f"CREATE POLICY rows ON {table} USING ({ACTOR} = 'house'{own} OR {theirs})")
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")

"""
On PostgreSQL the rows of a client can be seen by that client and by the therapist of a standing link, by nobody else.

The database itself asks who wants to know: `interlude.actor` is a person's id, or 'house' for the bot's own work.  Where
it is not set, no row is there.  SQLite has no such thing, and this step changes nothing in it.

- OF_A_CLIENT: what a client has, and what staff may come to read.  A private entry is not shown to staff.  `kind` and
  `until_at` are what the gate asks; an invited therapist, and a supervisor who only is told of things, read nothing.
- THE_HOUSE_ONLY: how conversations are carried.  Journals hold private answers as well, and nobody but the bot
  has anything to look for there; `chat` and `inbox` do not even know whose they are.
- `care` is seen by both its ends and written by the house only: nobody may link themselves to a client.
- `deployment` and `budget` have no rows about anybody and are left as they are.

The oldest code that can run beside it: that of this step; older processes do not say who they are and see no row.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ACTOR = "(SELECT current_setting('interlude.actor', true))"
HOUSE = f"{ACTOR} = 'house'"
OF_A_CLIENT = {
    "audit": "client",
    "client_settings": "client",
    "consent": "client",
    "delivery": "client",
    "entry": "client",
    "invite": "person",
    "person": "id",
    "prompt": "client",
}
THE_HOUSE_ONLY = ("chat", "due", "inbox", "journal", "outbox", "receipt", "run")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in OF_A_CLIENT.items():
        _guard(table, f"{HOUSE} OR {table}.{column} = {ACTOR} OR {_cared_for(table, column)}")
    for table in THE_HOUSE_ONLY:
        _guard(table, HOUSE)
    _guard("care", HOUSE)
    op.execute(f"CREATE POLICY ends ON care FOR SELECT USING (care.client = {ACTOR} OR care.staff = {ACTOR})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP POLICY ends ON care")
    for table in (*OF_A_CLIENT, *THE_HOUSE_ONLY, "care"):
        op.execute(f"DROP POLICY rows ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")


def _guard(table: str, condition: str) -> None:
    op.execute(f"CREATE POLICY rows ON {table} USING ({condition})")
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def _cared_for(table: str, column: str) -> str:
    """Say that a therapist asks about a client of theirs; `person` cannot ask itself whether that therapist has left."""
    here = "" if table == "person" else f" AND EXISTS (SELECT FROM person WHERE id = {ACTOR} AND state <> 'ended')"
    shown = " AND NOT entry.private" if table == "entry" else ""
    link = f"care.client = {table}.{column} AND care.staff = {ACTOR} AND care.kind = 'therapist'"
    return f"(EXISTS (SELECT FROM care WHERE {link} AND care.until_at IS NULL){here}{shown})"

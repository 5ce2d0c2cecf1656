"""
The tables of the data database and of the keys database, as SQLAlchemy Core sees them.

Ids are random 128-bit hex strings made in the application, so that the sealing context of a row exists
before the row does.  Every column that holds what a person wrote is `LargeBinary` and sealed.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
data = MetaData(naming_convention=NAMING)
keys = MetaData(naming_convention=NAMING)


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's own signature
        """Refuse a moment without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"storage: '{value}' has no time zone; moments are kept as aware UTC")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002 - the same
        """Give the moment its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def id_column(name: str = "id", *, primary: bool = False, null: bool = False) -> Column[str]:
    """Give a column that holds a random 128-bit id in hex."""
    return Column(name, String(32), primary_key=primary, nullable=null)


deployment = Table(
    "deployment",
    data,
    Column("name", String(40), primary_key=True),  # kind = real | playground, bot_id, polling offset, programme …
    Column("value", String(400), nullable=False),
)

chat = Table(  # one row a Telegram private chat that we know: the row that is locked first
    "chat",
    data,
    Column("chat_index", LargeBinary(32), primary_key=True),  # keyed blind index of (bot, telegram id)
    Column("face", String(8), nullable=False, default="client"),  # client | staff: which role speaks now
    Column("reachable", Boolean, nullable=False, default=True),
    Column("unreachable_since", Instant),
    Column("held_until", Float),  # a 429 of this chat: machine seconds
    Column("tokens", Float, nullable=False, default=5.0),  # per-chat bucket of 5, one back a second
    Column("tokens_at", Float, nullable=False, default=0.0),
)

person = Table(
    "person",
    data,
    id_column(primary=True),
    Column("face", String(8), nullable=False),  # client | staff
    Column("role", String(12), nullable=False),  # client | therapist | supervisor
    Column("chat_index", LargeBinary(32)),  # none before a chat has claimed this person
    Column("chat", LargeBinary),  # sealed Telegram chat id (int)
    Column("name", LargeBinary),  # sealed: nickname of a client, name of staff
    Column("language", String(16), nullable=False, default="en"),
    Column("zone", String(64), nullable=False, default="UTC"),
    Column("digits", String(8), nullable=False, default="latin"),  # latin | native
    Column("state", String(12), nullable=False),  # invited joining waiting active paused ended refused
    Column("reads_on", String(40)),  # staff: '1,2,3,4,5' ISO weekdays on which the log is usually read
    Column("away_from", Instant),
    Column("away_until", Instant),
    Column("cover", LargeBinary),  # sealed: who covers the absence
    Column("created_at", Instant, nullable=False),
    Column("joined_at", Instant),
    Column("stopped_at", Instant),  # the client tapped stop; nothing is sent until start
    UniqueConstraint("chat_index", "face"),
    CheckConstraint("face IN ('client','staff')", name="face"),
)

care = Table(  # who may read whom: the therapist-client link, with dates
    "care",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("staff", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(12), nullable=False),  # therapist | supervisor
    Column("from_at", Instant, nullable=False),
    Column("until_at", Instant),
    UniqueConstraint("client", "id"),
)

client_settings = Table(
    "client_settings",
    data,
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("quiet_from", String(5), nullable=False, default="21:00"),  # local wall time
    Column("quiet_until", String(5), nullable=False, default="09:00"),
    Column("check_in_weekday", Integer, nullable=False, default=4),  # ISO weekday 1..7
    Column("check_in_time", String(5), nullable=False, default="18:00"),
    Column("opens_self", Boolean, nullable=False, default=False),  # "only when I open you"
    Column("paused_until", Instant),  # pause or holiday
    Column("weekly_budget", Integer, nullable=False, default=3),
    Column("discreet", Boolean, nullable=False, default=True),  # neutral notifications
    Column("help_label", String(12), nullable=False, default="help"),  # help | more | neutral
    Column("quiet_at", Instant),  # staff let everything be silent; their reason is not kept
)

invite = Table(
    "invite",
    data,
    id_column(primary=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the token itself is never kept
    Column("kind", String(16), nullable=False),  # client | therapist | supervisor | same_client
    Column("made_by", String(32), ForeignKey("person.id", ondelete="CASCADE")),
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE")),  # who is claimed by this link
    Column("language", String(16)),
    Column("label", LargeBinary),  # sealed with made_by's key: what the therapist calls them meanwhile
    Column("expires_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("claimed_index", LargeBinary(32)),
    Column("claimed_chat", LargeBinary),  # same_client: the new chat id, sealed with the person's key, until confirmed
    Column("code", String(40)),  # three pictures named aloud, e.g. 'boat,key,sun'
    Column("confirmed_at", Instant),
    Column("revoked_at", Instant),
)

consent = Table(
    "consent",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("part", String(12), nullable=False),  # message | store | share | research
    Column("answer", Boolean, nullable=False),
    Column("text_id", String(40), nullable=False),
    Column("text_version", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("text_hash", LargeBinary(32)),  # of the text as sent, from the outbox row
    Column("shown", String(32)),  # outbox row whose button was pressed
    Column("at", Instant, nullable=False),
    UniqueConstraint("client", "id"),
)

run = Table(
    "run",
    data,
    id_column(primary=True),
    Column("about", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),  # whose data, whose key
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),  # who talks
    Column("flow", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("args", LargeBinary, nullable=False),  # sealed JSON, ids only
    Column("state", String(10), nullable=False),  # open parked done later cancelled expired missed
    Column("floor", Boolean, nullable=False, default=False),
    Column("seq", Integer, nullable=False, default=0),  # last journal row; compare-and-set
    Column("answered", Integer, nullable=False, default=0),
    Column("prompted", Boolean, nullable=False, default=False),  # begun by a prompt, not by a wish
    Column("delivery", String(32)),
    Column("opened_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),
    Column("closes_at", Instant),
    Column("closed_at", Instant),
    Column("error", String(200)),  # parked: kind and place, never content
    UniqueConstraint("about", "id"),
)
Index("ix_run_person_state", run.c.person, run.c.state)

journal = Table(
    "journal",
    data,
    Column("run", String(32), nullable=False, primary_key=True),
    Column("seq", Integer, nullable=False, primary_key=True),
    Column("about", String(32), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("key", String(80), nullable=False),
    Column("shape", String(64), nullable=False),
    Column("value", LargeBinary, nullable=False),  # sealed JSON
    Column("at", Instant, nullable=False),
    Column("update_id", BigInteger),
    ForeignKeyConstraint(["about", "run"], ["run.about", "run.id"], ondelete="CASCADE"),
)

entry = Table(
    "entry",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("run", String(32)),  # no foreign key: journals and runs are tidied, entries stay
    Column("step", String(120), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("value", LargeBinary, nullable=False),  # sealed JSON
    Column("language", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("private", Boolean, nullable=False, default=False),
    Column("superseded_at", Instant),
    Column("changes", Boolean, nullable=False, default=False),  # replaces an earlier turn: the log says "changed"
    UniqueConstraint("run", "step", "turn"),
    UniqueConstraint("client", "id"),
)
Index("ix_entry_client_at", entry.c.client, entry.c.at)

inbox = Table(
    "inbox",
    data,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("bot", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_index", LargeBinary(32)),  # none: no private chat could be read from it
    Column("urgent", Boolean, nullable=False, default=False),  # a help or stop wish
    Column("body", LargeBinary),  # sealed with the house key; erased in the commit that handles it
    Column("received_at", Instant, nullable=False),
    Column("handled_at", Instant),
    Column("outcome", String(20)),  # answered wished ignored aside unparsable
    UniqueConstraint("bot", "update_id"),
)
Index(
    "ix_inbox_waiting",
    inbox.c.chat_index,
    inbox.c.id,
    sqlite_where=inbox.c.handled_at.is_(None),
    postgresql_where=inbox.c.handled_at.is_(None),
)

outbox = Table(
    "outbox",
    data,
    id_column(primary=True),
    Column("place", BigInteger, nullable=False),  # order within a chat: taken from a counter
    Column("token", String(22), nullable=False, unique=True),  # what buttons carry
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("chat_index", LargeBinary(32), nullable=False),
    Column("about", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("run", String(32)),
    Column("step", String(120)),  # effect key within the run
    Column("turn", Integer),
    Column("kind", String(12), nullable=False),  # question say card notice nudge settle delete photo voice
    Column("urgency", Integer, nullable=False),  # 0 safety, 1 reply, 2 prompt, 3 courtesy
    Column("policy", String(8), nullable=False),  # least = at least once, most = at most once
    Column("payload", LargeBinary),  # sealed; erased when sent, expired or withdrawn
    Column("state", String(10), nullable=False),  # pending sending sent failed unknown withdrawn aside
    Column("not_before", Instant),  # calendar
    Column("retry_at", Float),  # machine seconds
    Column("lease_until", Float),  # machine seconds
    Column("leased_by", String(32)),
    Column("attempts", Integer, nullable=False, default=0),
    Column("uncertain", Integer, nullable=False, default=0),  # ends we could not see; the second makes it unknown
    Column("hangs_on", String(60)),  # e.g. 'prompt:ID', 'consent:message'
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("message_id", BigInteger),
    Column("language", String(16)),
    Column("build", String(16)),  # catalog build
    Column("text_hash", LargeBinary(32)),
    Column("error", String(120)),
    UniqueConstraint("run", "step", "turn"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.chat_index,
    outbox.c.urgency,
    outbox.c.place,
    sqlite_where=outbox.c.state.in_(["pending", "sending"]),
    postgresql_where=outbox.c.state.in_(["pending", "sending"]),
)

budget = Table(  # one row: what all replicas may send together
    "budget",
    data,
    Column("bot", BigInteger, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("tokens_at", Float, nullable=False),
    Column("held_until", Float),
)

due = Table(
    "due",
    data,
    id_column(primary=True),
    Column("kind", String(20), nullable=False),  # prompt window wake gone tidy escalate sweep …
    Column("subject", String(80), nullable=False),
    Column("about", String(32), ForeignKey("person.id", ondelete="CASCADE")),
    Column("due_at", Instant, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("kind", "subject", "due_at"),
)
Index("ix_due_waiting", due.c.due_at, sqlite_where=due.c.done_at.is_(None), postgresql_where=due.c.done_at.is_(None))

prompt = Table(
    "prompt",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("flow", String(40), nullable=False),
    Column("args", LargeBinary),  # sealed
    Column("spec", String(400), nullable=False),  # JSON of flows.timing.Recurrence
    Column("zone", String(64), nullable=False),
    Column("next_due_at", Instant),  # none: nothing is planned
    Column("next_slot", String(40)),
    Column("paused_until", Instant),
    Column("grace", Integer, nullable=False),  # seconds
    Column("withdrawn_at", Instant),
    UniqueConstraint("client", "id"),
)

delivery = Table(
    "delivery",
    data,
    id_column(primary=True),
    Column("client", String(32), nullable=False),
    Column("prompt", String(32), nullable=False),
    Column("slot", String(40), nullable=False),  # local: '2026-10-25/18:00' or 'session:ID:-24h'
    Column("due_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column(
        "outcome", String(20)
    ),  # waiting begun paused quiet budget unreachable late gave_way stopped no_consent answered missed
    Column("run", String(32)),
    UniqueConstraint("prompt", "slot"),
    ForeignKeyConstraint(["client", "prompt"], ["prompt.client", "prompt.id"], ondelete="CASCADE"),
)
Index("ix_delivery_client_due", delivery.c.client, delivery.c.due_at)

audit = Table(
    "audit",
    data,
    id_column(primary=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(32), nullable=False),  # person id, or 'operator'
    Column("client", String(32)),  # kept as an id after forgetting
    Column("deed", String(40), nullable=False),  # read_log, confirm, invite, forget …
    Column("purpose", String(20), nullable=False),
)
Index("ix_audit_client_at", audit.c.client, audit.c.at)

receipt = Table(  # what a forgotten client is told, written before the key goes
    "receipt",
    data,
    id_column(primary=True),
    Column("subject", String(32), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # sealed with the house key
    Column("stage", String(12), nullable=False),  # marked shredded deleted told
    Column("at", Instant, nullable=False),
)

wrapped_key = Table(
    "wrapped_key",
    keys,
    Column("key_id", Integer, primary_key=True, autoincrement=True),
    Column("owner", String(32), nullable=False, unique=True),  # person id, or 'house', 'index', 'audit'
    Column("wrapped", LargeBinary(64), nullable=False),  # RFC 3394 under the KEK
    Column("created_at", Instant, nullable=False),
)
erasure = Table(
    "erasure",
    keys,
    Column("owner_mac", LargeBinary(32), primary_key=True),
    Column("at", Instant, nullable=False),
)

"""The tables of the page, and of notices that cannot wait: links, who is signed in where, second factors, who was told."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
)

from storage.tables import Instant, data, id_column

page_link = Table(  # a way in that opens once; only the SHA-256 of its token is kept
    "page_link",
    data,
    id_column(primary=True),
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    id_column("client", null=True),  # whom the page opens on; an id without rights of its own
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("paper", Boolean, nullable=False, server_default=false()),  # opens one brief to print, and nothing else
)

page_session = Table(
    "page_session",
    data,
    id_column(primary=True),
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("opened_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),
    Column("unlocked_at", Instant),  # the second factor was shown
    id_column("device", null=True),  # of `page_device`; none: the six digits of the app are asked
    Column("ended_at", Instant),
)
Index("ix_page_session_person", page_session.c.person)

page_device = Table(  # a device on which somebody of the staff has a code of their own
    "page_device",
    data,
    id_column(primary=True),
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("code", LargeBinary, nullable=False),  # sealed with the person's own key
    Column("made_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
)
Index("ix_page_device_person", page_device.c.person)

page_login = Table(  # how often signed data of Telegram was exchanged for a session
    "page_login",
    data,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("first_at", Instant, nullable=False),
    Column("times", Integer, nullable=False),
)

second_factor = Table(
    "second_factor",
    data,
    Column("person", String(32), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", LargeBinary, nullable=False),  # sealed with the person's own key
    Column("confirmed_at", Instant),  # a first code was right; before that the secret is shown again
    Column("last_step", BigInteger, nullable=False, default=0),  # a code opens once
    Column("failures", Integer, nullable=False, default=0),
    Column("closed_until", Instant),  # after too many wrong codes
)

notice = Table(  # who was told what about a client, and whether they have seen it; never a word of the client
    "notice",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("staff", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    id_column("letter"),  # the message, which is pruned after a month
    Column("sent_at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("escalated_at", Instant),
    UniqueConstraint("client", "id"),
)
Index("ix_notice_staff_seen_at", notice.c.staff, notice.c.seen_at)

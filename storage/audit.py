"""The audit: who did what to whom, and why; never what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import exists, func, insert, select

from storage.access import Actor
from storage.base import Transaction
from storage.tables import audit as audit_table

# What shows that somebody has read what a client wrote, or done something for them: not a link that was asked for and
# never opened, nor what reads by itself, nor a switch that was set.
ACTED = (
    "read_log", "seen", "plan_contact", "made_contact", "note_safety", "know_item", "read_aloud", "mark_entry",
    "reopen_task", "quiet",
)  # fmt: skip
OPERATOR = Actor("operator", "operator")


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit."""

    at: datetime
    actor: str
    client: str | None
    deed: str
    purpose: str
    id: str


async def note(tx: Transaction, actor: Actor, client: str | None, deed: str, purpose: str) -> None:
    """Write one line, in the commit of the deed itself."""
    row = {"id": uuid4().hex, "at": tx.now, "actor": actor.person, "client": client, "deed": deed, "purpose": purpose}
    await tx.db.execute(insert(audit_table).values(row))


async def last(tx: Transaction, actor: str, client: str, deed: str) -> datetime | None:
    """Give when somebody did something about a client for the last time."""
    query = select(func.max(audit_table.c.at)).where(audit_table.c.client == client, audit_table.c.deed == deed)
    found: datetime | None = await tx.db.scalar(query.where(audit_table.c.actor == actor))
    return found


async def last_of(tx: Transaction, actor: str, clients: Sequence[str], deed: str) -> Mapping[str, datetime]:
    """Give when somebody did something about each of some clients for the last time, by client."""
    query = select(audit_table.c.client, func.max(audit_table.c.at).label("at")).where(
        audit_table.c.client.in_(clients), audit_table.c.deed == deed, audit_table.c.actor == actor
    )
    return {row.client: row.at for row in await tx.db.execute(query.group_by(audit_table.c.client))}


async def somebody_acted(tx: Transaction, client: str, since: datetime) -> bool:
    """Say whether staff have read something of a client, or done something for them, after a moment."""
    which = (audit_table.c.client == client, audit_table.c.at > since, audit_table.c.deed.in_(ACTED))
    return bool(await tx.db.scalar(select(exists().where(*which))))


async def of(tx: Transaction, client: str) -> list[Deed]:
    """Give the lines about a client, oldest first: the client may see them all."""
    query = select(*(audit_table.c[name] for name in Deed.__slots__)).where(audit_table.c.client == client)
    rows = await tx.db.execute(query.order_by(audit_table.c.at, audit_table.c.id))
    return [Deed(*row) for row in rows]

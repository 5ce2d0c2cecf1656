"""
Contacts: somebody of the staff shall get in touch, by when, and who did.

Guided programmes work where unguided ones hardly do, so a human contact is an object with a date and not a button.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Select, insert, select, update

from storage.base import Transaction
from storage.course_tables import contact as contact_table

AGAIN = ("planned", "referred")  # of these there may be several
Reason = Literal["planned", "asked", "silence", "unread", "referred"]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that is due, or was made."""

    id: str
    client: str
    reason: Reason
    due_at: datetime
    made_at: datetime
    done_at: datetime | None
    done_by: str | None


async def plan(tx: Transaction, client: str, due_at: datetime, reason: Reason) -> Contact:
    """Plan a contact; where one for the same reason is open already, that one stays."""
    for one in await open_of(tx, client):
        if one.reason == reason and reason not in AGAIN:
            return one
    made = Contact(uuid4().hex, client, reason, due_at, tx.now, None, None)
    values = {name: getattr(made, name) for name in Contact.__slots__}
    await tx.db.execute(insert(contact_table).values(values))
    return made


async def get(tx: Transaction, id: str) -> Contact | None:  # noqa: A002 - an id is called id in every table
    """Give one contact."""
    return next(iter(await _fetch(tx, select(contact_table).where(contact_table.c.id == id))), None)


async def done(tx: Transaction, contact: Contact, staff: str) -> None:
    """Note that somebody got in touch."""
    which = (contact_table.c.id == contact.id, contact_table.c.done_at.is_(None))
    await tx.db.execute(update(contact_table).where(*which).values(done_at=tx.now, done_by=staff))


async def open_of(tx: Transaction, client: str) -> list[Contact]:
    """Give what is still to be done for a client, the most urgent first."""
    query = select(contact_table).where(contact_table.c.client == client, contact_table.c.done_at.is_(None))
    return await _fetch(tx, query)


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Contact]:
    ordered = query.order_by(contact_table.c.due_at, contact_table.c.id)
    return [Contact(**row._mapping) for row in await tx.db.execute(ordered)]  # noqa: SLF001 - SQLAlchemy's public name

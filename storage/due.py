"""Everything that waits for a moment of the calendar: prompts, windows, wakes, tidying; one table, one claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from storage.base import Transaction
from storage.tables import due


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done at a moment; `subject` is an id, `about` the client whose forgetting takes it along."""

    id: str
    kind: str
    subject: str
    about: str | None
    due_at: datetime


async def set(  # noqa: A001 - `due.set` reads as it is said; nothing here needs the builtin
    tx: Transaction, kind: str, subject: str, due_at: datetime, *, about: str | None = None
) -> None:
    """
    Have something happen at a moment; a kind and subject wait for one moment at a time, the latest that was set.

    A moment that is already done is not done again, so setting it twice is harmless.
    """
    await cancel(tx, kind, subject)
    row = {"id": uuid4().hex, "kind": kind, "subject": subject, "about": about, "due_at": due_at}
    await tx.db.execute(insert(due).values(row).on_conflict_do_nothing())


async def claim(tx: Transaction, limit: int = 100, *, kinds: Sequence[str] | None = None) -> list[Due]:
    """Take what is due, earliest first, locked until the commit; what another replica holds is passed over."""
    query = select(due).where(due.c.done_at.is_(None), due.c.due_at <= tx.now)
    if kinds is not None:
        query = query.where(due.c.kind.in_(kinds))
    query = query.order_by(due.c.due_at, due.c.id).limit(limit).with_for_update(skip_locked=True)
    return [_due(row) for row in await tx.db.execute(query)]


async def done(tx: Transaction, id: str) -> None:  # noqa: A002 - an id is called id in every table
    """Mark something as done."""
    await tx.db.execute(update(due).where(due.c.id == id).values(done_at=tx.now))


async def postpone(tx: Transaction, id: str, due_at: datetime) -> None:  # noqa: A002 - as above
    """Look at something again at a later moment."""
    await tx.db.execute(update(due).where(due.c.id == id).values(due_at=due_at))


async def cancel(tx: Transaction, kind: str, subject: str) -> None:
    """Let something not happen; what is done stays done."""
    await tx.db.execute(delete(due).where(due.c.kind == kind, due.c.subject == subject, due.c.done_at.is_(None)))


async def next_at(tx: Transaction, *, kinds: Sequence[str] | None = None) -> datetime | None:
    """Give the next moment at which anything is due."""
    query = select(func.min(due.c.due_at)).where(due.c.done_at.is_(None))
    if kinds is not None:
        query = query.where(due.c.kind.in_(kinds))
    moment: datetime | None = await tx.db.scalar(query)
    return moment


async def waiting_for(tx: Transaction, kind: str, subject: str) -> datetime | None:
    """Give the moment for which a kind and subject wait, if any."""
    query = select(due.c.due_at).where(due.c.kind == kind, due.c.subject == subject, due.c.done_at.is_(None))
    moment: datetime | None = await tx.db.scalar(query)
    return moment


async def starting_with(tx: Transaction, kind: str, prefix: str) -> list[Due]:
    """Give what waits under a kind whose subject begins so."""
    query = select(due).where(due.c.kind == kind, due.c.subject.startswith(prefix), due.c.done_at.is_(None))
    return [_due(row) for row in await tx.db.execute(query.order_by(due.c.subject))]


async def tidy(tx: Transaction, before: datetime) -> int:
    """Delete what was done before a moment."""
    return (await tx.db.execute(delete(due).where(due.c.done_at < before))).rowcount


def _due(row: Row[tuple[object, ...]]) -> Due:
    return Due(id=row.id, kind=row.kind, subject=row.subject, about=row.about, due_at=row.due_at)

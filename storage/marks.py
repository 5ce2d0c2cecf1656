"""Marks: what a counsellor wants to discuss in supervision; a supervisor reads these entries and no others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO UPDATE in the same words

from flows.questions import Json
from storage import consents, log
from storage.access import Actor, gate
from storage.base import Transaction
from storage.course_tables import mark as mark_table

QUESTION, OUTCOME = "mark.question", "mark.outcome"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; question and outcome are words with their language."""

    id: str
    client: str
    staff: str
    entry: str
    question: Json
    outcome: Json
    marked_at: datetime
    discussed_at: datetime | None


async def make(tx: Transaction, actor: Actor, client: str, *, id: str, entry: str, question: Json) -> None:  # noqa: A002 - an id is called id in every table
    """Mark an entry for supervision; the same id marks it anew."""
    await gate(tx, actor, client, "care")
    sealed = await tx.seal(client, QUESTION, id, question) if question is not None else None
    row = {"id": id, "client": client, "staff": actor.person, "entry": entry, "question": sealed, "marked_at": tx.now}
    again = {"entry": entry, "question": sealed}
    await tx.db.execute(insert(mark_table).values(row).on_conflict_do_update(index_elements=["id"], set_=again))


async def discussed(tx: Transaction, actor: Actor, mark: Mark, outcome: Json) -> None:
    """Note that a mark was discussed, and what came of it."""
    await gate(tx, actor, mark.client, "supervise")
    sealed = await tx.seal(mark.client, OUTCOME, mark.id, outcome) if outcome is not None else None
    values = {"outcome": sealed, "discussed_at": tx.now}
    await tx.db.execute(update(mark_table).where(mark_table.c.id == mark.id).values(values))


async def get(tx: Transaction, id: str) -> Mark | None:  # noqa: A002 - as above
    """Give one mark."""
    return next(iter(await _fetch(tx, select(mark_table).where(mark_table.c.id == id))), None)


async def waiting(tx: Transaction) -> list[Mark]:
    """Give every mark that waits for supervision, the oldest first."""
    return await _fetch(tx, select(mark_table).where(mark_table.c.discussed_at.is_(None)))


async def of_staff(tx: Transaction, staff: str, since: datetime) -> list[Mark]:
    """Give what a counsellor has marked: all that waits, and what was discussed since a moment."""
    recent = mark_table.c.discussed_at.is_(None) | (mark_table.c.discussed_at >= since)
    return await _fetch(tx, select(mark_table).where(mark_table.c.staff == staff, recent))


async def entry_of(tx: Transaction, actor: Actor, mark: Mark) -> log.Entry | None:
    """Give the marked entry to whoever may supervise; none while the client does not share it."""
    await gate(tx, actor, mark.client, "supervise")
    if not await consents.allows_until_commit(tx, mark.client, "share"):
        return None
    found = await log.one(tx, actor, mark.client, mark.entry)
    return None if found is None or found.private else found


async def _fetch(tx: Transaction, query: Select[tuple[object, ...]]) -> list[Mark]:
    ordered = query.order_by(mark_table.c.marked_at, mark_table.c.id)
    return [await _mark(tx, row) for row in (await tx.db.execute(ordered)).all()]


async def _mark(tx: Transaction, row: Row[tuple[object, ...]]) -> Mark:
    question = await tx.open(row.client, QUESTION, row.id, row.question) if row.question is not None else None
    outcome = await tx.open(row.client, OUTCOME, row.id, row.outcome) if row.outcome is not None else None
    return Mark(row.id, row.client, row.staff, row.entry, question, outcome, row.marked_at, row.discussed_at)

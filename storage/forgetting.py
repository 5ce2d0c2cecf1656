"""
Forgetting a person, in three steps that can each be repeated.

1. Mark and withdraw (data): nothing more is sent, every conversation is closed, and the receipt is written, sealed with
   the house key.  2. Destroy the key and write the ledger (keys): what it sealed is unreadable at once.  3. Delete the
rows and check the journal of the database (data).  A crash between two steps is taken up at the next start.
"""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.questions import Json
from storage import persons
from storage.base import Store, Transaction
from storage.tables import audit, due, invite, outbox, person, prompt, receipt, run

HOUSE, LABEL = "house", "receipt.body"
MARKED, SHREDDED, DELETED, TOLD = "marked", "shredded", "deleted", "told"
FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a forgotten person is told, and where: `lines` are the host's own JSON."""

    id: str
    subject: str
    stage: str
    chat_id: int | None
    language: str
    lines: Json


async def mark(tx: Transaction, subject: str, lines: Json) -> None:
    """Take the first step, in the commit of the wish itself; repeating it changes nothing."""
    id_, known = uuid4().hex, await persons.get(tx, subject)
    where = {"chat": known.chat_id if known else None, "language": known.language if known else "en"}
    sealed = await tx.seal(HOUSE, LABEL, id_, {**where, "lines": lines})
    row = {"id": id_, "subject": subject, "body": sealed, "stage": MARKED, "at": tx.now}
    await tx.db.execute(insert(receipt).values(row).on_conflict_do_nothing(index_elements=["subject"]))
    await tx.db.execute(update(person).where(person.c.id == subject).values(state=FORGOTTEN))
    unsent = (outbox.c.state.in_(["pending", "sending"]), (outbox.c.person == subject) | (outbox.c.about == subject))
    await tx.db.execute(update(outbox).where(*unsent).values(state="withdrawn", payload=None))
    await tx.db.execute(update(run).where(run.c.about == subject).values(state="cancelled", floor=False))
    stopped = {"withdrawn_at": tx.now, "next_due_at": None, "next_slot": None}
    await tx.db.execute(update(prompt).where(prompt.c.client == subject).values(stopped))
    await tx.db.execute(delete(due).where(due.c.about == subject))
    await tx.db.execute(update(invite).where(invite.c.person == subject).values(revoked_at=tx.now))


async def finish(store: Store) -> list[Receipt]:
    """Take the second and third step for everybody who is marked, and give the receipts that nobody was told yet."""
    async with store.read() as tx:
        waiting = await _receipts(tx)
    for one in waiting:
        if one.stage == MARKED:
            await store.keys.shred(one.subject, store.calendar.now())
            await _reach(store, one, SHREDDED)
        if one.stage in {MARKED, SHREDDED}:
            await _delete(store, one)
    if any(one.stage != DELETED for one in waiting):
        await leave_no_trace(store)
    return waiting


async def told(store: Store, one: Receipt) -> None:
    """Note that the receipt has reached its person, and keep nothing of it."""
    async with store.write() as tx:
        done = {"stage": TOLD, "body": b""}
        await tx.db.execute(update(receipt).where(receipt.c.id == one.id).values(done))


async def replay_ledger(store: Store) -> int:
    """Forget again, after a backup was restored, whoever the ledger of erasures names; say how many."""
    async with store.read() as tx:
        everybody = list(await tx.db.scalars(select(person.c.id)))
    gone = [one for one in everybody if await store.keys.erased(one)]
    async with store.write() as tx:
        await tx.db.execute(delete(person).where(person.c.id.in_(gone)))
    return len(gone)


async def leave_no_trace(store: Store) -> None:
    """Write SQLite's journal into the file, where deleted rows are overwritten."""
    if store.dialect != "sqlite":
        return
    await store.turnstile.enter(0)
    try:
        async with store.writer.connect() as db:
            raw = await db.get_raw_connection()
            await db.rollback()
            cursor = await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
            await cursor.close()
    finally:
        store.turnstile.leave()


async def _delete(store: Store, one: Receipt) -> None:
    async with store.write() as tx:
        await tx.db.execute(delete(person).where(person.c.id == one.subject))
        await tx.db.execute(update(audit).where(audit.c.actor == one.subject).values(actor=FORGOTTEN))
        await tx.db.execute(update(receipt).where(receipt.c.id == one.id).values(stage=DELETED))


async def _reach(store: Store, one: Receipt, stage: str) -> None:
    async with store.write() as tx:
        await tx.db.execute(update(receipt).where(receipt.c.id == one.id).values(stage=stage))


async def _receipts(tx: Transaction) -> list[Receipt]:
    rows = (await tx.db.execute(select(receipt).where(receipt.c.stage != TOLD))).all()
    found = []
    for row in rows:
        body = await tx.open(HOUSE, LABEL, row.id, row.body)
        found.append(Receipt(row.id, row.subject, row.stage, body["chat"], body["language"], body["lines"]))
    return found

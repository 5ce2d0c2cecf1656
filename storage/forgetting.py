"""
Forgetting a person, in three steps that can each be repeated.

1. Mark and withdraw (data): nothing more is sent, every conversation is closed, what staff were shown is taken out of
   their chats, and the receipt is written, sealed with the house key.  What is on its way to staff at this moment is
   waited for, so that it can be taken out as well.
2. Destroy the key and write the ledger (keys): what it sealed is unreadable at once, for everybody.
3. Delete the rows, and overwrite where they stood (data).

`finish` takes up whatever a crash left half done; whoever is told has been forgotten entirely.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.questions import Json
from storage import persons, signing_in
from storage.base import Store, Transaction
from storage.engines import checkpoint
from storage.errors import NotFound
from storage.outbox import DELETE, Outgoing, put, take_back
from storage.sending import LEASE_FOR, PAYLOAD, PENDING, SENDING, WITHDRAWN
from storage.tables import audit, care, chat, due, inbox, invite, outbox, person, prompt, receipt, run

HOUSE, LABEL = "house", "receipt.body"
MARKED, SHREDDED, DELETED, TOLD = "marked", "shredded", "deleted", "told"
FORGOTTEN = "forgotten"
GONE = "gone"  # the due row of a message that is taken out of a chat after some hours
REPLY = 1  # the urgency of what may not be dropped
UNSENT = (PENDING, SENDING)
LOCK = 4_711_062
UNUSED = timedelta(hours=1)  # how long a key may wait for its person


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a forgotten person is told, and where: `lines` are the host's own JSON."""

    id: str
    subject: str
    stage: str
    chat_id: int | None
    chat_index: bytes | None
    language: str
    lines: Json


async def mark(tx: Transaction, subject: str, lines: Json) -> None:
    """Take the first step, in the commit of the wish itself; repeating it changes nothing."""
    known = await persons.get(tx, subject)
    if known is None or known.face != "client":
        raise NotFound  # staff leave by ending their role; what they wrote about clients is the clients'
    if known.state == FORGOTTEN:
        return
    await _write_receipt(tx, known, lines)
    await tx.db.execute(update(person).where(person.c.id == subject).values(state=FORGOTTEN))
    await signing_in.end_all(tx, subject)
    await _withdraw(tx, subject)
    await tx.db.execute(update(run).where(run.c.about == subject).values(state="cancelled", floor=False))
    stopped = {"withdrawn_at": tx.now, "next_due_at": None, "next_slot": None}
    await tx.db.execute(update(prompt).where(prompt.c.client == subject).values(stopped))
    await tx.db.execute(update(invite).where(invite.c.person == subject).values(revoked_at=tx.now))
    await tx.db.execute(update(care).where(care.c.client == subject, care.c.until_at.is_(None)).values(until_at=tx.now))


async def finish(store: Store) -> list[Receipt]:
    """Take the second and third step for everybody who is marked, and give the receipts of those who are forgotten."""
    async with store.read() as tx:
        waiting = await _receipts(tx)
    return [ready for one in waiting if (ready := await _carry_through(store, one)).stage == DELETED]


async def anybody(store: Store) -> bool:
    """Say whether anybody has still to be forgotten or told."""
    async with store.read() as tx:
        return await tx.db.scalar(select(receipt.c.id).where(receipt.c.stage != TOLD).limit(1)) is not None


@asynccontextmanager
async def alone(store: Store) -> AsyncIterator[bool]:
    """Say whether this process may carry forgetting through now; of several replicas one does, so that nobody is told twice."""
    if store.dialect == "sqlite":
        yield True
        return
    async with store.writer.connect() as db:
        await db.execution_options(isolation_level="AUTOCOMMIT")  # no transaction stays open while somebody is told
        ours = bool(await db.scalar(select(func.pg_try_advisory_lock(LOCK))))
        try:
            yield ours
        finally:
            if ours:
                await db.execute(select(func.pg_advisory_unlock(LOCK)))


async def told(store: Store, one: Receipt) -> None:
    """Note that the receipt has reached its person, and keep nothing of it."""
    async with store.write() as tx:
        done = {"stage": TOLD, "body": b""}
        await tx.db.execute(update(receipt).where(receipt.c.id == one.id).values(done))
    await leave_no_trace(store)


async def replay_ledger(store: Store) -> int:
    """Forget again, after a backup was restored, whoever the ledger of erasures names; say how many."""
    async with store.read() as tx:
        everybody = (await tx.db.execute(select(person.c.id, person.c.chat_index))).all()
    gone = [one for one in everybody if await store.keys.erased(one.id)]
    for one in gone:
        await store.keys.shred(one.id, store.calendar.now())  # the backup may have brought the key back
        async with store.write() as tx:
            await _delete(tx, one.id, one.chat_index)
    await leave_no_trace(store)
    return len(gone)


async def sweep_keys(store: Store) -> int:
    """
    Delete keys whose person was never kept, because something failed in between; say how many.

    Data that knows nothing of the hour after a key was made is an older backup, or not the data of these keys: then the
    person may be kept elsewhere, and the key stays.
    """
    long_ago = store.calendar.now() - UNUSED
    waited_long = {owner: at for owner, at in (await store.keys.made_at()).items() if at < long_ago}
    async with store.read() as tx:
        kept = set(await tx.db.scalars(select(person.c.id)))
        unused = [owner for owner, at in waited_long.items() if owner not in kept and await _remembers(tx, at)]
    for owner in unused:
        await store.keys.drop_unused(owner)
    return len(unused)


async def _remembers(tx: Transaction, moment: datetime) -> bool:
    """Say whether anything was kept in the hour after a moment."""
    for at in (person.c.created_at, inbox.c.received_at, outbox.c.created_at, audit.c.at):
        if await tx.db.scalar(select(at).where(at.between(moment, moment + UNUSED)).limit(1)) is not None:
            return True
    return False


async def leave_no_trace(store: Store) -> bool:
    """Overwrite deleted rows in SQLite's file; false when a reader stood in the way, so that it must be repeated."""
    if store.dialect != "sqlite":
        return True
    await store.turnstile.enter(0)
    try:
        return await checkpoint(store.writer)
    finally:
        store.turnstile.leave()


async def _carry_through(store: Store, one: Receipt) -> Receipt:
    if one.stage == MARKED:
        async with store.write() as tx:
            if await _on_its_way_to_staff(tx, one.subject):
                return one
            await _detach(tx, one.subject)
        if not await store.keys.shred(one.subject, store.calendar.now()):
            return one
        one = await _reach(store, one, SHREDDED)
    if one.stage == SHREDDED:
        async with store.write() as tx:
            await _delete(tx, one.subject, one.chat_index)
        if await leave_no_trace(store):
            one = await _reach(store, one, DELETED)
    return one


async def _write_receipt(tx: Transaction, known: persons.Person, lines: Json) -> None:
    id_, index = uuid4().hex, await persons.chat_index(tx, known.id)
    where = {"chat": known.chat_id, "index": index.hex() if index else None, "language": known.language}
    sealed = await tx.seal(HOUSE, LABEL, id_, {**where, "lines": lines})
    row = {"id": id_, "subject": known.id, "body": sealed, "stage": MARKED, "at": tx.now}
    await tx.db.execute(insert(receipt).values(row).on_conflict_do_nothing(index_elements=["subject"]))


async def _withdraw(tx: Transaction, subject: str) -> None:
    """Send nothing more to or about a person, and do nothing more for them; what was done before is not repeated."""
    await _take_out_of_staff_chats(tx, subject)
    await take_back(tx, [(outbox.c.person == subject) | (outbox.c.about == subject)])
    await tx.db.execute(delete(due).where(due.c.about == subject))


async def _take_out_of_staff_chats(tx: Transaction, subject: str) -> None:
    """Delete now what would have been deleted later from the chats of staff; these rows outlive the person."""
    others = (outbox.c.about == subject, outbox.c.person != subject)
    later = select(outbox.c.person, outbox.c.message_id).join(due, due.c.subject == outbox.c.id)
    later = later.where(*others, due.c.kind == GONE, due.c.done_at.is_(None), outbox.c.message_id.is_not(None))
    found = [(row.person, {"delete": row.message_id}) for row in await tx.db.execute(later)]
    waiting = select(outbox.c.id, outbox.c.person, outbox.c.payload)
    deletion = (outbox.c.kind == DELETE, outbox.c.state.in_(UNSENT), outbox.c.error.is_distinct_from(WITHDRAWN))
    waiting = waiting.where(*others, *deletion, outbox.c.payload.is_not(None))
    rows = (await tx.db.execute(waiting)).all()
    found += [(row.person, await tx.open(subject, PAYLOAD, row.id, row.payload)) for row in rows]
    for reader, payload in found:
        await put(tx, Outgoing(reader, reader, DELETE, REPLY, payload))


async def _on_its_way_to_staff(tx: Transaction, subject: str) -> bool:
    """Say whether a message about a person is being sent to somebody else, by a sender that still lives."""
    now = await tx.machine_now()
    lives = outbox.c.lease_until.between(now, now + LEASE_FOR)  # beyond that, by a clock that has begun anew since
    flying = select(outbox.c.id).where(outbox.c.about == subject, outbox.c.person != subject, outbox.c.state == SENDING)
    return await tx.db.scalar(flying.where(lives).limit(1)) is not None


async def _detach(tx: Transaction, subject: str) -> None:
    """Take a person out of all chats and clear their name, before the key that opens both is gone."""
    await _withdraw(tx, subject)  # once more, for what was on its way
    bare = {"chat_index": None, "chat": None, "name": None, "cover": None}
    await tx.db.execute(update(person).where(person.c.id == subject).values(bare))


async def _delete(tx: Transaction, subject: str, chat_index: bytes | None) -> None:
    """Delete a person with all that hangs on them, and what their chat left behind."""
    await tx.db.execute(delete(person).where(person.c.id == subject))
    await tx.db.execute(update(audit).where(audit.c.actor == subject).values(actor=FORGOTTEN))
    if chat_index is None:
        return
    done = (inbox.c.chat_index == chat_index, inbox.c.handled_at.is_not(None))
    await tx.db.execute(update(inbox).where(*done).values(body=None, chat_index=None))
    somebody = exists().where(person.c.chat_index == chat_index)
    await tx.db.execute(delete(chat).where(chat.c.chat_index == chat_index, ~somebody))


async def _reach(store: Store, one: Receipt, stage: str) -> Receipt:
    async with store.write() as tx:
        await tx.db.execute(update(receipt).where(receipt.c.id == one.id).values(stage=stage))
    return replace(one, stage=stage)


async def _receipts(tx: Transaction) -> list[Receipt]:
    query = select(receipt).where(receipt.c.stage != TOLD).order_by(receipt.c.at, receipt.c.id)
    return [await _receipt(tx, row) for row in (await tx.db.execute(query)).all()]


async def _receipt(tx: Transaction, row: Row[Any]) -> Receipt:
    body = await tx.open(HOUSE, LABEL, row.id, row.body)
    index = bytes.fromhex(body["index"]) if body["index"] else None
    return Receipt(row.id, row.subject, row.stage, body["chat"], index, body["language"], body["lines"])

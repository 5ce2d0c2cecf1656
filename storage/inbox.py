"""
The inbox: raw updates, committed before Telegram is told, handled once, oldest first within their chat.

Bodies are sealed with the house key and erased in the commit that handles them; what was set aside keeps its body for
two weeks.  Lock order: the chat, then its update, then the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, case, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.questions import Json
from storage.base import Transaction
from storage.tables import chat, inbox, outbox, person

HOUSE = "house"
LABEL = "inbox.body"
KEPT_FOR = timedelta(days=8)
ASIDE_FOR = timedelta(days=14)
ASIDE, UNPARSABLE = "aside", "unparsable"
LOOKED_AT_TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    One update as it came.

    `outcome` is given for what needs no handling: an unparsable update, kept for a look, or one that is not for us.
    """

    update_id: int
    chat_index: bytes | None
    urgent: bool
    body: bytes
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One update that waits to be handled."""

    id: int
    bot: int
    update_id: int
    chat_index: bytes | None
    urgent: bool
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How the inbox stands, for health and metrics."""

    waiting: int
    aside: int
    unparsable: int
    oldest_at: datetime | None


async def receive(tx: Transaction, bot: int, updates: Sequence[Incoming]) -> int:
    """Store a batch of updates and say how many of them are new."""
    if not updates:
        return 0
    rows = [await _sealed(tx, bot, incoming) for incoming in updates]
    known = insert(inbox).values(rows).on_conflict_do_nothing().returning(inbox.c.id)
    return len((await tx.db.execute(known)).all())


async def next_chat(tx: Transaction) -> bytes | None:
    """Lock a chat that has unhandled updates and that nobody holds: a call for help first, then the longest wait."""
    urgent, first = func.max(case((inbox.c.urgent, 1), else_=0)), func.min(inbox.c.id)
    waiting = select(inbox.c.chat_index).where(inbox.c.handled_at.is_(None), inbox.c.chat_index.is_not(None))
    # A chat that is held is passed over, and one more than we look at is another replica's work or the next round's.
    query = waiting.group_by(inbox.c.chat_index).order_by(urgent.desc(), first).limit(LOOKED_AT_TOGETHER)
    picked: Sequence[bytes] = (await tx.db.scalars(query)).all()
    for chat_index in picked:
        if await _hold(tx, chat_index):
            return chat_index
    return None


async def oldest(tx: Transaction, chat_index: bytes | None, *, urgent_first: bool = True) -> Received | None:
    """Give the update of a locked chat to be handled next; `None` asks for one that belongs to no chat."""
    mine = inbox.c.chat_index.is_(None) if chat_index is None else inbox.c.chat_index == chat_index
    order = (inbox.c.urgent.desc(), inbox.c.id) if urgent_first else (inbox.c.id,)
    query = select(inbox).where(mine, inbox.c.handled_at.is_(None)).order_by(*order).limit(1)
    return await _received(tx, query.with_for_update(skip_locked=True))


async def handled(tx: Transaction, id: int, outcome: str) -> None:  # noqa: A002 - an id is called id in every table
    """Note what became of an update, and erase its body."""
    await _finish(tx, id, outcome=outcome, body=None)


async def aside(tx: Transaction, id: int) -> None:  # noqa: A002 - as above
    """Set an update aside whose handling raised, with its body, so that it never stands at the head of its chat."""
    await _finish(tx, id, outcome=ASIDE)


async def put_back(tx: Transaction, chat_index: bytes) -> int:
    """Have what was set aside in a chat handled again, and say how much that is."""
    mine = (inbox.c.chat_index == chat_index, inbox.c.outcome == ASIDE, inbox.c.body.is_not(None))
    return (await tx.db.execute(update(inbox).where(*mine).values(handled_at=None, outcome=None))).rowcount


async def set_aside(tx: Transaction) -> list[Received]:
    """Give what was set aside and not yet erased, for the operator."""
    query = select(inbox).where(inbox.c.outcome.in_([ASIDE, UNPARSABLE]), inbox.c.body.is_not(None))
    return [await _opened(tx, row) for row in (await tx.db.execute(query.order_by(inbox.c.id))).all()]


async def prune(tx: Transaction) -> int:
    """Delete what was handled eight days ago, and what was set aside two weeks ago."""
    put_aside = inbox.c.body.is_not(None)
    long_ago = (~put_aside & (inbox.c.handled_at < tx.now - KEPT_FOR)) | (inbox.c.handled_at < tx.now - ASIDE_FOR)
    return (await tx.db.execute(delete(inbox).where(long_ago))).rowcount


async def counts(tx: Transaction) -> Counts:
    """Count what waits and what was set aside."""
    waiting = select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.handled_at.is_(None))
    how_many, oldest_at = (await tx.db.execute(waiting)).one()
    outcomes = select(inbox.c.outcome, func.count().label("many")).where(inbox.c.outcome.in_([ASIDE, UNPARSABLE]))
    by_outcome = {row.outcome: row.many for row in await tx.db.execute(outcomes.group_by(inbox.c.outcome))}
    return Counts(how_many, by_outcome.get(ASIDE, 0), by_outcome.get(UNPARSABLE, 0), oldest_at)


async def lock(tx: Transaction, chat_index: bytes) -> bool:
    """Lock the chat row, made where there is none; on SQLite the one writer holds every chat already."""
    this = select(chat.c.chat_index).where(chat.c.chat_index == chat_index)
    if await tx.db.scalar(this) is None and not await _make(tx, chat_index):
        return False
    return await tx.db.scalar(this.with_for_update(skip_locked=True)) is not None


async def _hold(tx: Transaction, chat_index: bytes) -> bool:
    """Lock a chat for which an update waits."""
    if not await lock(tx, chat_index):
        return False
    # Whoever held it until now may have handled the update for which it was picked.
    unhandled = select(inbox.c.id).where(inbox.c.chat_index == chat_index, inbox.c.handled_at.is_(None)).limit(1)
    return await tx.db.scalar(unhandled) is not None


async def _make(tx: Transaction, chat_index: bytes) -> bool:
    """Make a chat row, unless another replica is just making it: on PostgreSQL an insert would wait for that commit."""
    if tx.store.dialect == "postgresql":
        number = int.from_bytes(chat_index[:8], "big", signed=True)
        if not await tx.db.scalar(select(func.pg_try_advisory_xact_lock(number))):
            return False
    await tx.db.execute(insert(chat).values(chat_index=chat_index).on_conflict_do_nothing())
    return True


async def _finish(tx: Transaction, id: int, **values: Any) -> None:  # noqa: A002 - columns of one row
    finished = update(inbox).where(inbox.c.id == id).values(handled_at=tx.now, **values)
    chat_index = await tx.db.scalar(finished.returning(inbox.c.chat_index))
    if chat_index is not None:
        await _leave_no_trace(tx, chat_index)


async def _leave_no_trace(tx: Transaction, chat_index: bytes) -> None:
    """Delete the chat row of a stranger, which was there to be locked; nothing of them is kept but the inbox row."""
    somebody = exists().where(person.c.chat_index == chat_index)
    posted = exists().where(outbox.c.chat_index == chat_index, outbox.c.state.in_(["pending", "sending"]))
    await tx.db.execute(delete(chat).where(chat.c.chat_index == chat_index, ~somebody, ~posted))


async def _sealed(tx: Transaction, bot: int, incoming: Incoming) -> dict[str, Any]:
    kept = incoming.outcome in (None, ASIDE, UNPARSABLE)
    return {
        "bot": bot,
        "update_id": incoming.update_id,
        "chat_index": incoming.chat_index,
        "urgent": incoming.urgent,
        "body": await tx.seal(HOUSE, LABEL, f"{bot}:{incoming.update_id}", _json(incoming.body)) if kept else None,
        "received_at": tx.now,
        "handled_at": tx.now if incoming.outcome else None,
        "outcome": incoming.outcome,
    }


async def _received(tx: Transaction, query: Select[Any]) -> Received | None:
    row = (await tx.db.execute(query)).one_or_none()
    return await _opened(tx, row) if row is not None else None


async def _opened(tx: Transaction, row: Row[Any]) -> Received:
    body = _bytes(await tx.open(HOUSE, LABEL, f"{row.bot}:{row.update_id}", row.body))
    return Received(row.id, row.bot, row.update_id, row.chat_index, row.urgent, body, row.received_at)


def _json(body: bytes) -> Json:
    """Give a body as JSON; Telegram sends UTF-8, and whatever else arrives is kept byte for byte all the same."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return {"hex": body.hex()}


def _bytes(kept: Json) -> bytes:
    return kept.encode() if isinstance(kept, str) else bytes.fromhex(kept["hex"])

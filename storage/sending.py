"""
Sending: which rows of the outbox may go now, and how each send ended.

Order per chat: a row goes when no earlier waiting row of its chat has the same or a higher urgency, so that safety
passes everything.  A chat has one message in flight, apart from safety.  Replicas draw on one budget row, one after the
other, and therefore never share a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    null,
    or_,
    select,
    tuple_,
    update,
)

from flows.questions import Json
from storage.base import Transaction
from storage.budgets import FREE, SAFETY, Bucket, Pace, close_purse, forget_holds, open_purse
from storage.errors import KeyGone, Tampered
from storage.tables import chat, outbox

PAYLOAD = "outbox.payload"
PENDING, SENDING, SENT, UNKNOWN, WITHDRAWN, ASIDE = "pending", "sending", "sent", "unknown", "withdrawn", "aside"
TOGETHER = 32
LEASE_FOR = 30.0
COURTESY = 3
COURTESY_FOR = timedelta(minutes=10)
AT_MOST_ONCE = "most"


@dataclass(frozen=True, slots=True)
class ToSend:
    """One row that is ours to send until its lease is over."""

    id: str
    token: str
    person: str
    about: str
    chat_index: bytes
    run: str | None
    step: str | None
    turn: int | None
    kind: str
    urgency: int
    policy: str
    payload: Json
    attempts: int
    uncertain: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Reaped:
    """What became of sends whose end nobody saw: some go again, some will never be known."""

    again: int
    unknown: int


async def claim(tx: Transaction, limit: int = TOGETHER, *, by: str = "", pace: Pace = FREE) -> list[ToSend]:
    """Take what may go now, one row a chat, most urgent first; commit before the first call to Telegram."""
    if await tx.db.scalar(_anything()) is None:
        return []  # a quiet house locks nothing, and replicas do not wait for each other
    purse = await open_purse(tx, pace)
    if purse.held or not purse.bucket.allows(SAFETY):
        return []
    found = await tx.db.execute(_ready(pace, 2 * limit), {"moment": tx.now, "now": purse.bucket.at})
    rows, left = _afforded(found.all(), purse.bucket, min(limit, TOGETHER))
    if not rows:
        return []  # and nothing is written: a quiet house leaves the disk alone
    await _lease(tx, rows, left.at, by)
    await _charge(tx, rows, left.at, pace)
    await close_purse(tx, left)
    return [found for row in rows if (found := await _opened(tx, row)) is not None]


async def sent(
    tx: Transaction,
    id: str,  # noqa: A002 - an id is called id in every table
    message_id: int | None,
    language: str | None = None,
    build: str | None = None,
    text_hash: bytes | None = None,
) -> None:
    """Note that Telegram took a row, and exactly what was shown; its payload is erased."""
    shown = {"message_id": message_id, "language": language, "build": build, "text_hash": text_hash}
    once = (outbox.c.id == id, outbox.c.state != SENT)
    await tx.db.execute(update(outbox).where(*once).values(state=SENT, sent_at=tx.now, payload=None, **shown))


async def failed(tx: Transaction, id: str, error: str) -> None:  # noqa: A002 - as above
    """Note that a row can never be sent, such as to a chat that blocked the bot."""
    await _end(tx, id, state="failed", payload=None, error=error[:120])


async def again(tx: Transaction, id: str, retry_at: float) -> None:  # noqa: A002 - as above
    """Send a row later that certainly did not go; one that was withdrawn meanwhile stays withdrawn."""
    taken_back = outbox.c.error == WITHDRAWN
    await _end(
        tx, id, retry_at=retry_at, lease_until=None,
        state=case((taken_back, WITHDRAWN), else_=PENDING), payload=case((taken_back, null()), else_=outbox.c.payload),
    )  # fmt: skip


async def put_off(tx: Transaction, id: str, not_before: datetime) -> None:  # noqa: A002 - as above
    """Send a row that was claimed at a later moment of the calendar."""
    await _end(tx, id, state=PENDING, not_before=not_before, lease_until=None, attempts=outbox.c.attempts - 1)


async def uncertain(tx: Transaction, id: str) -> None:  # noqa: A002 - as above
    """Note a send whose end we could not see: it goes once more when its lease is over, or is left unknown."""
    await _end(tx, id, **_unseen(), retry_at=outbox.c.lease_until)


async def aside(tx: Transaction, id: str, error: str) -> None:  # noqa: A002 - as above
    """Set aside a row that Telegram refuses, with its payload, for the operator."""
    await _end(tx, id, state=ASIDE, error=error[:120])


async def reap(tx: Transaction) -> Reaped:
    """End the leases of senders that died, and drop courtesies that would come too late."""
    now = await tx.machine_now()
    # A lease that ends further away than any lease lasts was written by a clock that has begun anew since.
    over = or_(outbox.c.lease_until <= now, outbox.c.lease_until > now + LEASE_FOR)
    lapsed = update(outbox).where(waiting(outbox), outbox.c.state == SENDING, over).values(_unseen())
    ended: Sequence[str] = (await tx.db.scalars(lapsed.returning(outbox.c.state))).all()
    await _drop_late_courtesies(tx)
    return Reaped(again=ended.count(PENDING), unknown=ended.count(UNKNOWN))


async def begin_anew(tx: Transaction) -> None:
    """
    Forget every lease, retry and hold of the process before this one, at the start on SQLite.

    There the one process that serves has gone, and the machine's clock may have begun anew.  PostgreSQL keeps its clock.
    """
    if tx.store.dialect != "sqlite":
        return
    await tx.db.execute(update(outbox).where(waiting(outbox)).values(lease_until=0.0, retry_at=None))
    await forget_holds(tx)


def waiting(rows: FromClause = outbox) -> ColumnElement[bool]:
    """Say that a row still waits, in the very words of the partial index, which parameters would hide from it."""
    return rows.c.state.in_(bindparam("waiting", [PENDING, SENDING], expanding=True, literal_execute=True))


@cache
def _anything() -> Select[Any]:
    """Select any row that still waits."""
    return select(outbox.c.id).where(waiting(outbox)).limit(1)


@cache  # it is asked for every second, and to put it together takes longer than to run it
def _ready(pace: Pace, limit: int) -> Select[Any]:
    """Select rows that may go at the calendar's `moment` and the machine's `now`, with the buckets of their chats."""
    moment, now = bindparam("moment", type_=outbox.c.not_before.type), bindparam("now", type_=chat.c.tokens_at.type)
    wanted = case((outbox.c.urgency == SAFETY, 1.0), else_=2.0)
    refilled = chat.c.tokens + (now - chat.c.tokens_at) * pace.chat_per_second
    return (
        select(outbox, chat.c.tokens, chat.c.tokens_at)
        .join_from(outbox, chat, chat.c.chat_index == outbox.c.chat_index)
        .where(
            waiting(outbox),
            outbox.c.state == PENDING,
            or_(outbox.c.not_before.is_(None), outbox.c.not_before <= moment),
            or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now),
            or_(chat.c.held_until.is_(None), chat.c.held_until <= now),
            or_(chat.c.tokens_at > now, refilled >= wanted),
            ~_somebody_before(moment),
        )
        .order_by(outbox.c.urgency, outbox.c.place, outbox.c.id)
        .limit(limit)
        .with_for_update(of=[outbox, chat], skip_locked=True)
    )


def _somebody_before(moment: BindParameter[Any]) -> ColumnElement[bool]:
    """Say that another row of the chat stands before this one; a row that waits for the calendar is not in line yet."""
    other = outbox.alias("other")
    in_line = or_(other.c.not_before.is_(None), other.c.not_before <= moment)
    earlier = tuple_(other.c.place, other.c.id) < tuple_(outbox.c.place, outbox.c.id)
    before = and_(other.c.urgency <= outbox.c.urgency, earlier, in_line)
    in_flight = and_(other.c.state == SENDING, outbox.c.urgency != SAFETY)
    same_chat = (other.c.chat_index == outbox.c.chat_index, other.c.id != outbox.c.id, waiting(other))
    return exists().where(*same_chat, or_(before, in_flight))


def _afforded(rows: Iterable[Row[Any]], bucket: Bucket, limit: int) -> tuple[list[Row[Any]], Bucket]:
    """Choose one row a chat as far as the budget goes, and give what is left of it."""
    chosen: dict[bytes, Row[Any]] = {}
    for row in rows:
        if row.chat_index not in chosen and len(chosen) < limit and bucket.allows(row.urgency):
            chosen[row.chat_index] = row
            bucket = bucket.less_one()
    return list(chosen.values()), bucket


async def _lease(tx: Transaction, rows: list[Row[Any]], now: float, by: str) -> None:
    leased = {"state": SENDING, "lease_until": now + LEASE_FOR, "leased_by": by, "attempts": outbox.c.attempts + 1}
    await tx.db.execute(update(outbox).where(outbox.c.id.in_([row.id for row in rows])).values(leased))


async def _charge(tx: Transaction, rows: list[Row[Any]], now: float, pace: Pace) -> None:
    """Take one token from the bucket of every chat that is sent to."""
    left = [
        Bucket(row.tokens, row.tokens_at).refilled(now, per_second=pace.chat_per_second, burst=pace.chat_burst)
        for row in rows
    ]
    charged = [
        {"of": row.chat_index, "left": bucket.less_one().tokens, "now": now}
        for row, bucket in zip(rows, left, strict=True)
    ]
    if charged:
        this = chat.c.chat_index == bindparam("of")
        await tx.db.execute(
            update(chat).where(this).values(tokens=bindparam("left"), tokens_at=bindparam("now")), charged
        )


async def _opened(tx: Transaction, row: Row[Any]) -> ToSend | None:
    """Open a payload; what nobody can open any more must not hold up the rest."""
    try:
        payload = await tx.open(row.about, PAYLOAD, row.id, row.payload)
    except KeyGone:
        await _end(tx, row.id, state=WITHDRAWN, payload=None, error="KeyGone")
        return None
    except Tampered:
        await aside(tx, row.id, "Tampered")
        return None
    return ToSend(
        row.id, row.token, row.person, row.about, row.chat_index, row.run, row.step, row.turn, row.kind, row.urgency,
        row.policy, payload, row.attempts + 1, row.uncertain, row.created_at,
    )  # fmt: skip


async def _end(tx: Transaction, id: str, **values: Any) -> None:  # noqa: A002 - columns of one row
    await tx.db.execute(update(outbox).where(outbox.c.id == id, outbox.c.state == SENDING).values(values))


def _unseen() -> dict[str, Any]:
    """Give the values of a row whose send had an end that nobody saw."""
    no_more = or_(outbox.c.policy == AT_MOST_ONCE, outbox.c.uncertain >= 1, outbox.c.error == WITHDRAWN)
    return {
        "state": case((no_more, UNKNOWN), else_=PENDING),
        "payload": case((no_more, null()), else_=outbox.c.payload),
        "uncertain": outbox.c.uncertain + 1,
        "lease_until": None,
    }


async def _drop_late_courtesies(tx: Transaction) -> None:
    from_when = case((outbox.c.not_before.is_not(None), outbox.c.not_before), else_=outbox.c.created_at)
    late = (outbox.c.state == PENDING, outbox.c.urgency == COURTESY, from_when < tx.now - COURTESY_FOR)
    dropped = {"state": WITHDRAWN, "payload": None, "error": "too late"}
    await tx.db.execute(update(outbox).where(waiting(outbox), *late, outbox.c.kind != "delete").values(dropped))

"""
The outbox: what Telegram must hear, written in the commit that causes it.

    pending -> sending (committed before the call, with a lease) -> sent | failed | unknown | aside
    pending -> withdrawn;  sending -> pending again when it certainly did not go, or once when nobody saw its end

Here rows are put, found and withdrawn; `storage.sending` chooses what goes and notes how it ended.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, Select, case, delete, exists, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.questions import Json
from storage.base import Transaction
from storage.budgets import hold_bot, hold_chat
from storage.sending import (
    ASIDE,
    PAYLOAD,
    PENDING,
    WITHDRAWN,
    ToSend,
    again,
    aside,
    begin_anew,
    claim,
    failed,
    put_off,
    reap,
    sent,
    uncertain,
    waiting,
)
from storage.tables import chat, consent, due, outbox, person, run

__all__ = [
    "NoChat",
    "Outgoing",
    "Posted",
    "ToSend",
    "again",
    "aside",
    "begin_anew",
    "by_token",
    "claim",
    "count_of_run",
    "counts",
    "failed",
    "get",
    "hold_bot",
    "hold_chat",
    "is_current",
    "of_run",
    "of_step",
    "prune",
    "put",
    "put_back",
    "put_off",
    "reap",
    "sent",
    "take_away_now",
    "take_back",
    "take_back_of_flow",
    "take_back_questions",
    "uncertain",
    "withdraw",
]

TOKENS_LIVE_FOR = timedelta(days=30)
ASIDE_FOR = timedelta(days=14)
DELETE = "delete"
PROMPT = 2  # the urgency of what nobody has asked for
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoChat(Exception):
    """
    Somebody was to be written to who has no chat yet.

    Nothing is stored and nobody is told; who is invited is written to after they have opened their link.
    """

    def __init__(self, *, person: str) -> None:
        self.person = person
        super().__init__(f"outbox: person '{person}' has no chat yet. Look at `chat_index` before writing to them.")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """
    One message to be sent; `payload` is sealed with the key of the client it is `about`.

    `policy` is 'least' for at least once, 'most' for at most once.  `hangs_on` names what takes it along when withdrawn.
    """

    person: str
    about: str
    kind: str
    urgency: int
    payload: Mapping[str, Json]
    policy: str = "least"
    run: str | None = None
    step: str | None = None
    turn: int | None = None
    not_before: datetime | None = None
    hangs_on: str | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """One row of the outbox as it stands, without its payload."""

    id: str
    token: str
    place: int
    person: str
    about: str
    chat_index: bytes
    run: str | None
    step: str | None
    turn: int | None
    kind: str
    urgency: int
    state: str
    hangs_on: str | None
    created_at: datetime
    sent_at: datetime | None
    message_id: int | None
    language: str | None
    build: str | None
    text_hash: bytes | None
    uncertain: int
    error: str | None


async def put(tx: Transaction, outgoing: Outgoing) -> tuple[str, str]:
    """Put a message and give its id and the token of its buttons; the same step and turn of a run is put once."""
    id_, token = uuid4().hex, secrets.token_urlsafe(16)
    chat_index, place = await _place(tx, outgoing)
    await tx.db.execute(insert(chat).values(chat_index=chat_index).on_conflict_do_nothing())
    row = {
        "id": id_, "token": token, "place": place, "chat_index": chat_index, "state": PENDING, "created_at": tx.now,
        "person": outgoing.person, "about": outgoing.about, "kind": outgoing.kind, "urgency": outgoing.urgency,
        "policy": outgoing.policy, "run": outgoing.run, "step": outgoing.step, "turn": outgoing.turn,
        "not_before": outgoing.not_before, "hangs_on": outgoing.hangs_on,
        "payload": await tx.seal(outgoing.about, PAYLOAD, id_, dict(outgoing.payload)),
    }  # fmt: skip
    made = await tx.db.execute(insert(outbox).values(row).on_conflict_do_nothing().returning(outbox.c.id))
    return (id_, token) if made.first() is not None else await _put_before(tx, outgoing)


async def by_token(tx: Transaction, token: str) -> Posted | None:
    """Find the row whose buttons carry a token."""
    return await _one(tx, select(outbox).where(outbox.c.token == token))


async def get(tx: Transaction, id: str) -> Posted | None:  # noqa: A002 - an id is called id in every table
    """Give a row of the outbox."""
    return await _one(tx, select(outbox).where(outbox.c.id == id))


async def of_step(tx: Transaction, run_id: str, step: str, turn: int) -> Posted | None:
    """Give the row that a step of a run put, the latest where it was asked again ('ask:mood#2')."""
    this = or_(outbox.c.step == step, outbox.c.step.startswith(f"{step}#", autoescape=True))
    query = select(outbox).where(outbox.c.run == run_id, outbox.c.turn == turn, this)
    return await _one(tx, query.order_by(outbox.c.place.desc()).limit(1))


async def of_run(tx: Transaction, run_id: str) -> list[Posted]:
    """Give what a run has put, in order."""
    query = select(outbox).where(outbox.c.run == run_id).order_by(outbox.c.place, outbox.c.id)
    return [_posted(row) for row in await tx.db.execute(query)]


async def count_of_run(tx: Transaction, run_id: str) -> int:
    """Count what a run has put."""
    return await tx.db.scalar(select(func.count()).select_from(outbox).where(outbox.c.run == run_id)) or 0


async def is_current(tx: Transaction, posted: Posted) -> bool:
    """Say whether a message still asks what its run asks now: the run is open and nothing was asked after it."""
    if posted.run is None:
        return posted.state != WITHDRAWN
    later = exists().where(outbox.c.run == posted.run, outbox.c.kind == "question", outbox.c.place > posted.place)
    open_still = select(run.c.id).where(run.c.id == posted.run, run.c.state == "open", ~later)
    return await tx.db.scalar(open_still) is not None


async def state_of_delivery(tx: Transaction, delivery: str) -> str | None:
    """Give what became of the question of a prompt: waiting to be sent, accepted by Telegram, refused, or unknown."""
    query = select(outbox.c.state).where(outbox.c.hangs_on == f"delivery:{delivery}", outbox.c.kind == "question")
    state: str | None = await tx.db.scalar(query.order_by(outbox.c.place.desc()).limit(1))
    return state


async def withdraw(
    tx: Transaction,
    *,
    run: str | None = None,
    hangs_on: str | None = None,
    person: str | None = None,
    about: str | None = None,
    kinds: Collection[str] | None = None,
    keep_safety: bool = True,
) -> int:
    """
    Take back what has not gone yet, and say how many rows that were.

    A row in flight is marked, so that it never goes again.  A deletion is never taken back unless its kind is named.
    """
    named = {"run": run, "hangs_on": hangs_on, "person": person, "about": about}
    which = [outbox.c[name] == value for name, value in named.items() if value is not None]
    if not which:
        raise ValueError("outbox: nothing names what to withdraw; give 'run', 'hangs_on', 'person' or 'about'")
    which.append(outbox.c.kind.in_(kinds) if kinds is not None else outbox.c.kind != DELETE)
    if keep_safety:
        which.append(outbox.c.urgency > 0)
    return await take_back(tx, which)


async def take_back_questions(tx: Transaction, person_id: str) -> int:
    """Take back what was about to be asked, and what a prompt was about to say; news and answers still go."""
    asking = or_(outbox.c.kind == "question", outbox.c.urgency == PROMPT)
    return await take_back(tx, [outbox.c.person == person_id, asking])


async def take_back_of_flow(tx: Transaction, about: str, flow: str) -> int:
    """Take back what conversations of one flow about a client were about to say, those that are over too."""
    those = select(run.c.id).where(run.c.flow == flow, run.c.about == about)
    return await take_back(tx, [outbox.c.about == about, outbox.c.run.in_(those), outbox.c.kind != DELETE])


async def take_back(tx: Transaction, which: Sequence[ColumnElement[bool]]) -> int:
    """Take back whatever waits and is chosen, of every kind; say how many rows that were."""
    # One statement, so that a row which a sender takes at this moment is either withdrawn or marked, never missed.
    idle = outbox.c.state == PENDING
    taken_back = {
        "state": case((idle, WITHDRAWN), else_=outbox.c.state),
        "payload": case((idle, null()), else_=outbox.c.payload),
        "error": WITHDRAWN,
    }
    statement = update(outbox).where(waiting(outbox), *which).values(taken_back)
    return list((await tx.db.scalars(statement.returning(outbox.c.state))).all()).count(WITHDRAWN)


async def put_back(tx: Transaction, id: str) -> None:  # noqa: A002 - as above
    """Let a row that was set aside be sent after all."""
    mended = {"state": PENDING, "error": None, "attempts": 0, "retry_at": None}
    await tx.db.execute(update(outbox).where(outbox.c.id == id, outbox.c.state == ASIDE).values(mended))


async def take_away_now(tx: Transaction, person_id: str, kind: str) -> None:
    """Let what was to leave a chat later, by due rows of a kind, leave it at once."""
    theirs = select(outbox.c.id).where(outbox.c.person == person_id)
    waits = (due.c.kind == kind, due.c.done_at.is_(None), due.c.subject.in_(theirs))
    await tx.db.execute(update(due).where(*waits).values(due_at=tx.now))
    deletions = (outbox.c.person == person_id, outbox.c.kind == DELETE, outbox.c.state == PENDING)
    await tx.db.execute(update(outbox).where(*deletions).values(not_before=None))


async def counts(tx: Transaction) -> dict[str, int]:
    """Count rows by state, for health and metrics."""
    query = select(outbox.c.state, func.count().label("many")).group_by(outbox.c.state)
    return {row.state: row.many for row in await tx.db.execute(query)}


async def prune(tx: Transaction) -> int:
    """Delete rows whose tokens have lived their time, except those that a consent points at; say how many."""
    aside_long = (outbox.c.state == ASIDE, outbox.c.created_at < tx.now - ASIDE_FOR)
    await tx.db.execute(update(outbox).where(*aside_long).values(payload=None))
    long_ago = tx.now - TOKENS_LIVE_FOR
    alive = exists().where(run.c.id == outbox.c.run, or_(run.c.closed_at.is_(None), run.c.closed_at >= long_ago))
    proof = exists().where(consent.c.shown == outbox.c.id)
    gone = delete(outbox).where(~waiting(outbox), outbox.c.created_at < long_ago, ~alive, ~proof)
    return (await tx.db.execute(gone)).rowcount


async def _place(tx: Transaction, outgoing: Outgoing) -> tuple[bytes, int]:
    """
    Give the chat and a place in line after all that waits there and all that the run has put.

    Places are microseconds of the calendar, moved on where they would not come last.  A counter row would make every
    transaction wait for every other.
    """
    in_chat = select(func.max(outbox.c.place)).where(outbox.c.chat_index == person.c.chat_index, waiting(outbox))
    in_run = select(func.max(outbox.c.place)).where(outbox.c.run == outgoing.run)
    query = select(person.c.chat_index, in_chat.scalar_subquery(), in_run.scalar_subquery())
    row = (await tx.db.execute(query.where(person.c.id == outgoing.person))).one_or_none()
    if row is None or row[0] is None:
        raise NoChat(person=outgoing.person)
    now = (tx.now - EPOCH) // timedelta(microseconds=1)
    return row[0], max(now, (row[1] or 0) + 1, (row[2] or 0) + 1)


async def _put_before(tx: Transaction, outgoing: Outgoing) -> tuple[str, str]:
    step = (outbox.c.run == outgoing.run, outbox.c.step == outgoing.step, outbox.c.turn == outgoing.turn)
    row = (await tx.db.execute(select(outbox.c.id, outbox.c.token).where(*step))).one()
    return row.id, row.token


async def _one(tx: Transaction, query: Select[Any]) -> Posted | None:
    row = (await tx.db.execute(query)).one_or_none()
    return _posted(row) if row is not None else None


def _posted(row: Row[Any]) -> Posted:
    return Posted(**{name: getattr(row, name) for name in Posted.__slots__})

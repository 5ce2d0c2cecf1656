"""Consents: every answer to every part, with the text that was shown; the last answer stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, insert, select

from storage.base import Transaction
from storage.tables import consent, outbox, person

PARTS = ("message", "store", "share", "research")


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to one part, with the text that was shown."""

    id: str
    part: str
    answer: bool
    text_id: str
    text_version: int
    language: str
    at: datetime


async def answer(
    tx: Transaction,
    client: str,
    part: str,
    *,
    answer: bool,
    text_id: str,
    version: int,
    language: str,
    shown: str | None = None,
) -> None:
    """Record one answer; `shown` is the outbox row whose button was pressed, and proves the words."""
    await _hold(tx, client, to_change=True)
    row = {"id": uuid4().hex, "client": client, "part": part, "answer": answer, "text_id": text_id}
    row |= {"text_version": version, "language": language, "shown": shown, "text_hash": await _proof(tx, shown)}
    row["at"] = await _moment(tx, client, part)
    await tx.db.execute(insert(consent).values(row))


async def standing(tx: Transaction, client: str) -> Mapping[str, bool]:
    """Give the last answer to each part that was ever answered."""
    query = select(consent.c.part, consent.c.answer).where(consent.c.client == client).order_by(consent.c.at)
    return {row.part: bool(row.answer) for row in await tx.db.execute(query)}


async def history(tx: Transaction, client: str) -> list[Answered]:
    """Give every answer that a client ever gave, oldest first."""
    query = select(*(consent.c[name] for name in Answered.__slots__)).where(consent.c.client == client)
    return [Answered(*row) for row in await tx.db.execute(query.order_by(consent.c.at, consent.c.id))]


async def allows(tx: Transaction, client: str, part: str) -> bool:
    """Say whether the client has said yes to a part, and has not taken it back."""
    return (await standing(tx, client)).get(part, False)


async def allowing(tx: Transaction, clients: Sequence[str], part: str) -> set[str]:
    """Give those of some clients whose last answer to a part is yes."""
    query = select(consent.c.client, consent.c.answer).where(consent.c.client.in_(clients), consent.c.part == part)
    last = {row.client: bool(row.answer) for row in await tx.db.execute(query.order_by(consent.c.at))}
    return {client for client, answer in last.items() if answer}


async def allows_until_commit(tx: Transaction, client: str, part: str) -> bool:
    """Say the same, and let no answer change it before the commit; what follows from a change then sees what was done here."""
    await _hold(tx, client, to_change=False)
    return await allows(tx, client, part)


async def allowed_since(tx: Transaction, client: str, part: str, since: datetime) -> bool:
    """Say whether the client had said yes to a part at a moment, and has never said no since."""
    mine = (consent.c.client == client, consent.c.part == part)
    before = select(consent.c.answer).where(*mine, consent.c.at <= since).order_by(consent.c.at.desc()).limit(1)
    no = select(consent.c.id).where(*mine, consent.c.at > since, consent.c.answer.is_(False)).limit(1)
    return bool(await tx.db.scalar(before)) and await tx.db.scalar(no) is None


async def _hold(tx: Transaction, client: str, *, to_change: bool) -> None:
    mine = select(person.c.id).where(person.c.id == client)
    await tx.db.execute(mine.with_for_update(read=not to_change, key_share=to_change))


async def _moment(tx: Transaction, client: str, part: str) -> datetime:
    """Give a moment after the answer before, so that the last one stands also where the calendar stands still."""
    mine = (consent.c.client == client, consent.c.part == part)
    before: datetime | None = await tx.db.scalar(select(func.max(consent.c.at)).where(*mine))
    return tx.now if before is None else max(tx.now, before + timedelta(microseconds=1))


async def _proof(tx: Transaction, shown: str | None) -> bytes | None:
    if shown is None:
        return None
    found: bytes | None = await tx.db.scalar(select(outbox.c.text_hash).where(outbox.c.id == shown))
    return found

"""
The log: typed entries of what happened, kept with the client's key and read through the one gate.

An entry is unique per run, step and turn, so that a replay keeps nothing twice.  Private entries never reach staff.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, Select, and_, delete, false, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.course_entries import NOT_BY_CLIENT, NOTHING_TOLD
from flows.questions import Json
from storage import access, audit, consents, notices
from storage.access import Actor
from storage.base import Transaction
from storage.runs import Run
from storage.tables import entry, person
from storage.tables import run as run_table

LABEL = "entry.value"
READ = "read_log"
DEED = "wish:"  # how the steps of deeds begin
LASTS = ("task_paused",)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `changed` says that it replaces an earlier answer."""

    id: str
    client: str
    run: str | None
    step: str
    turn: int
    kind: str
    value: Json
    language: str
    at: datetime
    private: bool
    changed: bool


async def keep(
    tx: Transaction,
    *,
    client: str,
    run: str | None,
    step: str,
    turn: int,
    kind: str,
    value: Json,
    private: bool = False,
    language: str | None = None,
) -> str | None:
    """
    Keep an entry and give its id, or None where a replay kept it before.

    An entry of an earlier turn of the same step is superseded: both stay, the log shows the last.
    """
    id_, earlier = uuid4().hex, (entry.c.run == run, entry.c.step == step, entry.c.turn < turn)
    changes = run is not None and await tx.db.scalar(select(entry.c.id).where(*earlier).limit(1)) is not None
    row = {
        "id": id_, "client": client, "run": run, "step": step, "turn": turn, "kind": kind,
        "value": await tx.seal(client, LABEL, id_, value), "language": language or await _language(tx, client),
        "at": tx.now, "private": private, "changes": changes,
    }  # fmt: skip
    if changes:
        await tx.db.execute(update(entry).where(*earlier, entry.c.superseded_at.is_(None)).values(superseded_at=tx.now))
    kept: str | None = await tx.db.scalar(insert(entry).values(row).on_conflict_do_nothing().returning(entry.c.id))
    return kept


async def supersede(tx: Transaction, run: Run, steps: Collection[str], *, turn: int | None = None) -> int:
    """
    Take entries of a run out of the log, because their answers were taken back; the rows stay as history.

    What a step's deed kept goes with it, but not a pause: that one lasts until staff lift it.
    """
    which = [entry.c.run == run.id, or_(false(), *map(_of_step, steps)), entry.c.superseded_at.is_(None)]
    which.append(entry.c.kind.not_in(LASTS))
    if turn is not None:
        which.append(entry.c.turn < turn)
    return (await tx.db.execute(update(entry).where(*which).values(superseded_at=tx.now))).rowcount


async def restore(tx: Transaction, run: Run, step: str, turn: int) -> None:
    """Put an entry back into the log that was taken out for an answer which then never came."""
    this = (entry.c.run == run.id, _of_step(step), entry.c.turn == turn)
    await tx.db.execute(update(entry).where(*this).values(superseded_at=None))


async def entries(
    tx: Transaction,
    actor: Actor,
    client: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Sequence[str] | None = None,
    purpose: str = "care",
    deed: str = READ,
) -> list[Entry]:
    """
    Give what staff may read of a client, oldest first and before `until`; the client can see in the audit that it was read.

    Without a standing yes to sharing there is nothing to read, whatever was shared before.
    """
    await access.gate(tx, actor, client, purpose)
    if not await consents.allows_until_commit(tx, client, "share"):
        return []
    await audit.note(tx, actor, client, deed, purpose)
    if deed == READ:
        await notices.see(tx, actor.person, client)  # whoever opens the notes has seen what was sent about them
    async with tx.narrowed(actor.person):
        query = _standing(client, since, kinds).where(~entry.c.private)
        return await _fetch(tx, query if until is None else query.where(entry.c.at < until))


async def one(
    tx: Transaction,
    actor: Actor,
    client: str,
    id: str,  # noqa: A002 - an id is an id
    *,
    deed: str = "read_marked",
    purpose: str = "supervise",
) -> Entry | None:
    """Give one standing entry to whom the gate has let through; the client can see that it was read."""
    await audit.note(tx, actor, client, deed, purpose)
    found = await _fetch(tx, _standing(client, None, None).where(entry.c.id == id))
    return found[0] if found else None


async def own(
    tx: Transaction, client: str, since: datetime | None = None, *, kinds: Sequence[str] | None = None
) -> list[Entry]:
    """Give clients all that they kept themselves, the private entries too."""
    return await _fetch(tx, _standing(client, since, kinds))


async def erase(tx: Transaction, client: str) -> int:
    """Delete every entry of a client who does not want to have anything kept, and say how many there were."""
    return (await tx.db.execute(delete(entry).where(entry.c.client == client))).rowcount


async def set_private(tx: Transaction, client: str, id: str, *, private: bool) -> bool:  # noqa: A002 - an id is an id
    """Take one of a client's own entries out of what staff see, or put it back; say whether it stands."""
    own_one = update(entry).where(entry.c.id == id, entry.c.client == client).values(private=private)
    row = (await tx.db.execute(own_one.returning(entry.c.superseded_at))).one_or_none()
    return row is not None and row.superseded_at is None


async def written_since(tx: Transaction, client: str, since: datetime) -> bool:
    """Say whether a client has written anything since a moment, without opening it."""
    query = _standing(client, since, None).where(entry.c.kind.not_in(NOT_BY_CLIENT)).limit(1)
    return (await tx.db.execute(query)).first() is not None


async def count(tx: Transaction, client: str, *, kinds: Sequence[str] | None = None, shared: bool = False) -> int:
    """Count the standing entries of a client, or those of some kinds and those that are shared, without opening any."""
    query = _standing(client, None, kinds)
    query = query.where(~entry.c.private) if shared else query
    return await tx.db.scalar(select(func.count()).select_from(query.subquery())) or 0


async def first_told(tx: Transaction, client: str, after: datetime | None) -> datetime | None:
    """Give when the client told the first thing since a moment that is not private, without opening any."""
    query = _told(func.min(entry.c.at), client).where(~entry.c.private)
    found: datetime | None = await tx.db.scalar(query if after is None else query.where(entry.c.at > after))
    return found


async def last_told(tx: Transaction, client: str) -> datetime | None:
    """Give when the client last told anything, be it for themselves alone, without opening it."""
    found: datetime | None = await tx.db.scalar(_told(func.max(entry.c.at), client))
    return found


async def count_shared(tx: Transaction, clients: Collection[str], after: Mapping[str, datetime]) -> Mapping[str, int]:
    """Count what some clients told, is not private and was kept after a moment of each, without opening any."""
    new = [and_(entry.c.client == client, entry.c.at > moment) for client, moment in after.items()]
    all_of = entry.c.client.in_([client for client in clients if client not in after])
    query = select(entry.c.client, func.count().label("new")).where(
        or_(all_of, *new), ~entry.c.private, entry.c.kind.not_in(NOT_BY_CLIENT), entry.c.superseded_at.is_(None)
    )
    return {row.client: row.new for row in await tx.db.execute(query.group_by(entry.c.client))}


def _of_step(step: str) -> ColumnElement[bool]:
    """Choose what a step has kept: an entry of its own, or those of its deed, which stand under its name."""
    own = entry.c.step == step
    return or_(own, entry.c.step.startswith(f"{step}/", autoescape=True)) if step.startswith(DEED) else own


def _told(what: ColumnElement[Any], client: str) -> Select[Any]:
    """
    Select from what the client told: neither made by the house, nor in a conversation of staff about the client.

    Conversations are tidied away in the end; what is left of one is taken for the client's.
    """
    own = or_(run_table.c.person.is_(None), run_table.c.person == client)
    query = (
        select(what)
        .select_from(entry.outerjoin(run_table, run_table.c.id == entry.c.run))
        .where(entry.c.client == client, own)
    )
    return query.where(entry.c.superseded_at.is_(None), entry.c.kind.not_in((*NOT_BY_CLIENT, *NOTHING_TOLD)))


def _standing(client: str, since: datetime | None, kinds: Sequence[str] | None) -> Select[Any]:
    query = select(entry).where(entry.c.client == client, entry.c.superseded_at.is_(None))
    if since is not None:
        query = query.where(entry.c.at >= since)
    if kinds is not None:
        query = query.where(entry.c.kind.in_(kinds))
    return query.order_by(entry.c.at, entry.c.step, entry.c.turn, entry.c.id)


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Entry]:
    return [await _entry(tx, row) for row in (await tx.db.execute(query)).all()]


async def _entry(tx: Transaction, row: Row[Any]) -> Entry:
    value = await tx.open(row.client, LABEL, row.id, row.value)
    return Entry(
        row.id, row.client, row.run, row.step, row.turn, row.kind, value, row.language, row.at, row.private, row.changes
    )


async def _language(tx: Transaction, client: str) -> str:
    return await tx.db.scalar(select(person.c.language).where(person.c.id == client)) or "en"

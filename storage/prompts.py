"""
Prompts: what is planned for a client, and one delivery for each time that it was due.

A delivery is unique per prompt and local slot, so a tick that runs twice, a second 02:30 in autumn or a journey west
meet in the database and not in the client's chat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT DO NOTHING in the same words

from flows.questions import Json
from storage import due
from storage.base import Transaction
from storage.errors import UNREADABLE
from storage.tables import delivery as delivery_table
from storage.tables import person
from storage.tables import prompt as prompt_table

LABEL = "prompt.args"
DUE = "prompt"
WAITING = "waiting"
REACHED = ("begun", "answered", "missed")  # outcomes of a prompt that did come to the client


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing planned for a client: a flow, when it comes back, and when it is due next."""

    id: str
    client: str
    flow: str
    args: Mapping[str, Json]
    spec: str
    zone: str
    next_due_at: datetime | None
    next_slot: str | None
    paused_until: datetime | None
    grace: int
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One time that a prompt was due, and what became of it."""

    id: str
    client: str
    prompt: str
    slot: str
    due_at: datetime
    decided_at: datetime | None
    outcome: str | None
    run: str | None


async def plan_prompt(
    tx: Transaction,
    *,
    client: str,
    flow: str,
    spec: str,
    zone: str,
    next_due_at: datetime | None,
    next_slot: str | None,
    grace: int,
    args: Mapping[str, Json] | None = None,
) -> Prompt:
    """Plan a prompt, and have it come up when it is due."""
    made = Prompt(uuid4().hex, client, flow, dict(args or {}), spec, zone, next_due_at, next_slot, None, grace, None)
    values = {name: getattr(made, name) for name in Prompt.__slots__}
    values["args"] = await tx.seal(client, LABEL, made.id, made.args)
    await tx.db.execute(insert(prompt_table).values(values))
    await _set_due(tx, made)
    return made


async def get(tx: Transaction, id: str) -> Prompt | None:  # noqa: A002 - an id is called id in every table
    """Give a prompt as it is planned now."""
    return next(iter(await _fetch(tx, select(prompt_table).where(prompt_table.c.id == id))), None)


async def of_client(tx: Transaction, client: str) -> list[Prompt]:
    """Give what is planned for a client, the next first."""
    mine = (prompt_table.c.client == client, prompt_table.c.withdrawn_at.is_(None))
    return await _fetch(tx, select(prompt_table).where(*mine).order_by(prompt_table.c.next_due_at, prompt_table.c.id))


async def all_of_client(tx: Transaction, client: str) -> list[Prompt]:
    """Give everything that was ever planned for a client, what was withdrawn too."""
    return await _fetch(tx, select(prompt_table).where(prompt_table.c.client == client))


async def prompts_due(tx: Transaction, limit: int = 100) -> list[Prompt]:
    """
    Take the prompts that are due, earliest first, locked until the commit; what another replica holds is left.

    One that nobody can open stays as it is, for the day on which its key comes back, and holds up no other.
    """
    ready = (prompt_table.c.next_due_at <= tx.now, prompt_table.c.withdrawn_at.is_(None))
    query = select(prompt_table).where(*ready).order_by(prompt_table.c.next_due_at, prompt_table.c.id)
    found: list[Prompt] = []
    for skipped in count(step=limit):
        rows = (await tx.db.execute(query.limit(limit).offset(skipped).with_for_update(skip_locked=True))).all()
        found += [prompt for row in rows if (prompt := await _openable(tx, row)) is not None]
        if found or len(rows) < limit:
            break
    return found


async def move(tx: Transaction, prompt: Prompt, next_due_at: datetime | None, next_slot: str | None) -> None:
    """Set when a prompt is due next; without a moment nothing is planned, though the prompt stays."""
    moved = {"next_due_at": next_due_at, "next_slot": next_slot}
    await tx.db.execute(update(prompt_table).where(prompt_table.c.id == prompt.id).values(moved))
    await due.cancel(tx, DUE, prompt.id)
    if next_due_at is not None:
        await due.set(tx, DUE, prompt.id, next_due_at, about=prompt.client)


async def replan(tx: Transaction, prompt: Prompt, *, spec: str, zone: str) -> None:
    """Keep another recurrence or time zone; `move` says when it is due next."""
    await tx.db.execute(update(prompt_table).where(prompt_table.c.id == prompt.id).values(spec=spec, zone=zone))


async def pause(tx: Transaction, prompt: Prompt, until: datetime | None) -> None:
    """Pause one prompt until a moment; `None` ends the pause."""
    await tx.db.execute(update(prompt_table).where(prompt_table.c.id == prompt.id).values(paused_until=until))


async def withdraw(tx: Transaction, prompt: Prompt) -> None:
    """Withdraw one prompt; what it was due for stays in the log."""
    gone = update(prompt_table).where(prompt_table.c.id == prompt.id, prompt_table.c.withdrawn_at.is_(None))
    await tx.db.execute(gone.values(withdrawn_at=tx.now, next_due_at=None, next_slot=None))
    await due.cancel(tx, DUE, prompt.id)


async def withdraw_prompts(tx: Transaction, client: str, *, flow: str | None = None) -> list[str]:
    """Withdraw what is planned for a client, or only one flow of it, and give the ids that are gone."""
    which = [prompt_table.c.client == client, prompt_table.c.withdrawn_at.is_(None)]
    if flow is not None:
        which.append(prompt_table.c.flow == flow)
    gone = update(prompt_table).where(*which).values(withdrawn_at=tx.now, next_due_at=None, next_slot=None)
    ids = list((await tx.db.scalars(gone.returning(prompt_table.c.id))).all())
    for id_ in ids:
        await due.cancel(tx, DUE, id_)
    return ids


async def deliver(
    tx: Transaction,
    prompt: Prompt,
    slot: str,
    outcome: str,
    *,
    due_at: datetime | None = None,
    run: str | None = None,
) -> Delivery | None:
    """Note that a prompt was due in a slot, or give None where that slot was delivered before."""
    decided_at = None if outcome == WAITING else tx.now
    made = Delivery(
        uuid4().hex, prompt.client, prompt.id, slot, due_at or prompt.next_due_at or tx.now, decided_at, outcome, run
    )
    values = {name: getattr(made, name) for name in Delivery.__slots__}
    new = insert(delivery_table).values(values).on_conflict_do_nothing().returning(delivery_table.c.id)
    return made if await tx.db.scalar(new) is not None else None


async def decide(tx: Transaction, delivery: str, outcome: str, *, run: str | None = None) -> None:
    """Note what became of a delivery; the moment of the first decision stays."""
    values: dict[str, Any] = {"outcome": outcome, "decided_at": func.coalesce(delivery_table.c.decided_at, tx.now)}
    if run is not None:
        values["run"] = run
    await tx.db.execute(update(delivery_table).where(delivery_table.c.id == delivery).values(values))


async def answered(tx: Transaction, run: str, delivery: str) -> None:
    """Note that the conversation of a prompt was answered, also where it had been sent once more; what was decided otherwise stays."""
    theirs = (delivery_table.c.run == run) | (delivery_table.c.id == delivery)
    came = update(delivery_table).where(theirs, delivery_table.c.outcome == "begun")
    await tx.db.execute(came.values(outcome="answered"))


async def get_delivery(tx: Transaction, id: str) -> Delivery | None:  # noqa: A002 - as above
    """Give a delivery as it stands."""
    row = (await tx.db.execute(select(delivery_table).where(delivery_table.c.id == id))).one_or_none()
    return _delivery(row) if row is not None else None


async def deliveries(
    tx: Transaction, client: str, *, since: datetime | None = None, outcomes: Sequence[str] | None = None
) -> list[Delivery]:
    """Give every time that something was due for a client and what became of it, for the log."""
    query = select(delivery_table).where(delivery_table.c.client == client)
    if since is not None:
        query = query.where(delivery_table.c.due_at >= since)
    if outcomes is not None:
        query = query.where(delivery_table.c.outcome.in_(outcomes))
    query = query.order_by(delivery_table.c.due_at, delivery_table.c.id)
    return [_delivery(row) for row in await tx.db.execute(query)]


async def waiting_deliveries(tx: Transaction, client: str) -> list[Delivery]:
    """Give what was due and waits for a conversation to end."""
    return await deliveries(tx, client, outcomes=[WAITING])


async def sent_this_week(tx: Transaction, client: str, *, but: Sequence[str] = ()) -> int:
    """Count the prompts that came to a client since Monday of the client's own week, those of some flows left out."""
    zone = await tx.db.scalar(select(person.c.zone).where(person.c.id == client)) or "UTC"
    since = week_began(tx.now, zone)
    this_week = (delivery_table.c.decided_at >= since, delivery_table.c.outcome.in_(REACHED))
    counted = delivery_table.join(prompt_table, prompt_table.c.id == delivery_table.c.prompt)
    query = select(func.count()).select_from(counted).where(delivery_table.c.client == client, *this_week)
    return await tx.db.scalar(query.where(prompt_table.c.flow.not_in(but))) or 0


def week_began(moment: datetime, zone: str) -> datetime:
    """Give the first moment of the local week around a moment, as aware UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    monday = local.date() - timedelta(days=local.weekday())
    return datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def _set_due(tx: Transaction, prompt: Prompt) -> None:
    if prompt.next_due_at is not None:
        await due.set(tx, DUE, prompt.id, prompt.next_due_at, about=prompt.client)


async def _fetch(tx: Transaction, query: Select[Any]) -> list[Prompt]:
    return [await _prompt(tx, row) for row in (await tx.db.execute(query)).all()]


async def _openable(tx: Transaction, row: Row[Any]) -> Prompt | None:
    try:
        return await _prompt(tx, row)
    except UNREADABLE:
        await due.cancel(tx, DUE, row.id)  # nothing that anybody would notice comes at its moment
        return None


async def _prompt(tx: Transaction, row: Row[Any]) -> Prompt:
    values = {name: getattr(row, name) for name in Prompt.__slots__}
    values["args"] = await tx.open(row.client, LABEL, row.id, row.args) if row.args is not None else {}
    return Prompt(**values)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(**{name: getattr(row, name) for name in Delivery.__slots__})

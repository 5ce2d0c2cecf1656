"""What the tests of the outbox do over and over: put a message, claim it, send it, look at it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from storage import outbox
from storage.base import Store
from storage.budgets import Pace
from storage.outbox import Outgoing, ToSend
from storage.tables import outbox as outbox_table
from tests.storage.conftest import Somebody

SAFETY, REPLY, PROMPT, COURTESY = range(4)
EAGER = Pace(burst=1_000, per_second=1_000, chat_burst=1_000, chat_per_second=1_000)


async def put(store: Store, to: Somebody, urgency: int = REPLY, **more: Any) -> str:
    async with store.write() as tx:
        return (await outbox.put(tx, message(to, urgency, **more)))[0]


def message(to: Somebody, urgency: int = REPLY, **more: Any) -> Outgoing:
    return replace(Outgoing(to.id, to.id, "say", urgency, {"lines": ["hello"]}), **more)


async def claim(store: Store, limit: int = 32, pace: Pace = EAGER) -> list[ToSend]:
    async with store.write() as tx:
        return await outbox.claim(tx, limit, by="one", pace=pace)


async def claim_and_send(store: Store, pace: Pace = EAGER) -> list[str]:
    claimed = await claim(store, pace=pace)
    async with store.write() as tx:
        for row in claimed:
            await outbox.sent(tx, row.id, 7)
    return [row.id for row in claimed]


async def state(store: Store, id_: str) -> tuple[str, bool]:
    """Give the state of a row and whether its payload is still kept."""
    async with store.read() as tx:
        row = (await tx.db.execute(select(outbox_table).where(outbox_table.c.id == id_))).one()
        return row.state, row.payload is not None

"""A commit wakes the processes that share a PostgreSQL."""

import asyncio

import pytest

from storage.base import Store, mark
from storage.waking import hear
from tests.conftest import Database


class Undone(Exception):
    """What a transaction raises in the tests."""


async def test_commit_of_one_process_wakes_another(store: Store, database: Database) -> None:
    if store.dialect == "sqlite":
        await asyncio.wait_for(hear(store), 10)  # one process serves it, and there is nobody to hear
        return
    other = await Store.open(
        database.data, database.keys, database.key_file, calendar=store.calendar, machine=store.machine
    )
    woken, listening = asyncio.Event(), asyncio.Event()
    other.on_commit.append(woken.set)
    job = asyncio.create_task(hear(other, listening))
    await asyncio.wait_for(listening.wait(), 10)

    with pytest.raises(Undone):
        await undone(store)
    assert not woken.is_set()
    async with store.write() as tx:
        await mark(tx, "a mark", "made")

    await asyncio.wait_for(woken.wait(), 10)
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    await other.close()


async def undone(store: Store) -> None:
    async with store.write() as tx:
        await mark(tx, "a mark", "undone")
        raise Undone

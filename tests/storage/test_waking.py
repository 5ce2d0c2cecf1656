"""A commit wakes the processes that share a PostgreSQL."""

import asyncio

import pytest

from storage.base import Store, mark
from storage.waking import hear, woken_within
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


@pytest.mark.parametrize("turns", range(4))
async def test_stop_that_comes_while_somebody_is_woken_is_heard(turns: int) -> None:
    woken = asyncio.Event()
    job = asyncio.create_task(wait_for_ever(woken))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    woken.set()
    for _turn in range(turns):
        await asyncio.sleep(0)
    job.cancel()
    await asyncio.wait([job], timeout=5)

    assert job.cancelled()


async def wait_for_ever(woken: asyncio.Event) -> None:
    while True:
        woken.clear()
        await woken_within(woken, 3600)


async def undone(store: Store) -> None:
    async with store.write() as tx:
        await mark(tx, "a mark", "undone")
        raise Undone

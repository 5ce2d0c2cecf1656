"""Budgets: nobody sends faster than the pace, and safety always finds a token."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from storage import budgets, outbox
from storage.base import Store
from storage.budgets import FREE, SAFETY, Bucket, Pace
from storage.clocks import SetMachine
from storage.outbox import Outgoing
from storage.tables import budget
from tests.storage.conftest import Join
from tests.storage.posting import claim, put

WAITS = st.lists(st.floats(min_value=0, max_value=3), max_size=60)


@given(WAITS)
def test_no_stretch_of_time_sees_more_than_burst_and_rate(waits: list[float]) -> None:
    now, bucket, left = 0.0, Bucket(5, 0), 0
    for wait in waits:
        now += wait
        bucket = bucket.refilled(now, per_second=1, burst=5)
        if bucket.allows(1):
            bucket, left = bucket.less_one(), left + 1

    assert left <= 5 + now


@given(WAITS)
def test_safety_always_finds_a_token_however_much_else_was_sent(waits: list[float]) -> None:
    now, bucket = 0.0, Bucket(5, 0)
    for wait in waits:
        now += wait
        bucket = bucket.refilled(now, per_second=1, burst=5)
        while bucket.allows(1):
            bucket = bucket.less_one()

        assert bucket.allows(SAFETY)


def test_bucket_of_a_clock_that_began_anew_is_full() -> None:
    assert Bucket(0, 9_000).refilled(3, per_second=1, burst=5) == Bucket(5, 3)


async def test_purse_is_the_same_for_every_replica(store: Store) -> None:
    async with store.write() as tx:
        purse = await budgets.open_purse(tx)
        await budgets.close_purse(tx, purse.bucket.less_one())

    async with store.write() as tx:
        again = await budgets.open_purse(tx)

    assert again.bucket.tokens == FREE.burst - 1


async def test_claim_that_finds_nothing_writes_nothing(store: Store, machine: SetMachine, join: Join) -> None:
    await put(store, await join())
    await claim(store)
    before = await written(store)

    machine.forward(60)

    assert await claim(store) == []
    assert await written(store) == before


async def written(store: Store) -> object:
    """Give the budget row as it stands; a disk that is written every second wears out."""
    async with store.read() as tx:
        return (await tx.db.execute(select(budget))).one()


async def test_purse_fills_up_again_with_time(store: Store, machine: SetMachine) -> None:
    pace = Pace(burst=10, per_second=2)
    async with store.write() as tx:
        await budgets.close_purse(tx, Bucket(0, (await budgets.open_purse(tx, pace)).bucket.at))
    machine.forward(3)

    async with store.write() as tx:
        assert (await budgets.open_purse(tx, pace)).bucket.tokens == 6


async def test_three_chats_told_to_wait_within_a_second_hold_the_bot(
    store: Store, machine: SetMachine, join: Join
) -> None:
    held = []
    for _ in range(3):
        somebody = await join()
        async with store.write() as tx:
            await outbox.put(tx, Outgoing(somebody.id, somebody.id, "say", 1, {}))
            held.append(await budgets.hold_chat(tx, somebody.chat_index, machine.seconds() + 20))
        machine.forward(0.2)

    assert held == [False, False, True]
    async with store.write() as tx:
        assert (await budgets.open_purse(tx)).held


async def test_three_chats_told_to_wait_at_different_times_do_not_hold_the_bot(
    store: Store, machine: SetMachine, join: Join
) -> None:
    for _ in range(3):
        somebody = await join()
        async with store.write() as tx:
            await outbox.put(tx, Outgoing(somebody.id, somebody.id, "say", 1, {}))
            assert not await budgets.hold_chat(tx, somebody.chat_index, machine.seconds() + 20)
        machine.forward(2)

    async with store.write() as tx:
        assert not (await budgets.open_purse(tx)).held


async def test_shorter_hold_never_ends_a_longer_one(store: Store) -> None:
    async with store.write() as tx:
        await budgets.hold_bot(tx, 5_000)
        await budgets.hold_bot(tx, 2_000)

    async with store.read() as tx:
        assert await tx.db.scalar(select(budget.c.held_until)) == 5_000

"""The inbox: every update is kept once, handled once, and never stands in the way of another chat."""

import asyncio
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from storage import inbox
from storage.base import Store
from storage.clocks import SetCalendar
from storage.inbox import Incoming, Received
from storage.tables import chat
from storage.tables import inbox as inbox_table
from tests.storage.conftest import Join, there

BOT = 1
ONE, OTHER = b"1" * 32, b"2" * 32


async def receive(store: Store, *updates: Incoming) -> int:
    async with store.write() as tx:
        return await inbox.receive(tx, BOT, updates)


def update(number: int, chat_index: bytes | None = ONE, *, urgent: bool = False, body: bytes = b"{}") -> Incoming:
    return Incoming(number, chat_index, urgent, body)


async def serve_next(store: Store) -> int | None:
    """Handle one update as the desk does, and give its number."""
    async with store.write() as tx:
        index = await inbox.next_chat(tx)
        found = await inbox.oldest(tx, index) if index is not None else None
        if found is None:
            return None
        await inbox.handled(tx, found.id, "answered")
        return found.update_id


async def serve_all(store: Store) -> list[int]:
    numbers = []
    while (number := await serve_next(store)) is not None:
        numbers.append(number)
    return numbers


async def first(store: Store, chat_index: bytes | None = ONE) -> Received:
    async with store.write() as tx:
        return there(await inbox.oldest(tx, chat_index))


async def test_update_that_comes_twice_is_kept_once(store: Store) -> None:
    assert await receive(store, update(7), update(8)) == 2
    assert await receive(store, update(8), update(9), update(9)) == 1

    assert await serve_all(store) == [7, 8, 9]


async def test_same_number_of_another_bot_is_another_update(store: Store) -> None:
    async with store.write() as tx:
        assert [await inbox.receive(tx, bot, [update(7)]) for bot in (1, 2)] == [1, 1]


async def test_empty_batch_is_fine(store: Store) -> None:
    assert await receive(store) == 0


async def test_body_comes_back_byte_for_byte(store: Store) -> None:
    body = '{"text":"مرحبا"}'.encode() + b"\xff\xfe"
    await receive(store, update(7, body=body))

    found = await first(store)

    assert (found.body, found.update_id, found.bot, found.chat_index) == (body, 7, BOT, ONE)


async def test_nothing_of_a_body_stands_in_the_table_unsealed(store: Store) -> None:
    await receive(store, update(7, body=b'{"text":"planted marker"}'))

    async with store.read() as tx:
        assert b"planted marker" not in there(await tx.db.scalar(select(inbox_table.c.body)))


async def test_within_a_chat_the_oldest_is_first(store: Store) -> None:
    await receive(store, update(9), update(3), update(5))

    assert await serve_all(store) == [9, 3, 5]


async def test_call_for_help_comes_first_in_its_chat_and_among_chats(store: Store) -> None:
    await receive(store, update(1, OTHER), update(2), update(3), update(4, urgent=True))

    assert await serve_all(store) == [4, 1, 2, 3]


async def test_chat_that_waits_longest_is_next(store: Store) -> None:
    await receive(store, update(1, OTHER), update(2), update(3, OTHER))

    assert await serve_all(store) == [1, 2, 3]


async def test_two_desks_never_hold_the_same_chat(store: Store) -> None:
    await receive(store, *[update(number, bytes([number % 4]) * 32) for number in range(40)])

    async def work() -> list[int]:
        return await serve_all(store)

    handled = await asyncio.gather(*(work() for _ in range(4)))

    assert sorted(number for one in handled for number in one) == list(range(40))
    for one in handled:
        for remainder in range(4):
            mine = [number for number in one if number % 4 == remainder]
            assert mine == sorted(mine)


async def test_desk_passes_over_a_chat_that_is_held(store: Store, join: Join) -> None:
    held, free = await join(), await join()
    await receive(store, update(1, held.chat_index), update(2, free.chat_index))
    if store.dialect == "sqlite":  # one writer: whoever writes holds every chat
        return

    async with store.write() as one:
        assert await inbox.next_chat(one) == held.chat_index
        async with store.write() as another:
            assert await inbox.next_chat(another) == free.chat_index


async def test_handled_update_loses_its_body_and_is_never_seen_again(store: Store) -> None:
    await receive(store, update(7))
    await serve_next(store)

    assert await serve_next(store) is None
    async with store.read() as tx:
        row = (await tx.db.execute(select(inbox_table))).one()
    assert (row.outcome, row.body) == ("answered", None)


async def test_update_whose_handling_raised_steps_aside_with_its_body_for_two_weeks(
    store: Store, calendar: SetCalendar
) -> None:
    await receive(store, update(7, body=b"{7}"), update(8))
    async with store.write() as tx:
        await inbox.aside(tx, there(await inbox.oldest(tx, ONE)).id)

    assert await serve_next(store) == 8
    calendar.forward(timedelta(days=13))
    async with store.write() as tx:
        assert await inbox.prune(tx) == 1
        assert [one.body for one in await inbox.set_aside(tx)] == [b"{7}"]
    calendar.forward(timedelta(days=2))
    async with store.write() as tx:
        assert await inbox.prune(tx) == 1
        assert await inbox.set_aside(tx) == []


async def test_pruning_waits_eight_days_and_never_takes_what_waits(store: Store, calendar: SetCalendar) -> None:
    await receive(store, update(7), update(8))
    await serve_next(store)
    calendar.forward(timedelta(days=7))
    async with store.write() as tx:
        assert await inbox.prune(tx) == 0
    calendar.forward(timedelta(days=20))

    async with store.write() as tx:
        assert await inbox.prune(tx) == 1
    assert await serve_all(store) == [8]


async def test_unparsable_update_is_counted_and_blocks_nobody(store: Store) -> None:
    broken = Incoming(6, None, urgent=False, body=b"<html>", outcome="unparsable")
    await receive(store, broken, update(7))

    assert await serve_all(store) == [7]
    async with store.read() as tx:
        counts = await inbox.counts(tx)
        assert [one.body for one in await inbox.set_aside(tx)] == [b"<html>"]
    assert (counts.waiting, counts.aside, counts.unparsable) == (0, 0, 1)


async def test_update_that_is_not_for_us_is_remembered_without_its_body(store: Store) -> None:
    await receive(store, Incoming(6, None, urgent=False, body=b"{}", outcome="ignored"))

    async with store.read() as tx:
        assert await tx.db.scalar(select(inbox_table.c.body)) is None
    assert await receive(store, update(6)) == 0


async def test_update_without_a_chat_can_be_found(store: Store) -> None:
    await receive(store, update(7, None))

    assert await serve_next(store) is None
    assert (await first(store, None)).update_id == 7


async def test_waiting_updates_are_counted_with_the_longest_wait(store: Store, calendar: SetCalendar) -> None:
    began = calendar.now()
    await receive(store, update(7))
    calendar.forward(timedelta(minutes=1))
    await receive(store, update(8))

    async with store.read() as tx:
        counts = await inbox.counts(tx)
    assert (counts.waiting, counts.oldest_at) == (2, began)


async def test_stranger_leaves_nothing_but_the_inbox_row(store: Store) -> None:
    await receive(store, update(7))

    await serve_next(store)

    async with store.read() as tx:
        assert await tx.db.scalar(select(func.count()).select_from(chat)) == 0


async def test_chat_of_somebody_we_know_stays(store: Store, join: Join) -> None:
    somebody = await join()
    await receive(store, update(7, somebody.chat_index))

    await serve_next(store)

    async with store.read() as tx:
        assert await tx.db.scalar(select(chat.c.chat_index)) == somebody.chat_index


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(updates=st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=12), start=st.integers(1, 2**40))
async def test_every_update_is_handled_once_and_in_order_within_its_chat(
    store: Store, updates: list[tuple[int, bool]], start: int
) -> None:
    batch = [
        update(start + place, bytes([number]) * 32, urgent=urgent) for place, (number, urgent) in enumerate(updates)
    ]
    async with store.write() as tx:
        new = await inbox.receive(tx, BOT, batch)

    handled = await serve_all(store)

    if new == len(batch):  # chance may bring the numbers of an earlier example once more
        assert sorted(handled) == [one.update_id for one in batch]
        for number in range(3):
            for urgent in (True, False):
                mine = [
                    one.update_id for one in batch if (one.chat_index, one.urgent) == (bytes([number]) * 32, urgent)
                ]
                assert [one for one in handled if one in mine] == mine

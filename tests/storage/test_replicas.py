"""Two processes on one PostgreSQL: whatever waits is taken by exactly one of them, whoever comes when."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from flows.engine import Row
from storage import due, forgetting, inbox, invites, outbox, persons, prompts, runs
from storage.base import Store
from storage.budgets import Pace
from storage.clocks import SetCalendar, SetMachine
from storage.errors import StepTaken
from storage.inbox import Incoming
from tests.conftest import Database
from tests.storage.conftest import Join, Somebody, there
from tests.storage.posting import EAGER, message

Deed = Callable[[Store], Awaitable[list[object]]]
CHATS, EACH = 5, 4


@pytest.fixture(scope="session", params=["postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Only a server has more than one process; on SQLite one serves alone."""
    return str(request.param)


@pytest.fixture
async def both(store: Store, database: Database) -> AsyncIterator[tuple[Store, Store]]:
    """Give two stores that are open on the same database."""
    other = await Store.open(
        database.data, database.keys, database.key_file, calendar=store.calendar, machine=store.machine
    )
    await other.migrate()
    yield store, other
    await other.close()


async def until_nothing(store: Store, deed: Deed, empty_rounds: int = 3) -> list[object]:
    """Work as a process does: again and again, until several rounds found nothing."""
    found: list[object] = []
    while empty_rounds:
        came = await deed(store)
        found += came
        empty_rounds -= not came
    return found


async def by_all(both: tuple[Store, Store], deed: Deed) -> list[object]:
    """Let four workers, two in each process, do it side by side, and once more what they passed over."""
    found = await asyncio.gather(*(until_nothing(store, deed) for store in both * 2))
    return [*(one for some in found for one in some), *await until_nothing(both[0], deed)]


async def test_every_update_is_handled_by_one_desk_and_in_order_within_its_chat(both: tuple[Store, Store]) -> None:
    chats, handled = [bytes([number]) * 32 for number in range(CHATS)], list[tuple[bytes, int]]()
    updates = [Incoming(number, chats[number % CHATS], urgent=False, body=b"{}") for number in range(CHATS * EACH)]
    async with both[0].write() as tx:
        await inbox.receive(tx, 1, updates)

    async def desk(store: Store) -> list[object]:
        async with store.write() as tx:
            chat = await inbox.next_chat(tx)
            if chat is None:
                return []
            one = there(await inbox.oldest(tx, chat))
            await asyncio.sleep(0)  # lets the other desk come in the middle
            handled.append((chat, one.update_id))
            await inbox.handled(tx, one.id, "ignored")
            return [one.update_id]

    assert sorted(await by_all(both, desk), key=str) == sorted(range(CHATS * EACH), key=str)
    for chat in chats:
        mine = [number for whose, number in handled if whose == chat]
        assert mine == sorted(mine)


async def test_same_batch_that_arrives_at_two_processes_is_kept_once(both: tuple[Store, Store]) -> None:
    updates = [Incoming(number, b"1" * 32, urgent=False, body=b"{}") for number in range(20)]

    async def receive(store: Store, batch: list[Incoming]) -> int:
        async with store.write() as tx:
            return await inbox.receive(tx, 1, batch)

    new = await asyncio.gather(*(receive(store, updates) for store in both * 3))

    assert sum(new) == 20


async def test_every_due_row_is_done_by_one_ticker(both: tuple[Store, Store]) -> None:
    async with both[0].write() as tx:
        for number in range(30):
            await due.set(tx, "wake", str(number), tx.now)

    async def ticker(store: Store) -> list[object]:
        async with store.write() as tx:
            rows = await due.claim(tx, 7)
            await asyncio.sleep(0)
            for row in rows:
                await due.done(tx, row.id)
            return [row.subject for row in rows]

    assert Counter(await by_all(both, ticker)) == Counter(str(number) for number in range(30))


async def test_row_that_another_process_cancels_while_it_is_done_stays_done(both: tuple[Store, Store]) -> None:
    one, other = both
    async with one.write() as tx:
        await due.set(tx, "wake", "run", tx.now)

    async def cancel() -> None:
        async with other.write() as tx:
            await due.cancel(tx, "wake", "run")

    async with one.write() as tx:
        (row,) = await due.claim(tx)
        cancelling = asyncio.create_task(cancel())
        await due.done(tx, row.id)
    await cancelling

    async with one.read() as tx:
        assert await due.waiting_for(tx, "wake", "run") is None


async def plan(store: Store, client: Somebody) -> prompts.Prompt:
    async with store.write() as tx:
        return await prompts.plan_prompt(
            tx, client=client.id, flow="check_in", spec="{}", zone="UTC", next_due_at=tx.now, next_slot="s", grace=60
        )


async def test_slot_of_a_prompt_is_delivered_by_one_ticker(both: tuple[Store, Store], join: Join) -> None:
    planned = [await plan(both[0], await join()) for _ in range(6)]

    async def ticker(store: Store) -> list[object]:
        async with store.write() as tx:
            found = [await prompts.deliver(tx, prompt, "s", "begun") for prompt in planned]
            return [one.prompt for one in found if one is not None]

    made = await asyncio.gather(*(ticker(store) for store in both * 3))

    assert Counter(id_ for some in made for id_ in some) == Counter(prompt.id for prompt in planned)


@pytest.mark.parametrize("pace", [EAGER, Pace(burst=1000, per_second=1000)], ids=["eager", "as Telegram allows"])
async def test_every_message_is_claimed_by_one_sender_and_in_order_within_its_chat(
    both: tuple[Store, Store], join: Join, pace: Pace
) -> None:
    clients, left = [await join() for _ in range(CHATS)], list[tuple[str, str]]()
    async with both[0].write() as tx:
        put = [(client.id, (await outbox.put(tx, message(client)))[0]) for _ in range(EACH) for client in clients]

    async def sender(store: Store) -> list[object]:
        async with store.write() as tx:
            rows = await outbox.claim(tx, 3, pace=pace)
        left.extend((row.person, row.id) for row in rows)
        async with store.write() as tx:
            for row in rows:
                await outbox.sent(tx, row.id, 7)
        return [row.id for row in rows]

    assert Counter(await by_all(both, sender)) == Counter(id_ for _client, id_ in put)
    for client in clients:
        assert [id_ for whose, id_ in left if whose == client.id] == [id_ for whose, id_ in put if whose == client.id]


async def test_all_senders_together_keep_to_one_budget(both: tuple[Store, Store], join: Join) -> None:
    clients = [await join() for _ in range(12)]
    async with both[0].write() as tx:
        for client in clients:
            await outbox.put(tx, message(client))

    async def sender(store: Store) -> list[object]:
        async with store.write() as tx:
            return [row.id for row in await outbox.claim(tx, 4, pace=Pace(burst=7, per_second=0))]

    assert len(await by_all(both, sender)) == 6  # the seventh token is for safety alone


async def test_link_is_claimed_in_one_process(both: tuple[Store, Store], join: Join) -> None:
    olena, anna = await join("staff", "therapist"), await join()
    async with both[0].write() as tx:
        token, _invite = await invites.make(tx, "client", made_by=olena.id, person=anna.id)

    async def come(store: Store, number: int) -> bool:
        async with store.write() as tx:
            return await invites.claim(tx, token, bytes([number]) * 32) is not None

    won = await asyncio.gather(*(come(store, number) for number, store in enumerate(both * 4)))

    assert sum(won) == 1


async def test_one_of_two_answers_in_two_processes_counts(both: tuple[Store, Store], join: Join) -> None:
    anna = await join()
    async with both[0].write() as tx:
        run = await runs.begin(tx, person=anna.id, about=anna.id, flow="f", version=1, args={})

    async def answer(store: Store) -> bool:
        try:
            async with store.write() as tx:
                row = Row(1, 0, "mood", "scale", 4, tx.now, None)
                await runs.append(tx, run, [row], 0)
        except StepTaken:
            return False
        return True

    assert sum(await asyncio.gather(*(answer(store) for store in both * 3))) == 1


async def test_two_processes_that_carry_on_one_forgetting_do_not_disturb_each_other(
    both: tuple[Store, Store], join: Join
) -> None:
    anna = await join()
    async with both[0].write() as tx:
        await forgetting.mark(tx, anna.id, ["Done."])

    receipts = await asyncio.gather(*(forgetting.finish(store) for store in both * 2))

    assert {one.subject for some in receipts for one in some} == {anna.id}
    async with both[1].read() as tx:
        assert await persons.get(tx, anna.id) is None
    for some in receipts:
        for one in some:
            await forgetting.told(both[1], one)
    assert await forgetting.finish(both[0]) == []


async def test_processes_that_start_at_once_migrate_and_make_the_keys_of_the_house_once(
    database: Database, calendar: SetCalendar, machine: SetMachine
) -> None:
    async def begin() -> str:
        opened = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=machine)
        try:
            await opened.migrate()
            return opened.keys.check()
        finally:
            await opened.close()

    assert len(set(await asyncio.gather(*(begin() for _ in range(4))))) == 1

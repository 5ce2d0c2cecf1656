"""The ticker on both databases: one row that raises is parked alone, a held chat is left, a day ends tidily."""

import pytest

from storage import due, inbox, persons, prompts
from storage.base import Store, Transaction
from storage.clocks import SetCalendar
from storage.due import Due
from storage.inbox import Incoming
from tests.bot.timed import BROKEN_TALK, Timed, at


@pytest.fixture
def timed(store: Store, calendar: SetCalendar) -> Timed:
    """Give a small world that stands on Monday 2 March 2026, 09:00 UTC."""
    return Timed(store, calendar)


async def plan_broken(timed: Timed, client: str) -> None:
    async with timed.store.write() as tx:
        await prompts.plan_prompt(
            tx, client=client, flow=BROKEN_TALK, spec='{"weekday": 4, "time": "12:00"}', zone="Europe/Berlin",
            next_due_at=at("2026-03-05T11:00"), next_slot="2026-03-05/12:00", grace=7200,
        )  # fmt: skip


async def test_prompt_that_raises_is_parked_alone_and_comes_again_next_week(timed: Timed) -> None:
    broken, fine = await timed.client(check_in_time="20:00"), await timed.client(check_in_time="12:00")
    await plan_broken(timed, broken)

    await timed.live_until("2026-03-05T11:11")

    assert timed.ticker.parked == 1
    assert await timed.outcomes(broken) == {"2026-03-05/12:00": "parked"}
    assert await timed.outcomes(fine) == {"2026-03-05/12:00": "begun"}
    async with timed.store.read() as tx:
        (planned,) = [one for one in await prompts.of_client(tx, broken) if one.flow == BROKEN_TALK]
    assert planned.next_slot == "2026-03-12/12:00"


async def test_due_row_that_raises_is_done_once_and_holds_up_no_other(timed: Timed) -> None:
    done: list[str] = []

    async def raises(_tx: Transaction, _row: Due) -> bool:
        raise ValueError("a mistake of ours")

    async def works(_tx: Transaction, row: Due) -> bool:
        done.append(row.subject)
        return True

    timed.ticker.more_deeds = {"raises": raises, "works": works}
    async with timed.store.write() as tx:
        await due.set(tx, "raises", "one", tx.now)
        await due.set(tx, "works", "two", tx.now)

    await timed.ticker.tick()
    await timed.ticker.tick()

    assert (done, timed.ticker.parked) == (["two"], 1)


async def test_prompt_waits_while_something_that_the_client_wrote_is_not_read_yet(timed: Timed) -> None:
    client = await timed.client()
    async with timed.store.write() as tx:
        index = await persons.chat_index(tx, client)
        await inbox.receive(tx, 1, [Incoming(1, index, urgent=False, body=b"{}")])

    await timed.sleep_until("2026-03-05T17:11")
    before = await timed.outcomes(client)
    async with timed.store.write() as tx:
        waiting = await inbox.oldest(tx, index)
        assert waiting is not None
        await inbox.handled(tx, waiting.id, "answered")
    await timed.ticker.tick()

    assert before == {}
    assert await timed.outcomes(client) == {"2026-03-05/18:00": "begun"}


async def test_second_tick_of_the_same_moment_sends_nothing_twice(timed: Timed) -> None:
    client = await timed.client()
    await timed.sleep_until("2026-03-05T17:11")

    for _ in range(3):
        await timed.ticker.tick()

    assert len(await timed.said(client)) == 1

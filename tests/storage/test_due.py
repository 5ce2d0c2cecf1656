"""What is due: claimed once, earliest first, moved and cancelled."""

import asyncio
from datetime import timedelta

from storage import due
from storage.base import Store
from storage.clocks import SetCalendar

HOUR = timedelta(hours=1)


async def set_due(store: Store, subject: str, in_hours: float, kind: str = "wake") -> None:
    async with store.write() as tx:
        await due.set(tx, kind, subject, tx.now + in_hours * HOUR)


async def claim_and_finish(store: Store, limit: int = 100) -> list[str]:
    async with store.write() as tx:
        claimed = await due.claim(tx, limit)
        for one in claimed:
            await due.done(tx, one.id)
    return [one.subject for one in claimed]


async def test_nothing_happens_before_its_moment(store: Store, calendar: SetCalendar) -> None:
    await set_due(store, "run", 1)

    assert await claim_and_finish(store) == []
    calendar.forward(HOUR)
    assert await claim_and_finish(store) == ["run"]


async def test_what_is_done_does_not_come_again_even_when_it_is_set_again(store: Store, calendar: SetCalendar) -> None:
    moment = calendar.now()
    await set_due(store, "run", 0)
    await claim_and_finish(store)

    async with store.write() as tx:
        await due.set(tx, "wake", "run", moment)

    assert await claim_and_finish(store) == []


async def test_earliest_comes_first(store: Store, calendar: SetCalendar) -> None:
    for hours in (3, 1, 2):
        await set_due(store, str(hours), hours)
    calendar.forward(5 * HOUR)

    assert await claim_and_finish(store, limit=2) == ["1", "2"]
    assert await claim_and_finish(store) == ["3"]


async def test_setting_again_moves_the_moment(store: Store, calendar: SetCalendar) -> None:
    await set_due(store, "run", 1)
    await set_due(store, "run", 3)
    calendar.forward(2 * HOUR)

    assert await claim_and_finish(store) == []
    async with store.read() as tx:
        assert await due.waiting_for(tx, "wake", "run") == calendar.now() + HOUR


async def test_what_is_cancelled_does_not_happen(store: Store) -> None:
    await set_due(store, "run", 0)
    await set_due(store, "run", 0, kind="window")

    async with store.write() as tx:
        await due.cancel(tx, "wake", "run")

    async with store.write() as tx:
        assert [one.kind for one in await due.claim(tx)] == ["window"]


async def test_what_could_not_be_done_now_is_looked_at_later(store: Store, calendar: SetCalendar) -> None:
    await set_due(store, "run", 0)
    async with store.write() as tx:
        await due.postpone(tx, (await due.claim(tx))[0].id, tx.now + HOUR)

    assert await claim_and_finish(store) == []
    calendar.forward(HOUR)
    assert await claim_and_finish(store) == ["run"]


async def test_two_tickers_never_do_the_same_thing(store: Store) -> None:
    for number in range(40):
        await set_due(store, str(number), 0)

    claimed = await asyncio.gather(*(claim_and_finish(store, limit=15) for _ in range(4)))
    claimed.append(await claim_and_finish(store))

    assert sorted(int(subject) for one in claimed for subject in one) == list(range(40))


async def test_next_moment_is_known(store: Store, calendar: SetCalendar) -> None:
    async with store.read() as tx:
        assert await due.next_at(tx) is None
    await set_due(store, "late", 5)
    await set_due(store, "soon", 2, kind="prompt")

    async with store.read() as tx:
        assert await due.next_at(tx) == calendar.now() + 2 * HOUR
        assert await due.next_at(tx, kinds=["wake"]) == calendar.now() + 5 * HOUR


async def test_only_the_named_kinds_are_claimed(store: Store) -> None:
    await set_due(store, "run", 0)
    await set_due(store, "prompt", 0, kind="prompt")

    async with store.write() as tx:
        assert [one.subject for one in await due.claim(tx, kinds=["prompt"])] == ["prompt"]


async def test_old_things_are_tidied_and_waiting_ones_stay(store: Store, calendar: SetCalendar) -> None:
    await set_due(store, "done", 0)
    await claim_and_finish(store)
    await set_due(store, "waiting", 0)
    calendar.forward(timedelta(days=9))

    async with store.write() as tx:
        assert await due.tidy(tx, calendar.now()) == 1
    assert await claim_and_finish(store) == ["waiting"]

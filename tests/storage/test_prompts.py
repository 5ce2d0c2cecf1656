"""Prompts: due in local slots, each delivered once, counted in the client's own week."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from storage import due, prompts
from storage.base import Store
from storage.clocks import SetCalendar
from storage.prompts import Prompt
from storage.tables import prompt as prompt_table
from tests.storage.conftest import Join, there

DAY = timedelta(days=1)


async def plan(store: Store, client: str, in_days: float = 0, **more: Any) -> Prompt:
    planned: dict[str, Any] = {
        "flow": "check_in",
        "spec": "{}",
        "zone": "UTC",
        "next_slot": "2026-03-05/18:00",
        "grace": 7200,
    } | more
    async with store.write() as tx:
        return await prompts.plan_prompt(tx, client=client, next_due_at=tx.now + in_days * DAY, **planned)


async def deliver(store: Store, prompt: Prompt, slot: str, outcome: str = "begun") -> str | None:
    async with store.write() as tx:
        made = await prompts.deliver(tx, prompt, slot, outcome)
    return made.id if made else None


async def test_prompt_comes_back_as_it_was_planned(store: Store, join: Join) -> None:
    planned = await plan(store, (await join()).id, args={"task": "t" * 32}, spec='{"weekday":4}')

    async with store.read() as tx:
        assert await prompts.get(tx, planned.id) == planned


async def test_planned_prompt_comes_up_among_all_that_is_due(store: Store, join: Join, calendar: SetCalendar) -> None:
    client = (await join()).id
    planned = await plan(store, client, 1)
    calendar.forward(DAY)

    async with store.write() as tx:
        assert [(one.kind, one.subject, one.about) for one in await due.claim(tx)] == [("prompt", planned.id, client)]
        assert await prompts.prompts_due(tx) == [planned]


async def test_slot_is_delivered_once(store: Store, join: Join) -> None:
    planned = await plan(store, (await join()).id)

    delivered = [await deliver(store, planned, slot) for slot in ("2026-10-25/18:00", "2026-10-25/18:00", "other")]

    assert [one is not None for one in delivered] == [True, False, True]


async def test_of_five_ticks_at_once_one_delivers_the_slot(store: Store, join: Join) -> None:
    planned = await plan(store, (await join()).id)

    delivered = await asyncio.gather(*(deliver(store, planned, "2026-10-25/18:00") for _ in range(5)))

    assert len([one for one in delivered if one is not None]) == 1


async def test_moved_prompt_is_due_at_its_new_moment_only(store: Store, join: Join, calendar: SetCalendar) -> None:
    planned = await plan(store, (await join()).id)
    async with store.write() as tx:
        await prompts.move(tx, planned, tx.now + DAY, "2026-03-06/18:00")

    async with store.write() as tx:
        assert (await prompts.prompts_due(tx), await due.claim(tx)) == ([], [])
    calendar.forward(DAY)
    async with store.write() as tx:
        assert [one.next_slot for one in await prompts.prompts_due(tx)] == ["2026-03-06/18:00"]


async def test_prompt_without_a_next_moment_stays_and_is_never_due(store: Store, join: Join) -> None:
    client = (await join()).id
    planned = await plan(store, client)

    async with store.write() as tx:
        await prompts.move(tx, planned, None, None)

    async with store.write() as tx:
        assert (await prompts.prompts_due(tx), await due.next_at(tx)) == ([], None)
        assert [one.id for one in await prompts.of_client(tx, client)] == [planned.id]


async def test_pause_and_new_times_are_kept(store: Store, join: Join, calendar: SetCalendar) -> None:
    planned = await plan(store, (await join()).id)
    async with store.write() as tx:
        await prompts.pause(tx, planned, calendar.now() + DAY)
        await prompts.replan(tx, planned, spec='{"weekday":2}', zone="Europe/Kyiv")

    async with store.read() as tx:
        kept = there(await prompts.get(tx, planned.id))
    assert (kept.paused_until, kept.spec, kept.zone) == (calendar.now() + DAY, '{"weekday":2}', "Europe/Kyiv")


async def test_withdrawn_prompts_are_neither_due_nor_planned(store: Store, join: Join) -> None:
    client = (await join()).id
    gone, stays = await plan(store, client), await plan(store, client, flow="rehearsal")

    async with store.write() as tx:
        assert await prompts.withdraw_prompts(tx, client, flow="check_in") == [gone.id]

    async with store.write() as tx:
        assert [one.id for one in await prompts.prompts_due(tx)] == [stays.id]
        assert [one.subject for one in await due.claim(tx)] == [stays.id]
        assert [one.id for one in await prompts.of_client(tx, client)] == [stays.id]


async def test_deliveries_say_what_was_due_and_what_became_of_it(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    client = (await join()).id
    planned = await plan(store, client)
    waiting = there(await deliver(store, planned, "1", "waiting"))
    await deliver(store, planned, "2", "quiet")
    calendar.forward(timedelta(minutes=20))
    async with store.write() as tx:
        await prompts.decide(tx, waiting, "begun", run="r" * 32)
        first_decided_at = tx.now
    calendar.forward(DAY)
    async with store.write() as tx:
        await prompts.decide(tx, waiting, "missed")

    async with store.read() as tx:
        assert {one.slot: one.outcome for one in await prompts.deliveries(tx, client)} == {"1": "missed", "2": "quiet"}
        assert await prompts.waiting_deliveries(tx, client) == []
        kept = there(await prompts.get_delivery(tx, waiting))
    assert (kept.run, kept.decided_at) == ("r" * 32, first_decided_at)


async def test_only_what_came_to_the_client_counts_against_the_week(store: Store, join: Join) -> None:
    client = (await join()).id
    planned = await plan(store, client)
    for outcome in ("begun", "answered", "missed", "quiet", "budget", "waiting", "gave_way"):
        await deliver(store, planned, outcome, outcome)

    async with store.read() as tx:
        assert await prompts.sent_this_week(tx, client) == 3


async def test_week_begins_on_monday_where_the_client_lives(store: Store, join: Join, calendar: SetCalendar) -> None:
    at_home, abroad = (await join(zone="UTC")).id, (await join(zone="Pacific/Auckland")).id
    calendar.set(datetime(2026, 3, 8, 10, 0, tzinfo=UTC))  # Sunday; in Auckland 23:00
    for client in (at_home, abroad):
        await deliver(store, await plan(store, client), "sunday")
    calendar.set(datetime(2026, 3, 8, 12, 0, tzinfo=UTC))  # still Sunday; in Auckland Monday 01:00

    async with store.read() as tx:
        assert [await prompts.sent_this_week(tx, client) for client in (at_home, abroad)] == [1, 0]


@pytest.mark.parametrize(
    "zone", ["Europe/Kyiv", "America/St_Johns", "Africa/Cairo", "Pacific/Kiritimati", "Asia/Tehran"]
)
@given(moment=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001 - made UTC below
def test_week_holds_its_moment_and_begins_on_a_local_monday(zone: str, moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC)

    local = prompts.week_began(moment, zone).astimezone(ZoneInfo(zone))

    assert local.weekday() == 0
    assert local.date() <= moment.astimezone(ZoneInfo(zone)).date() < local.date() + timedelta(days=7)
    assert local.time() == time(0) or local.date() > date(2024, 1, 1)  # some zones change their clocks at midnight


async def test_nothing_of_arguments_stands_in_the_table_unsealed(store: Store, join: Join) -> None:
    await plan(store, (await join()).id, args={"person": "planted marker"})

    async with store.read() as tx:
        assert b"planted marker" not in there(await tx.db.scalar(select(prompt_table.c.args)))

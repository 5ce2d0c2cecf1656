"""Sending: in order within a chat, safety before all, and never more often than a message's policy allows."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import outbox
from storage.base import Store
from storage.budgets import Pace
from storage.clocks import SetCalendar, SetMachine
from storage.tables import budget
from storage.tables import outbox as outbox_table
from tests.storage.conftest import Join, there
from tests.storage.posting import COURTESY, PROMPT, REPLY, SAFETY, claim, claim_and_send, message, put, state


async def test_messages_of_a_chat_leave_one_by_one_in_order(store: Store, join: Join) -> None:
    client = await join()
    put_in_order = [await put(store, client) for _ in range(4)]

    left = [await claim_and_send(store) for _ in range(5)]

    assert left == [[put_in_order[0]], [put_in_order[1]], [put_in_order[2]], [put_in_order[3]], []]


async def test_where_nothing_waits_the_budget_is_not_even_looked_at(store: Store, join: Join) -> None:
    assert await claim(store) == []
    async with store.read() as tx:
        assert (await tx.db.execute(select(budget))).all() == []

    await put(store, await join())
    assert len(await claim(store)) == 1


async def test_order_holds_within_one_commit(store: Store, join: Join) -> None:
    client = await join()
    async with store.write() as tx:
        put_in_order = [(await outbox.put(tx, message(client)))[0] for _ in range(5)]

    assert [(await claim_and_send(store))[0] for _ in range(5)] == put_in_order


async def test_message_in_flight_holds_back_the_next_of_its_chat_but_not_of_others(store: Store, join: Join) -> None:
    client, other = await join(), await join()
    first, _ = await put(store, client), await put(store, client)
    assert [row.id for row in await claim(store)] == [first]

    elsewhere = await put(store, other)

    assert [row.id for row in await claim(store)] == [elsewhere]


async def test_help_overtakes_everything_that_waits_even_what_is_in_flight(store: Store, join: Join) -> None:
    client = await join()
    for urgency in (PROMPT, REPLY, COURTESY):
        await put(store, client, urgency)
    await claim(store)

    card = await put(store, client, SAFETY)

    assert [row.id for row in await claim(store)] == [card]


async def test_safety_of_all_chats_goes_before_replies_and_replies_before_prompts(store: Store, join: Join) -> None:
    prompt, reply, card = [await put(store, await join(), urgency) for urgency in (PROMPT, REPLY, SAFETY)]

    assert [row.id for row in await claim(store)] == [card, reply, prompt]


async def test_settling_edit_never_overtakes_its_question(store: Store, join: Join) -> None:
    client = await join()
    question = await put(store, client, PROMPT, kind="question")
    edit = await put(store, client, COURTESY, kind="settle", policy="most")

    assert [await claim_and_send(store) for _ in range(2)] == [[question], [edit]]


async def test_message_for_later_waits_for_the_calendar_and_holds_nobody_back(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    client = await join()
    tomorrow = await put(store, client, not_before=calendar.now() + timedelta(days=1))
    now = await put(store, client)

    assert [await claim_and_send(store), await claim_and_send(store)] == [[now], []]
    calendar.forward(timedelta(days=1))
    assert await claim_and_send(store) == [tomorrow]


async def test_message_that_is_tried_again_keeps_its_place(store: Store, join: Join, machine: SetMachine) -> None:
    client = await join()
    first, second = await put(store, client), await put(store, client)
    await claim(store)
    async with store.write() as tx:
        await outbox.again(tx, first, machine.seconds() + 5)

    assert await claim(store) == []
    machine.forward(5)
    assert [(await claim_and_send(store))[0] for _ in range(2)] == [first, second]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(urgencies=st.lists(st.sampled_from([SAFETY, REPLY, PROMPT, COURTESY]), max_size=12))
async def test_within_one_urgency_nothing_is_ever_overtaken(store: Store, join: Join, urgencies: list[int]) -> None:
    client = await join()
    put_in_order = [(urgency, await put(store, client, urgency)) for urgency in urgencies]

    left = [id_ for _ in urgencies for id_ in await claim_and_send(store)]

    assert sorted(left) == sorted(id_ for _, id_ in put_in_order)
    for urgency in range(4):
        mine = [id_ for one, id_ in put_in_order if one == urgency]
        assert [id_ for id_ in left if id_ in mine] == mine


async def test_claimers_at_the_same_moment_never_share_a_row(store: Store, join: Join) -> None:
    rows = [await put(store, await join()) for _ in range(24)]

    claims = await asyncio.gather(*(claim(store, limit=6) for _ in range(6)))

    claimed = [row.id for batch in claims for row in batch]
    assert sorted(claimed) == sorted(rows)
    assert max(len(batch) for batch in claims) == 6


async def test_batch_holds_at_most_thirty_two_rows(store: Store, join: Join) -> None:
    for _ in range(34):
        await put(store, await join())

    assert len(await claim(store, limit=100)) == 32


async def test_row_taken_back_while_a_sender_takes_it_never_goes_twice(
    store: Store, join: Join, machine: SetMachine
) -> None:
    client = await join()
    row = await put(store, client)

    async def take_back() -> int:
        async with store.write() as tx:
            return await outbox.withdraw(tx, person=client.id)

    claimed, withdrawn = await asyncio.gather(claim(store), take_back())
    async with store.write() as tx:
        for one in claimed:
            await outbox.again(tx, one.id, machine.seconds())

    assert len(claimed) + withdrawn == 1
    assert await state(store, row) == ("withdrawn", False)


async def test_sent_row_keeps_what_was_shown_and_loses_its_words(store: Store, join: Join) -> None:
    await put(store, await join())
    row = (await claim(store))[0]
    async with store.write() as tx:
        await outbox.sent(tx, row.id, 55, language="uk", build="ab12", text_hash=b"h" * 32)

    async with store.read() as tx:
        posted = there(await outbox.by_token(tx, row.token))
    assert (posted.message_id, posted.language, posted.build, posted.text_hash) == (55, "uk", "ab12", b"h" * 32)
    assert await state(store, row.id) == ("sent", False)


async def test_claimed_row_opens_to_what_was_put(store: Store, join: Join) -> None:
    payload = {"lines": [{"m": "Добрий день"}], "buttons": [[{"code": "4", "line": {"m": "4"}}]], "silent": True}
    await put(store, await join(), payload=payload)

    assert (await claim(store))[0].payload == payload


async def test_nothing_of_a_message_stands_in_the_table_unsealed(store: Store, join: Join) -> None:
    await put(store, await join(), payload={"lines": ["planted marker"]})

    async with store.read() as tx:
        assert b"planted marker" not in there(await tx.db.scalar(select(outbox_table.c.payload)))


async def test_sender_that_died_leaves_its_row_to_another_when_the_lease_is_over(
    store: Store, join: Join, machine: SetMachine
) -> None:
    row = await put(store, await join())
    await claim(store)

    async with store.write() as tx:
        too_early = await outbox.reap(tx)
    machine.forward(30)
    async with store.write() as tx:
        reaped = await outbox.reap(tx)

    assert (too_early.again, reaped.again, reaped.unknown) == (0, 1, 0)
    assert [one.id for one in await claim(store)] == [row]


async def test_at_least_once_is_repeated_once_and_then_left_unknown(
    store: Store, join: Join, machine: SetMachine
) -> None:
    row = await put(store, await join())
    for _ in range(2):
        assert [one.id for one in await claim(store)] == [row]
        async with store.write() as tx:
            await outbox.uncertain(tx, row)
        assert await claim(store) == []
        machine.forward(30)

    assert await claim(store) == []
    assert await state(store, row) == ("unknown", False)


async def test_crash_and_timeout_count_together(store: Store, join: Join, machine: SetMachine) -> None:
    row = await put(store, await join())
    await claim(store)
    machine.forward(30)
    async with store.write() as tx:
        await outbox.reap(tx)
    await claim(store)

    async with store.write() as tx:
        await outbox.uncertain(tx, row)

    assert await state(store, row) == ("unknown", False)


@pytest.mark.parametrize("crashed", [True, False])
async def test_at_most_once_is_never_repeated(store: Store, join: Join, machine: SetMachine, *, crashed: bool) -> None:
    row = await put(store, await join(), COURTESY, policy="most")
    await claim(store)
    machine.forward(30)

    async with store.write() as tx:
        await (outbox.reap(tx) if crashed else outbox.uncertain(tx, row))

    assert await state(store, row) == ("unknown", False)


async def test_late_word_that_it_arrived_spares_the_repeat(store: Store, join: Join, machine: SetMachine) -> None:
    row = await put(store, await join())
    await claim(store)
    machine.forward(30)
    async with store.write() as tx:
        await outbox.reap(tx)
        await outbox.sent(tx, row, 9)

    assert await claim(store) == []


async def test_lease_of_a_clock_that_began_anew_is_over(store: Store, join: Join, machine: SetMachine) -> None:
    row = await put(store, await join())
    await claim(store)
    machine.forward(-900)

    async with store.write() as tx:
        await outbox.reap(tx)

    assert [one.id for one in await claim(store)] == [row]


async def test_failed_row_never_goes_again_and_loses_its_words(store: Store, join: Join) -> None:
    row = await put(store, await join())
    await claim(store)

    async with store.write() as tx:
        await outbox.failed(tx, row, "403 " + "x" * 300)

    assert await claim(store) == []
    assert await state(store, row) == ("failed", False)


async def test_row_set_aside_keeps_its_words_holds_nobody_back_and_can_be_put_back(store: Store, join: Join) -> None:
    client = await join()
    refused, after = await put(store, client), await put(store, client)
    await claim(store)
    async with store.write() as tx:
        await outbox.aside(tx, refused, "400")

    assert await state(store, refused) == ("aside", True)
    assert await claim_and_send(store) == [after]
    async with store.write() as tx:
        await outbox.put_back(tx, refused)
    assert await claim_and_send(store) == [refused]


async def test_courtesy_that_would_come_too_late_is_dropped(store: Store, join: Join, calendar: SetCalendar) -> None:
    client = await join()
    edit, reply = await put(store, client, COURTESY, kind="settle"), await put(store, client, REPLY)
    calendar.forward(timedelta(minutes=11))

    async with store.write() as tx:
        await outbox.reap(tx)

    assert (await state(store, edit))[0] == "withdrawn"
    assert await claim_and_send(store) == [reply]


async def test_words_whose_key_is_gone_are_withdrawn_and_hold_up_nobody(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    forgotten, other = await join(), await join()
    gone, stays = await put(store, forgotten), await put(store, other)
    await store.keys.shred(forgotten.id, calendar.now())

    assert [row.id for row in await claim(store)] == [stays]
    assert await state(store, gone) == ("withdrawn", False)


async def test_chat_gets_a_burst_and_then_one_a_second_with_one_token_left_for_safety(
    store: Store, join: Join, machine: SetMachine
) -> None:
    client = await join()
    for _ in range(8):
        await put(store, client)

    burst = [len(await claim_and_send(store, pace=Pace())) for _ in range(6)]
    machine.forward(1)
    later = [len(await claim_and_send(store, pace=Pace())) for _ in range(2)]
    await put(store, client, SAFETY)

    assert (burst, later) == ([1, 1, 1, 1, 0, 0], [1, 0])
    assert len(await claim(store, pace=Pace())) == 1


async def test_bot_sends_no_more_than_its_budget_and_keeps_one_token_for_safety(
    store: Store, join: Join, machine: SetMachine
) -> None:
    pace = Pace(burst=4, per_second=2)
    for _ in range(8):
        await put(store, await join())

    at_once = [len(await claim(store, pace=pace)), len(await claim(store, pace=pace))]
    card = await put(store, await join(), SAFETY)
    helped = await claim(store, pace=pace)
    machine.forward(1.5)

    assert at_once == [3, 0]
    assert [row.id for row in helped] == [card]
    assert len(await claim(store, pace=pace)) == 2


async def test_429_of_one_chat_leaves_the_others_alone(store: Store, join: Join, machine: SetMachine) -> None:
    flooded, other = await join(), await join()
    refused = await put(store, flooded)
    await claim(store)
    async with store.write() as tx:
        await outbox.hold_chat(tx, flooded.chat_index, machine.seconds() + 20)
        await outbox.again(tx, refused, machine.seconds() + 20)
    await put(store, flooded, SAFETY)

    elsewhere = await put(store, other)

    assert [row.id for row in await claim(store)] == [elsewhere]
    machine.forward(20)
    assert len(await claim(store)) == 1


async def test_held_bot_sends_nothing_until_the_hold_is_over(store: Store, join: Join, machine: SetMachine) -> None:
    await put(store, await join(), SAFETY)
    async with store.write() as tx:
        await outbox.hold_bot(tx, machine.seconds() + 10)

    assert await claim(store) == []
    machine.forward(10)
    assert len(await claim(store)) == 1


async def test_start_after_a_crash_forgets_leases_and_holds_of_the_only_process(
    store: Store, join: Join, machine: SetMachine
) -> None:
    client = await join()
    await put(store, client)
    await claim(store)
    async with store.write() as tx:
        await outbox.hold_chat(tx, client.chat_index, machine.seconds() + 99)
        await outbox.hold_bot(tx, machine.seconds() + 99)

    async with store.write() as tx:
        await outbox.begin_anew(tx)
        await outbox.reap(tx)
    machine.forward(2)

    # PostgreSQL keeps its clock, and other replicas may hold leases: there everything runs its time.
    assert len(await claim(store)) == (1 if store.dialect == "sqlite" else 0)

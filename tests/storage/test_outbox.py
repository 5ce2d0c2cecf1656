"""The outbox: put once, found by its token, and taken back before it goes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import consents, outbox, persons, runs
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine
from storage.outbox import NoChat
from tests.storage.conftest import Join, Somebody, there
from tests.storage.posting import COURTESY, SAFETY, claim, claim_and_send, message, put, state


async def test_same_step_of_a_run_is_put_once(store: Store, join: Join) -> None:
    client = await join()
    ask = message(client, run="r" * 32, step="ask:mood", turn=0)

    async with store.write() as tx:
        put_twice = [await outbox.put(tx, ask), await outbox.put(tx, ask)]

    assert put_twice[0] == put_twice[1]
    assert len(await claim(store)) == 1


async def test_nobody_is_written_to_before_they_have_a_chat(store: Store) -> None:
    async with store.write() as tx:
        invited = await persons.add(tx, face="client", role="client", state="invited")

        with pytest.raises(NoChat, match=invited.id):
            await outbox.put(tx, message(Somebody(invited.id, b"")))


async def test_taking_back_leaves_safety_and_deletions(store: Store, join: Join) -> None:
    client = await join()
    card, deletion = await put(store, client, SAFETY), await put(store, client, COURTESY, kind="delete")
    question = await put(store, client, kind="question")

    async with store.write() as tx:
        assert await outbox.withdraw(tx, person=client.id) == 1

    assert await state(store, question) == ("withdrawn", False)
    assert [await state(store, row) for row in (card, deletion)] == [("pending", True)] * 2


async def test_what_hangs_on_a_prompt_is_taken_back_with_it(store: Store, join: Join) -> None:
    client = await join()
    hanging, other = await put(store, client, hangs_on="prompt:1"), await put(store, client, hangs_on="prompt:2")

    async with store.write() as tx:
        await outbox.withdraw(tx, hangs_on="prompt:1")

    assert [(await state(store, row))[0] for row in (hanging, other)] == ["withdrawn", "pending"]


async def test_only_the_named_kinds_are_taken_back(store: Store, join: Join) -> None:
    client = await join()
    say, question = await put(store, client), await put(store, client, kind="question")

    async with store.write() as tx:
        await outbox.withdraw(tx, person=client.id, kinds=["question"])

    assert [(await state(store, row))[0] for row in (say, question)] == ["pending", "withdrawn"]


async def test_row_in_flight_that_is_taken_back_does_not_go_again(
    store: Store, join: Join, machine: SetMachine
) -> None:
    client = await join()
    row = await put(store, client)
    await claim(store)
    async with store.write() as tx:
        assert await outbox.withdraw(tx, person=client.id) == 0
    machine.forward(30)

    async with store.write() as tx:
        await outbox.reap(tx)

    assert await state(store, row) == ("unknown", False)


async def test_taking_back_asks_what(store: Store) -> None:
    with pytest.raises(ValueError, match="nothing names what to withdraw"):
        async with store.write() as tx:
            await outbox.withdraw(tx)


async def test_unknown_token_finds_nothing(store: Store) -> None:
    async with store.read() as tx:
        assert await outbox.by_token(tx, "A" * 22) is None


async def test_tokens_are_short_and_never_the_same(store: Store, join: Join) -> None:
    client = await join()
    async with store.write() as tx:
        tokens = {(await outbox.put(tx, message(client)))[1] for _ in range(20)}

    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {22}


async def test_question_asked_again_is_the_one_that_is_current_and_settled(store: Store, join: Join) -> None:
    client = await join()
    async with store.write() as tx:
        run = await runs.begin(tx, person=client.id, about=client.id, flow="check_in", version=1, args={})
        ask = message(client, kind="question", run=run.id, step="ask:mood_x", turn=0)
        await outbox.put(tx, ask)
        await outbox.put(tx, replace(ask, step="ask:mood_x#1"))
        await outbox.put(tx, replace(ask, step="ask:moodyx", turn=1))

    async with store.read() as tx:
        first, second, last = await outbox.of_run(tx, run.id)
        assert [await outbox.is_current(tx, one) for one in (first, second, last)] == [False, False, True]
        assert there(await outbox.of_step(tx, run.id, "ask:mood_x", 0)).id == second.id
        assert await outbox.count_of_run(tx, run.id) == 3


async def test_question_of_a_closed_run_is_not_current(store: Store, join: Join) -> None:
    client = await join()
    async with store.write() as tx:
        run = await runs.begin(tx, person=client.id, about=client.id, flow="check_in", version=1, args={})
        ask = message(client, kind="question", run=run.id, step="ask:mood", turn=0)
        id_, _ = await outbox.put(tx, ask)
        await runs.close(tx, run, "expired")

    async with store.read() as tx:
        assert not await outbox.is_current(tx, there(await outbox.get(tx, id_)))


async def test_tokens_outlive_their_run_by_thirty_days_and_proof_of_consent_stays(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    client = await join()
    async with store.write() as tx:
        run = await runs.begin(tx, person=client.id, about=client.id, flow="joining", version=1, args={})
        steps = [message(client, run=run.id, step=f"say:{number}", turn=0) for number in range(2)]
        plain, proof = [(await outbox.put(tx, one))[0] for one in steps]
        await outbox.withdraw(tx, run=run.id)
        await consents.answer(
            tx, client.id, "share", answer=True, text_id="share", version=1, language="en", shown=proof
        )
    calendar.forward(timedelta(days=40))
    async with store.write() as tx:
        assert await outbox.prune(tx) == 0
        await runs.close(tx, run, "done")
    calendar.forward(timedelta(days=29))
    async with store.write() as tx:
        assert await outbox.prune(tx) == 0
    calendar.forward(timedelta(days=2))

    async with store.write() as tx:
        assert await outbox.prune(tx) == 1

    async with store.read() as tx:
        assert await outbox.get(tx, plain) is None
        assert await outbox.get(tx, proof) is not None


async def test_rows_are_counted_by_state(store: Store, join: Join) -> None:
    await put(store, await join())
    await claim_and_send(store)
    await put(store, await join())

    async with store.read() as tx:
        assert await outbox.counts(tx) == {"sent": 1, "pending": 1}

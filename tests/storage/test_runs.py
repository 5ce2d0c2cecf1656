"""Runs: a journal grows one row at a time, and of two answers exactly one counts."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from flows.engine import Row
from storage import outbox, runs
from storage.base import Store
from storage.clocks import SetCalendar
from storage.errors import StepTaken
from storage.outbox import Outgoing
from storage.runs import Run
from storage.tables import journal, run
from tests.storage.conftest import Join, there


async def begin(store: Store, person: str, **more: Any) -> Run:
    async with store.write() as tx:
        return await runs.begin(tx, person=person, about=person, flow="check_in", version=1, args={"a": 1}, **more)


def answer(run: Run, seq: int, value: object = 4) -> Row:
    return Row(seq, 0, f"mood[{seq}]", "scale:0-10", value, run.opened_at, 70 + seq)


async def test_run_comes_back_as_it_was_begun(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id, prompted=True, delivery="d" * 32)

    async with store.read() as tx:
        assert await runs.get(tx, begun.id) == begun


async def test_journal_comes_back_row_by_row(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    rows = [answer(begun, 1, 4), answer(begun, 2, {"text": "Добрий день"}), answer(begun, 3, None)]

    async with store.write() as tx:
        await runs.append(tx, begun, rows, 0)

    async with store.read() as tx:
        assert await runs.journal(tx, begun) == rows


async def test_nothing_of_an_answer_stands_in_the_table_unsealed(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)

    async with store.write() as tx:
        await runs.append(tx, begun, [answer(begun, 1, "planted marker")], 0)

    async with store.read() as tx:
        assert b"planted marker" not in there(await tx.db.scalar(select(journal.c.value)))


async def test_second_answer_to_one_question_is_refused(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    async with store.write() as tx:
        await runs.append(tx, begun, [answer(begun, 1)], 0)

    with pytest.raises(StepTaken, match="no longer ends at row '0'"):
        async with store.write() as tx:
            await runs.append(tx, begun, [answer(begun, 1, 9)], 0)

    async with store.read() as tx:
        assert [row.value for row in await runs.journal(tx, begun)] == [4]


async def test_of_ten_answers_at_once_exactly_one_counts(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)

    async def try_to(value: int) -> int | None:
        try:
            async with store.write() as tx:
                await runs.append(tx, begun, [answer(begun, 1, value)], 0)
        except StepTaken:
            return None
        return value

    counted = [value for value in await asyncio.gather(*map(try_to, range(10))) if value is not None]

    async with store.read() as tx:
        assert [row.value for row in await runs.journal(tx, begun)] == counted
    assert len(counted) == 1


async def test_closed_run_takes_no_answer(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    async with store.write() as tx:
        await runs.close(tx, begun, "expired")

    with pytest.raises(StepTaken):
        async with store.write() as tx:
            await runs.append(tx, begun, [answer(begun, 1)], 0)


async def test_reopened_run_goes_on_where_it_was(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    async with store.write() as tx:
        await runs.append(tx, begun, [answer(begun, 1)], 0)
        await runs.close(tx, begun, "done")
        await runs.reopen(tx, begun)
        await runs.append(tx, begun, [answer(begun, 2)], 1)

    async with store.read() as tx:
        assert (await runs.get(tx, begun.id)) == replace(begun, seq=2)


async def test_rows_that_leave_a_gap_are_a_mistake_of_ours(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)

    with pytest.raises(ValueError, match="must count on from '0'"):
        async with store.write() as tx:
            await runs.append(tx, begun, [answer(begun, 2)], 0)


async def test_one_run_of_a_person_has_the_floor(store: Store, join: Join) -> None:
    person, other = (await join()).id, (await join()).id
    first, second, elsewhere = [await begin(store, who) for who in (person, person, other)]

    async with store.write() as tx:
        for one in (elsewhere, first, second):
            await runs.give_floor(tx, one)

    async with store.read() as tx:
        assert there(await runs.floor_of(tx, person)).id == second.id
        assert there(await runs.floor_of(tx, other)).id == elsewhere.id
        assert await tx.db.scalar(select(func.count()).select_from(run).where(run.c.floor)) == 2


async def test_closed_run_has_no_floor_and_is_not_open(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    async with store.write() as tx:
        await runs.give_floor(tx, begun)
        await runs.close(tx, begun, "done")

    async with store.read() as tx:
        assert await runs.floor_of(tx, begun.person) is None
        assert await runs.open_runs(tx, begun.person) == []


async def test_parked_run_keeps_its_answers_and_goes_on_after_the_mistake_is_mended(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    async with store.write() as tx:
        await runs.give_floor(tx, begun)
        await runs.append(tx, begun, [answer(begun, 1)], 0)
        await runs.park(tx, begun.id, "StepMoved at check_in")

    async with store.write() as tx:
        parked = there(await runs.floor_of(tx, begun.person))
        assert (parked.state, parked.error) == ("parked", "StepMoved at check_in")
        assert [one.id for one in await runs.parked_runs(tx)] == [begun.id]
        await runs.resume(tx, begun)

    async with store.read() as tx:
        assert len(await runs.journal(tx, there(await runs.floor_of(tx, begun.person)))) == 1


async def test_touching_a_run_counts_its_answers(store: Store, join: Join, calendar: SetCalendar) -> None:
    begun = await begin(store, (await join()).id)
    calendar.forward(timedelta(minutes=5))

    async with store.write() as tx:
        await runs.touch(tx, begun)

    async with store.read() as tx:
        touched = there(await runs.get(tx, begun.id))
    assert (touched.answered, touched.touched_at) == (1, calendar.now())


async def test_versions_in_use_are_those_of_open_and_parked_runs(store: Store, join: Join) -> None:
    person = (await join()).id
    opened, closed = await begin(store, person), await begin(store, person)
    async with store.write() as tx:
        await runs.close(tx, closed, "done")
        await tx.db.execute(text("UPDATE run SET version = 7 WHERE id = :id"), {"id": closed.id})

    async with store.read() as tx:
        assert await runs.versions_in_use(tx) == {(opened.flow, 1)}


async def test_tidying_takes_old_journals_and_leaves_the_run_while_a_button_lives(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    person = (await join()).id
    old, fresh = await begin(store, person), await begin(store, person)
    async with store.write() as tx:
        await runs.append(tx, old, [answer(old, 1)], 0)
        await runs.append(tx, fresh, [answer(fresh, 1)], 0)
        await outbox.put(tx, Outgoing(person, person, "question", 1, {}, run=old.id, step="ask:mood", turn=0))
        await runs.close(tx, old, "done")
    calendar.forward(timedelta(days=60))

    async with store.write() as tx:
        assert await runs.tidy(tx, calendar.now() - timedelta(days=7)) == 1

    async with store.read() as tx:
        assert await runs.journal(tx, old) == []
        assert await runs.get(tx, old.id) is not None
        assert len(await runs.journal(tx, fresh)) == 1


async def test_every_journal_goes_through_json_unharmed(store: Store, join: Join) -> None:
    begun = await begin(store, (await join()).id)
    values = [0, -1, 3.5, True, None, "", "مرحبا", [1, [2]], {"to": 3, "key": "mood[2]"}]
    rows = [answer(begun, place, value) for place, value in enumerate(values, start=1)]

    async with store.write() as tx:
        await runs.append(tx, begun, rows, 0)

    async with store.read() as tx:
        kept = [row.value for row in await runs.journal(tx, begun)]
    assert kept == json.loads(json.dumps(values))

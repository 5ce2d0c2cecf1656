"""The log: kept once, read through the gate, private entries only by the client."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from flows.course_entries import NOT_BY_CLIENT, NOTHING_TOLD
from flows.entries import ENTRIES
from storage import audit, consents, log, persons, runs
from storage.access import Actor
from storage.base import Store
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.runs import Run
from storage.tables import entry
from tests.storage.conftest import Join, Somebody, there


@pytest.fixture
async def client(store: Store, join: Join) -> Somebody:
    """Give a client who shares with a therapist."""
    somebody = await join()
    await share(store, somebody, answer=True)
    return somebody


@pytest.fixture
async def therapist(store: Store, join: Join, client: Somebody) -> Actor:
    """Give the therapist of the client."""
    somebody = await join("staff", "therapist")
    async with store.write() as tx:
        await persons.link(tx, client.id, somebody.id, "therapist")
    return Actor(somebody.id, "therapist")


@pytest.fixture
async def run(store: Store, client: Somebody) -> Run:
    """Give an open run of the client."""
    async with store.write() as tx:
        return await runs.begin(tx, person=client.id, about=client.id, flow="check_in", version=1, args={})


async def share(store: Store, client: Somebody, *, answer: bool) -> None:
    async with store.write() as tx:
        await consents.answer(tx, client.id, "share", answer=answer, text_id="share", version=1, language="en")


async def keep(store: Store, run: Run, step: str = "keep:mood", turn: int = 0, **more: Any) -> str | None:
    kept: dict[str, Any] = {"kind": "mood_reported", "value": {"mood": 4}} | more
    async with store.write() as tx:
        return await log.keep(tx, client=run.about, run=run.id, step=step, turn=turn, **kept)


async def read(store: Store, actor: Actor, client: Somebody, **more: Any) -> list[log.Entry]:
    async with store.write() as tx:
        return await log.entries(tx, actor, client.id, **more)


async def own(store: Store, client: Somebody) -> list[log.Entry]:
    async with store.read() as tx:
        return await log.own(tx, client.id)


async def test_therapist_reads_what_the_client_kept(
    store: Store, client: Somebody, therapist: Actor, run: Run, calendar: SetCalendar
) -> None:
    id_ = await keep(store, run, value={"mood": 4, "words": "Краще"})

    assert await read(store, therapist, client) == [
        log.Entry(
            id=there(id_),
            client=client.id,
            run=run.id,
            step="keep:mood",
            turn=0,
            kind="mood_reported",
            value={"mood": 4, "words": "Краще"},
            language="en",
            at=calendar.now(),
            private=False,
            changed=False,
        )
    ]


async def test_all_that_a_client_tells_is_told_and_what_staff_or_the_house_keep_is_not(
    store: Store, client: Somebody, therapist: Actor, run: Run, calendar: SetCalendar
) -> None:
    async with store.write() as tx:
        theirs = await runs.begin(tx, person=therapist.person, about=client.id, flow="ending", version=1, args={})
    for number, kind in enumerate((*NOT_BY_CLIENT, *NOTHING_TOLD)):
        await keep(store, run, f"house{number}", kind=kind)
    for number, kind in enumerate(("goodbye_left", "tool_kept", "task_carried", "measure_answered")):
        await keep(store, theirs, f"staff{number}", kind=kind)
    await keep(store, run, "alone", kind="raised", private=True)
    async with store.read() as tx:
        assert await log.first_told(tx, client.id, None) is None
        assert await log.last_told(tx, client.id) == calendar.now()

    before = calendar.now()
    for number, kind in enumerate(sorted(ENTRIES.keys() - {*NOT_BY_CLIENT, *NOTHING_TOLD})):
        calendar.set(calendar.now() + timedelta(minutes=1))
        await keep(store, run, f"told{number}", kind=kind)
        async with store.read() as tx:
            told = await log.first_told(tx, client.id, before)
            assert (kind, told) == (kind, calendar.now())
        before = calendar.now()


async def test_every_reading_by_staff_is_written_down_for_the_client(
    store: Store, client: Somebody, therapist: Actor
) -> None:
    await read(store, therapist, client)

    async with store.read() as tx:
        deeds = [(one.actor, one.deed, one.purpose) for one in await audit.of(tx, client.id)]
    assert deeds == [(therapist.person, "read_log", "care")]


async def test_therapist_of_somebody_else_finds_nothing_and_leaves_no_reading(
    store: Store, client: Somebody, join: Join
) -> None:
    stranger = Actor((await join("staff", "therapist")).id, "therapist")

    with pytest.raises(NotFound):
        await read(store, stranger, client)

    async with store.read() as tx:
        assert await audit.of(tx, client.id) == []


async def test_purpose_without_a_rule_finds_nothing(store: Store, client: Somebody, therapist: Actor) -> None:
    with pytest.raises(NotFound):
        await read(store, therapist, client, purpose="curiosity")


async def test_private_entry_is_read_by_the_client_alone(
    store: Store, client: Somebody, therapist: Actor, run: Run
) -> None:
    await keep(store, run, private=True)

    assert await read(store, therapist, client) == []
    assert len(await own(store, client)) == 1


async def test_client_who_takes_sharing_back_is_read_by_nobody(
    store: Store, client: Somebody, therapist: Actor, run: Run, calendar: SetCalendar
) -> None:
    await keep(store, run)
    calendar.forward(timedelta(days=1))
    await share(store, client, answer=False)

    assert await read(store, therapist, client) == []
    assert len(await own(store, client)) == 1


async def test_replay_keeps_nothing_twice(store: Store, client: Somebody, run: Run) -> None:
    assert await keep(store, run) is not None

    assert await keep(store, run, value={"mood": 9}) is None

    assert [one.value for one in await own(store, client)] == [{"mood": 4}]


async def test_changed_answer_replaces_the_earlier_one_and_says_so(store: Store, client: Somebody, run: Run) -> None:
    await keep(store, run)

    await keep(store, run, turn=1, value={"mood": 7})

    assert [(one.value, one.changed) for one in await own(store, client)] == [({"mood": 7}, True)]
    async with store.read() as tx:
        assert await tx.db.scalar(select(func.count()).select_from(entry)) == 2


async def test_late_replay_of_an_earlier_turn_does_not_take_the_place_of_the_later(
    store: Store, client: Somebody, run: Run
) -> None:
    for turn in (0, 1, 0):
        await keep(store, run, turn=turn, value={"mood": turn})

    assert [one.value for one in await own(store, client)] == [{"mood": 1}]


async def test_answer_taken_back_leaves_the_log_and_stays_in_history(store: Store, client: Somebody, run: Run) -> None:
    await keep(store, run, "keep:mood")
    await keep(store, run, "keep:link")

    async with store.write() as tx:
        assert await log.supersede(tx, run, ["keep:link"]) == 1

    assert [one.step for one in await own(store, client)] == ["keep:mood"]
    async with store.read() as tx:
        assert await tx.db.scalar(select(func.count()).select_from(entry)) == 2


async def test_what_a_deed_kept_goes_with_its_step_and_comes_back_with_it_but_a_pause_stays(
    store: Store, client: Somebody, run: Run
) -> None:
    await keep(store, run, "wish:plan_task/task_planned")
    await keep(store, run, "wish:plan_task_too/task_planned")
    await keep(store, run, "wish:plan_task/task_paused", kind="task_paused")

    async with store.write() as tx:
        assert await log.supersede(tx, run, ["wish:plan_task"]) == 1
    assert "wish:plan_task/task_planned" not in {one.step for one in await own(store, client)}

    async with store.write() as tx:
        await log.restore(tx, run, "wish:plan_task", 0)
    assert len(await own(store, client)) == 3


async def test_log_is_read_since_a_day_and_by_kind(
    store: Store, client: Somebody, therapist: Actor, run: Run, calendar: SetCalendar
) -> None:
    await keep(store, run, "keep:old")
    calendar.forward(timedelta(days=7))
    await keep(store, run, "keep:new")
    await keep(store, run, "keep:other", kind="check_in_skipped")

    found = await read(store, therapist, client, since=calendar.now(), kinds=["mood_reported"])

    assert [one.step for one in found] == ["keep:new"]


async def test_entry_is_kept_in_the_language_of_its_client(store: Store, client: Somebody, run: Run) -> None:
    async with store.write() as tx:
        await persons.change(tx, client.id, language="uk")
    await keep(store, run)

    assert [one.language for one in await own(store, client)] == ["uk"]


async def test_nothing_of_an_entry_stands_in_the_table_unsealed(store: Store, run: Run) -> None:
    await keep(store, run, value={"words": "planted marker"})

    async with store.read() as tx:
        assert b"planted marker" not in there(await tx.db.scalar(select(entry.c.value)))


async def test_client_who_wants_nothing_kept_has_nothing_kept(store: Store, client: Somebody, run: Run) -> None:
    await keep(store, run)

    async with store.write() as tx:
        assert await log.erase(tx, client.id) == 1
        assert await log.count(tx, client.id) == 0

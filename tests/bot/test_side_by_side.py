"""Two processes on one PostgreSQL that need the same rows at the same moment: one waits or comes again, nothing is parked."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.closing import take_back
from bot.mending import mend
from storage import runs
from storage.base import Transaction
from storage.persons import Person
from tests.bot.meeting import Meeting, meeting
from tests.conftest import Database


@pytest.fixture(scope="session", params=["postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Only a server has more than one process; on SQLite one serves alone."""
    return str(request.param)


async def begun(work: Coroutine[Any, Any, bool]) -> asyncio.Task[bool]:
    """Begin some work, and come back when it is done or has to wait for us."""
    job = asyncio.create_task(work)
    await asyncio.wait({job}, timeout=0.5)
    return job


async def arrives(the: Meeting, text: str) -> None:
    """Let an update of the client come in, and leave it waiting."""
    talk = the.anna.talk
    message = {"message_id": 9000, "date": 1, "chat": talk.as_json(), "from": talk.person(), "text": text}
    await the.world.house.inbox.receive_raw(json.dumps({"update_id": 5, "message": message}).encode())


async def test_sender_and_desk_never_wait_for_each_other(database: Database) -> None:
    async with meeting(database) as the:
        house, jobs = the.world.house, list[asyncio.Task[bool]]()
        the.anna.block()
        the.world.standin.updates.clear()
        client = await the.client()
        async with house.store.write() as tx:
            await house.desk.conversation.begin(tx, client.id, "forget")
        await arrives(the, "/help")

        async def lost(tx: Transaction, person: Person) -> None:
            jobs.append(await begun(house.desk.work_once()))  # the other process, in the middle of ours
            await house.desk.doors.lost(tx, person)

        house.sender.on_blocked = lost
        the.world.house.store.machine.forward(10)  # type: ignore[attr-defined]  # the clock of the tests: a full bucket
        await house.sender.send_once()
        await asyncio.gather(*jobs)
        await the.world.settle()

        assert (await the.counts()).aside == 0
        assert not (await the.client()).reachable


async def test_answer_to_a_run_that_is_closed_at_this_very_moment_is_looked_at_again(database: Database) -> None:
    async with meeting(database) as the:
        house = the.world.house
        await the.anna_does("=/checkin")
        run = await the.floor()
        assert run is not None
        the.anna.tap("7")
        await house.inbox.fetch_once(wait=0)

        async with house.store.write() as tx:
            await take_back(tx, run)
            job = await begun(house.desk.work_once())
        assert await job
        await the.world.settle()

        async with house.store.read() as tx:
            assert await runs.parked_runs(tx) == []
        assert (await the.counts()).aside == 0
        assert the.anna.last == "That conversation is closed. What you answered is kept."


async def test_processes_that_start_together_ask_a_mended_question_once(database: Database) -> None:
    async with meeting(database) as the:
        house = the.world.house
        await the.anna_does("=/checkin", "7")
        run, asked = await the.floor(), the.anna.last
        assert run is not None
        async with house.store.write() as tx:
            await runs.park(tx, run.id, "a mistake")

        await asyncio.gather(*(mend(house.store, house.desk.conversation) for _ in range(4)))
        await the.world.settle()

        assert the.anna.texts.count(asked) == 2


async def test_page_of_a_log_does_not_go_out_when_sharing_ends_while_it_is_written(database: Database) -> None:
    async with meeting(database) as the:
        house, client, olena = the.world.house, await the.client(), await the.person(the.olena)
        await the.anna_does("=/checkin", "7", "nothing", "=About Sunday.", "no", "=/privacy")
        the.anna.tap("share")
        await house.inbox.fetch_once(wait=0)

        async with house.store.write() as tx:
            await house.desk.conversation.begin(tx, olena.id, "client_log", {"client": client.id}, about=client.id)
            job = await begun(house.desk.work_once())
        await job
        await the.world.settle()

        assert not any("About Sunday." in text for text in the.olena.texts)
        assert "Keeps the notes private from now on: Anna." in the.olena.texts

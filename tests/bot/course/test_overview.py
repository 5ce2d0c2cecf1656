"""The sheet and the counts: supervisors alone, names and numbers, and not a word that was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.readings.asked import Look
from bot.readings.people import clients_of
from flows.entries import Raised, Said
from flows.overview import Counts, Sheet
from flows.wishes import Notify
from storage import contacts, persons
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.talking import Talking, known


async def sheet(house: Talking) -> Sheet:
    ruth = await house.staff("Ruth", role="supervisor")
    found = await house.read(ruth, Sheet)
    assert isinstance(found, Sheet)
    return found


def forward(house: Talking, by: timedelta) -> None:
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + by)


async def test_without_clients_there_is_an_example(house: Talking) -> None:
    assert (await sheet(house)).example


async def test_each_list_names_whom_it_is_about(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    async with house.store.write() as tx:
        await persons.change(tx, client.id, name="Mira")
        await contacts.plan(tx, client.id, tx.now + timedelta(days=1), "planned")
    await house.wish(client, Notify(notice="contact"))
    forward(house, timedelta(days=15))
    (block,) = (await sheet(house)).counsellors

    assert (block.name, block.clients, block.planned) == (staff.name, 1, 0)
    assert block.not_seen == block.no_safety_note == block.overdue == block.silent == ("Mira",)
    assert block.ending == ()


async def test_who_wrote_lately_is_not_silent(house: Talking, two: tuple[Person, Person]) -> None:
    forward(house, timedelta(days=15))
    await write(house, two[1], Raised(words=Said(text="Rent")))
    found = await sheet(house)

    assert found.counsellors[0].silent == ()
    assert "Rent" not in found.model_dump_json()


async def test_counts_are_counts(house: Talking, two: tuple[Person, Person]) -> None:
    ruth = await house.staff("Ruth", role="supervisor")
    async with house.store.write() as tx:
        await persons.change(tx, two[1].id, stopped_at=tx.now)
    found = await house.read(ruth, Counts)

    assert (found.active, found.staff, found.stopped, found.unreachable) == (1, 2, 1, 0)
    assert [(one.own_name, one.clients) for one in found.languages] == [("English", 1)]
    assert two[1].id not in found.model_dump_json()


@pytest.mark.parametrize("model", [Sheet, Counts])
async def test_therapists_do_not_see_the_whole_programme(
    house: Talking, two: tuple[Person, Person], model: type
) -> None:
    with pytest.raises(NotFound):
        await house.read(two[0], model)


async def test_list_of_clients_asks_as_often_for_many_as_for_one(house: Talking) -> None:
    staff = await house.staff()
    asked: list[str] = []
    event.listen(house.store.writer.sync_engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    often, told = [], []
    for number in range(3):
        await write(house, await house.connected(staff), Raised(words=Said(text="Rent")))
        async with house.store.write() as tx:
            look, reader = Look(tx, house.programme), await known(tx, staff.id)
            asked.clear()
            rows = (await clients_of(look, reader)).clients
        often.append(len(asked))
        told.append([(one.new, one.shares) for one in rows])
        assert len(rows) == number + 1

    assert often[0] == often[1] == often[2]
    assert all(new >= 1 and shares for new, shares in told[-1])

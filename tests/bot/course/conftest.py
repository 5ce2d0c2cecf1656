"""A therapist and a client who share a course, on SQLite: both databases are held to each other elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from flows import course_wishes as wishes
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine
from storage.persons import Person
from tests.bot.talking import Talking, met
from tests.conftest import Database

TUESDAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole`."""
    return "sqlite"


@pytest.fixture
async def house(
    database: Database, calendar: SetCalendar, machine: SetMachine, request: pytest.FixtureRequest
) -> AsyncIterator[Talking]:
    """Give an empty house, or one in which `two` have just met."""
    if "two" in request.fixturenames:
        async with met(database, calendar, machine) as (house, staff, client):
            house.here = (staff, client)
            yield house
        return
    store = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=machine)
    await store.migrate()
    yield Talking(store)
    await store.close()


@pytest.fixture
async def two(house: Talking) -> tuple[Person, Person]:
    """Give a therapist and a client who share a course with a meeting on Tuesday at ten in Berlin."""
    staff, client = house.here or (await house.staff(), None)
    if client is None:
        client = await house.connected(staff)
        await house.sent_to_all()
    opened = wishes.OpenCourse(client=client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await house.wish(staff, opened, about=client)
    return staff, client

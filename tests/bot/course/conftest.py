"""A therapist and a client who share a course, on SQLite: both databases are held to each other elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from flows import course_wishes as wishes
from storage.base import Store
from storage.persons import Person
from tests.bot.talking import Talking

TUESDAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole`."""
    return "sqlite"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store)


@pytest.fixture
async def two(house: Talking) -> tuple[Person, Person]:
    """Give a therapist and a client who share a course with a meeting on Tuesday at ten in Berlin."""
    staff = await house.staff()
    client = await house.connected(staff)
    await house.sent(client)
    await house.sent(staff)
    opened = wishes.OpenCourse(client=client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await house.wish(staff, opened, about=client)
    return staff, client

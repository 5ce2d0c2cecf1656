"""A client's key that is missing, as after an older backup of the keys: help and stop still come, and nobody else waits."""

from datetime import timedelta

import pytest

from bot.playground.believable import go, join
from bot.playground.phone import Phone
from storage import inbox, persons, prompts, runs
from tests.conftest import Database
from tests.whole.living import Living, acquainted

WRONG = "Something went wrong on my side."
READY = "Ready for a short check-in?"


@pytest.fixture(params=["missing", "another"])
def found_instead(request: pytest.FixtureRequest) -> str:
    """Say what is found where a key should be: nothing, or a key that opens nothing."""
    return str(request.param)


async def lose_key(world: Living, phone: Phone, found_instead: str) -> str:
    """Take the key of somebody away, and give their id."""
    store = world.house.store
    async with store.read() as tx:
        (person,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, phone.talk.id))
    await store.keys.drop_unused(person.id)
    if found_instead == "another":
        await store.keys.new_key(person.id, world.calendar.now())
    return person.id


async def test_help_and_stop_still_come_and_nobody_else_waits(database: Database, found_instead: str) -> None:
    async with acquainted(database) as (world, olena, anna):
        await go(anna, world.settle, "=/checkin", "7")
        client = await lose_key(world, anna, found_instead)

        before = len(anna.texts)
        for said in ("some words", "/checkin", "/stop"):
            anna.write(said)
        anna.tap("Skip")
        anna.tap("Need help")
        anna.block()
        anna.unblock()
        olena.write("/clients")
        await world.settle()

        told = anna.texts[before:]
        assert len([text for text in told if "000" in text]) == 1
        assert len([text for text in told if text.startswith("I have stopped.")]) == 1
        assert len([text for text in told if text.startswith(WRONG)]) == 3
        assert olena.last.startswith("Your clients:")
        async with world.house.store.read() as tx:
            found, counts = await persons.get(tx, client), await inbox.counts(tx)
        assert found is not None
        assert found.stopped_at == world.calendar.now()
        assert (counts.waiting, counts.aside) == (0, 7)


async def test_check_ins_of_others_come_on_their_day(database: Database, found_instead: str) -> None:
    async with acquainted(database) as (world, olena, anna):
        bohdan = world.phone(2002, "Bohdan")
        await join(olena, bohdan, world.settle)
        await go(anna, world.settle, "=/checkin")  # a window that ends while the key is missing
        client = await lose_key(world, anna, found_instead)

        await world.forward(timedelta(days=9))

        assert len([text for text in bohdan.texts if READY in text]) >= 1
        assert not any(READY in text for text in anna.texts)
        async with world.house.store.read() as tx:
            assert await prompts.deliveries(tx, client) == []


async def test_house_opens_while_a_conversation_without_a_key_is_parked(database: Database, found_instead: str) -> None:
    async with acquainted(database) as (world, olena, anna):
        await go(anna, world.settle, "=/checkin")
        async with world.house.store.write() as tx:
            (person,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, anna.talk.id))
            (run,) = await runs.open_runs(tx, person.id)
            await runs.park(tx, run.id, "a mistake")
        await lose_key(world, anna, found_instead)

        await world.restart()
        olena.write("/clients")
        await world.settle()

        assert olena.last.startswith("Your clients:")

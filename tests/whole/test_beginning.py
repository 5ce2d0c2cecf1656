"""What a process does before it serves: whoever was forgotten stays forgotten, and unused keys go."""

from datetime import UTC, datetime, timedelta

from bot.playground.believable import accept, join
from storage import persons
from tests.conftest import Database
from tests.whole.living import living


async def test_backup_that_brings_somebody_back_is_forgotten_again_at_the_start(database: Database) -> None:
    async with living(database, datetime(2026, 3, 16, 9, tzinfo=UTC)) as world:
        olena, anna = world.phone(2001, "Olena"), world.phone(1001, "Anna")
        await accept(olena, await world.staff_link(), world.settle)
        await join(olena, anna, world.settle)
        store = world.house.store
        async with store.read() as tx:
            index = tx.index(world.standin.bot_id, 1001)
            (person,) = await persons.in_chat(tx, index)
        await store.keys.shred(person.id, world.calendar.now())  # the ledger knows; the rows are those of a backup
        unused = await persons.new_person(store)
        await world.forward(timedelta(hours=2))

        await world.house.begin()

        async with store.read() as tx:
            assert await persons.in_chat(tx, index) == []
        assert unused not in await store.keys.owners()

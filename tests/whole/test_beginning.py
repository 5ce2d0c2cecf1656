"""What a process does before it serves: whoever was forgotten stays forgotten, and unused keys go."""

from datetime import timedelta

from storage import persons
from tests.conftest import Database
from tests.whole.living import acquainted


async def test_backup_that_brings_somebody_back_is_forgotten_again_at_the_start(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        store = world.house.store
        async with store.read() as tx:
            index = tx.index(world.standin.bot_id, anna.talk.id)
            (person,) = await persons.in_chat(tx, index)
        await store.keys.shred(person.id, world.calendar.now())  # the ledger knows; the rows are those of a backup
        unused = await persons.new_person(store)
        await world.forward(timedelta(hours=2))

        await world.house.begin()

        async with store.read() as tx:
            assert await persons.in_chat(tx, index) == []
        assert unused not in await store.keys.owners()

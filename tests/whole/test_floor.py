"""Who has the floor: a conversation that another one has opened is asked once."""

from datetime import UTC, datetime

from bot.playground.believable import accept, join, open_log
from tests.conftest import Database
from tests.whole.living import living


async def test_log_that_is_opened_from_the_list_asks_its_question_once(database: Database) -> None:
    async with living(database, datetime(2026, 3, 16, 9, tzinfo=UTC)) as world:
        olena, anna = world.phone(2001, "Olena"), world.phone(1001, "Anna")
        await accept(olena, await world.staff_link(), world.settle)
        await join(olena, anna, world.settle)

        await open_log(olena, "Anna", world.settle)

        assert sum("know that you have read" in text for text in olena.texts) == 1

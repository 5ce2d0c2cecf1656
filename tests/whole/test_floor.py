"""Who has the floor: a conversation that another one has opened is asked once."""

from bot.playground.believable import open_log
from tests.conftest import Database
from tests.whole.living import acquainted


async def test_log_that_is_opened_from_the_list_asks_its_question_once(database: Database) -> None:
    async with acquainted(database) as (world, olena, _anna):
        await open_log(olena, "Anna", world.settle)

        assert sum("know that you have read" in text for text in olena.texts) == 1

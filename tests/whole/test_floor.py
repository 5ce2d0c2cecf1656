"""Who has the floor: a conversation that another one has opened is asked once."""

from bot.playground.believable import open_log
from tests.conftest import Database
from tests.whole.living import acquainted


async def test_log_that_is_opened_from_the_list_asks_its_question_once(database: Database) -> None:
    async with acquainted(database) as (world, olena, _anna):
        await open_log(olena, "Anna", world.settle)

        assert sum("know that you have read" in text for text in olena.texts) == 1


async def test_menu_that_was_left_does_not_come_back_under_the_next_one(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        for command in ("/settings", "/menu"):
            anna.write(command)
            await world.settle()

        assert anna.last == "Tap one of these."


async def test_check_in_comes_back_when_the_menus_opened_in_the_middle_of_it_are_left(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        for command in ("/checkin", "/settings", "/menu"):
            anna.write(command)
            await world.settle()

        assert anna.last.startswith("How was your mood this week?")

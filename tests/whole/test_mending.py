"""What a mistake of ours has parked goes on when the mistake is mended; help is there all the while."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.playground.phone import Phone
from flows import registry
from flows.chat import Chat
from flows.questions import Words
from locales.line import verbatim
from storage import persons, runs
from tests.conftest import Database
from tests.whole.living import Living, acquainted

NAME = "tests.stumbling"
FIRST, SECOND = Words(verbatim("The first?")), Words(verbatim("The second?"))


async def stumbles(chat: Chat) -> None:
    """Ask two questions, with a mistake after each."""
    first = await chat.ask("first", FIRST)
    chat.say("heard", verbatim(f"Heard: {first.text}"), verbatim((first.text or "")[:-1].upper()[99]))
    await chat.ask("second", SECOND)


async def goes_on(chat: Chat) -> None:
    """Ask the same two questions, without the mistake."""
    first = await chat.ask("first", FIRST)
    chat.say("heard", verbatim(f"Heard: {first.text}"))
    await chat.ask("second", SECOND)


@pytest.fixture(autouse=True)
def mistaken_flow() -> Iterator[None]:
    registry.flow(NAME, window=timedelta(days=1))(stumbles)
    yield
    registry.flow(NAME, window=timedelta(days=1))(goes_on)


async def test_parked_run_takes_up_what_was_written_when_its_flow_is_mended(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        await stumbled(world, anna, "my sister called")
        registry.flow(NAME, window=timedelta(days=1))(goes_on)

        await world.house.begin()
        await world.settle()

        assert anna.texts[-2:] == ["Heard: my sister called", "The second?"]
        assert await parked(world) == 0


async def test_run_that_still_stumbles_is_parked_again_and_told_once_more(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        await stumbled(world, anna, "my sister called")

        await world.house.begin()
        await world.settle()

        assert anna.last.startswith("Something went wrong on my side. What you wrote is kept.")
        assert await parked(world) == 1


async def test_help_comes_while_a_run_is_parked_and_rows_wait(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        await stumbled(world, anna, "my sister called")
        for word in ("one", "two", "three"):
            anna.write(word)
        anna.tap("Need help")

        await world.settle()

        after_help = [note.text for note in anna.talk.notes if not note.mine][-4:]
        assert "000" in after_help[0]
        assert all("Something went wrong" in text for text in after_help[1:])


async def stumbled(world: Living, anna: Phone, words: str) -> None:
    """Let a client write into a conversation that raises."""
    async with world.house.store.write() as tx:
        (person,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, anna.talk.id))
        await world.house.desk.conversation.begin(tx, person.id, NAME)
    await world.settle()
    anna.write(words)
    await world.settle()
    assert await parked(world) == 1


async def parked(world: Living) -> int:
    async with world.house.store.read() as tx:
        return len(await runs.parked_runs(tx))


async def test_mended_run_that_nobody_goes_on_with_closes_as_any_other(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        await stumbled(world, anna, "my sister called")
        await world.forward(timedelta(days=2))  # its window ends while it is parked
        registry.flow(NAME, window=timedelta(days=1))(goes_on)
        await world.house.begin()

        await world.forward(timedelta(days=2))

        async with world.house.store.read() as tx:
            (person,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, anna.talk.id))
            assert [run.flow for run in await runs.open_runs(tx, person.id) if run.flow == NAME] == []

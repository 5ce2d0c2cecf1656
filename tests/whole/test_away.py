"""Who is not there: a therapist who is away, a therapist who blocks the bot, a client who blocks it and comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.believable import accept, go, open_log
from bot.playground.phone import Phone
from tests.conftest import Database
from tests.whole.living import Living, acquainted

# What SQL these conversations need is asked of both databases elsewhere; here one will do.
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
USUAL = "Who reads this: Olena. Usual days: Monday to Friday."
AWAY = "Who reads this: Olena. Away until: Friday, 20 March."
COVERED = "Who reads this: Olena. Away until: Friday, 20 March. Until then: Maria."


async def go_away(world: Living, olena: Phone, cover: str = "nobody") -> None:
    olena.write("/away")
    await world.settle()
    await go(olena, world.settle, "2026-03-16", "2026-03-20", cover)


async def said_to(world: Living, phone: Phone, words: str) -> str:
    """Write something, and give all that comes back."""
    seen = len(phone.talk.notes)
    phone.write(words)
    await world.settle()
    return "\n".join(note.text for note in phone.talk.notes[seen + 1 :])


async def test_absence_stands_wherever_it_is_said_who_reads(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        assert USUAL in await said_to(world, anna, "/menu")

        await go_away(world, olena)
        assert AWAY in await said_to(world, anna, "/menu")
        assert "Friday, 20 March" in await said_to(world, anna, "/help")
        await world.to_next_prompt()
        prompt = anna.last
        await world.until(datetime(2026, 3, 21, 9, tzinfo=UTC))

        assert AWAY in prompt
        assert USUAL in await said_to(world, anna, "/menu")


async def test_colleague_who_covers_is_named_to_the_client(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        await accept(world.phone(1002, "Maria"), await world.staff_link(), world.settle)

        await go_away(world, olena, "Maria")

        assert COVERED in await said_to(world, anna, "/menu")


async def test_therapist_who_is_back_early_says_so(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        await go_away(world, olena)

        olena.write("/away")
        await world.settle()
        await go(olena, world.settle, "back")

        assert USUAL in await said_to(world, anna, "/menu")


async def test_client_goes_on_while_the_therapist_has_blocked_the_bot_and_nothing_is_lost(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        olena.block()
        await world.settle()

        await world.to_next_prompt()
        await go(anna, world.settle, "yes", "4", "hard", "=My sister called.", "~skip", "no")
        await said_to(world, anna, "/contact")
        refused = [call for call in world.standin.calls if not call.ok]
        olena.start()
        await world.settle()
        await open_log(olena, "Anna", world.settle)

        assert "That is enough for today." in anna.texts
        assert len(refused) <= 1  # tried at most once, and nothing else waits for it
        assert "“My sister called.”" in "\n".join(olena.texts)
        assert "asked to be contacted" in "\n".join(olena.texts)


async def test_client_who_blocked_the_bot_finds_the_open_question_when_they_come_back(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        await world.to_next_prompt()
        await go(anna, world.settle, "yes", "4")
        anna.block()
        await world.forward(timedelta(days=2))

        anna.start()
        await world.settle()
        assert anna.last.startswith("Did anything with people go along with how you felt?")
        await go(anna, world.settle, "hard", "=I was not well.", "~skip", "no")
        await open_log(olena, "Anna", world.settle)

        page = "\n".join(olena.texts)
        assert "Messages no longer arrive: Anna." in page
        assert "Messages arrive again: Anna." in page
        assert "mood: 4 of 10\nwith people: something hard\n“I was not well.”" in page

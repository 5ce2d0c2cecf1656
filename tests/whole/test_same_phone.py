"""Phones: one with both faces, a link that two phones open, a link too old, and a client who has a new phone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.believable import accept, come_in, compare, go, invite, join, newest_token, open_log
from bot.playground.phone import Phone
from tests.conftest import Database
from tests.whole.living import Living, acquainted, living

# What SQL these conversations need is asked of both databases elsewhere; here one will do.
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
STRANGER = "Hello. I am a small program for people who see a therapist."
READY = "Ready for a short check-in?"


async def therapist(world: Living, id_: int = 1001, name: str = "Olena") -> Phone:
    phone = world.phone(id_, name)
    await accept(phone, await world.staff_link(), world.settle)
    return phone


async def say(world: Living, phone: Phone, words: str) -> str:
    phone.write(words)
    await world.settle()
    return phone.last


# -- one phone, two faces


async def test_therapist_who_is_also_a_client_changes_faces_on_one_phone(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, maria = await therapist(world), await therapist(world, 1002, "Maria")
        await join(maria, olena, world.settle)
        assert olena.last == "You are connected now. Who reads your notes: Maria."
        as_client = await say(world, olena, "/menu")

        changed = await say(world, olena, "/role")
        listed = await say(world, olena, "/clients")
        await say(world, olena, "/role")
        await say(world, olena, "/checkin")
        await go(olena, world.settle, "4", "nothing", "=Something for Maria.", "no")
        await open_log(maria, "Olena", world.settle)

        assert "Tap one of these." in as_client
        assert changed == "You changed your role."
        assert listed.startswith("No clients yet.")
        assert any("Something for Maria." in text for text in maria.texts)


async def test_check_in_that_comes_while_the_phone_shows_the_other_face_can_be_answered(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, maria = await therapist(world), await therapist(world, 1002, "Maria")
        await join(maria, olena, world.settle)
        await say(world, olena, "/role")

        await world.to_next_prompt()
        assert READY in olena.last
        await go(olena, world.settle, "yes", "4", "hard", "=A long week.", "~skip", "no")
        await open_log(maria, "Olena", world.settle)

        assert any("A long week." in text for text in maria.texts)


async def test_person_with_one_face_is_told_so(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena = await therapist(world)

        assert await say(world, olena, "/role") == "You have one role here."


# -- links


async def test_link_that_two_phones_open_lets_in_the_first_only(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna, bohdan = await therapist(world), world.phone(2001, "Anna"), world.phone(2002, "Bohdan")
        token = await invite(olena, world.settle, "Anna")

        anna.start(token)
        bohdan.start(token)
        await world.settle()

        assert anna.last.startswith("Hello. Which language is easiest for you?")
        assert bohdan.last.startswith(STRANGER)
        assert "Olena" not in "".join(bohdan.texts)


async def test_link_that_is_too_old_opens_nothing(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = await therapist(world), world.phone(2001, "Anna")
        token = await invite(olena, world.settle, "Anna")

        await world.forward(timedelta(days=10, minutes=1))
        anna.start(token)
        await world.settle()

        assert anna.last.startswith(STRANGER)


async def test_link_is_good_until_its_last_hour(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = await therapist(world), world.phone(2001, "Anna")
        token = await invite(olena, world.settle, "Anna")

        await world.forward(timedelta(days=9, hours=23))
        anna.start(token)
        await world.settle()

        assert anna.last.startswith("Hello. Which language is easiest for you?")


async def test_client_who_opens_their_own_link_again_loses_nothing(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = await therapist(world), world.phone(2001, "Anna")
        token = await invite(olena, world.settle, "Anna")
        anna.start(token)
        await world.settle()
        await go(anna, world.settle, "en", "on")

        anna.start(token)
        await world.settle()

        assert anna.texts[-1].startswith("Need help shows people to call, at any time.")
        await go(anna, world.settle, "on", "adult")
        assert anna.last.startswith("Who reads what you write: Olena.")


# -- a new phone


async def new_link(world: Living, olena: Phone, name: str) -> str:
    """Let the therapist make a link for a client's new phone."""
    await say(world, olena, "/menu")
    await go(olena, world.settle, "~open.new_phone")
    await go(olena, world.settle, name)
    return newest_token(olena)


async def test_client_with_a_new_phone_goes_on_there_and_the_old_one_sees_nothing(database: Database) -> None:
    async with acquainted(database) as (world, olena, old):
        new = world.phone(2009, "Anna")
        await say(world, old, "/checkin")
        await go(old, world.settle, "4", "hard", "=My sister called.", "~skip", "no")
        seen = len(old.talk.notes)

        new.start(await new_link(world, olena, "Anna"))
        await world.settle()
        assert "sister" not in "".join(new.texts)
        await compare(olena, new, world.settle)
        await say(world, new, "/words")

        assert any("My sister called." in text for text in new.texts)
        await world.forward(timedelta(weeks=2))
        assert any(READY in text for text in new.texts)
        assert not any(READY in note.text for note in old.talk.notes[seen:])
        assert (await say(world, old, "/words")).startswith(STRANGER)


async def test_link_for_a_new_phone_moves_nothing_before_the_pictures_match(database: Database) -> None:
    async with acquainted(database) as (world, olena, old):
        thief = world.phone(2009, "Thief")

        thief.start(await new_link(world, olena, "Anna"))
        await world.settle()
        await world.forward(timedelta(weeks=1))

        assert any(READY in text for text in old.texts)
        assert not any(READY in text for text in thief.texts)
        assert (await say(world, thief, "/words")).startswith(STRANGER)


async def test_button_copied_to_another_phone_does_nothing_there(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna, bohdan = await therapist(world), world.phone(2001, "Anna"), world.phone(2002, "Bohdan")
        await come_in(olena, anna, world.settle)

        question = next(call for call in world.standin.calls if call.params.get("chat_id") == anna.talk.id)
        copied = question.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        bohdan.start()
        bohdan.press(copied)
        await world.settle()

        assert len(bohdan.texts) == 2
        assert all(text.startswith(STRANGER) for text in bohdan.texts)

"""Who has left and still has the chat: old buttons, commands and words open nothing, and help is there as for everybody."""

from __future__ import annotations

from bot.playground.believable import accept
from bot.playground.phone import Phone
from bot.wishes.leaving import leave
from flows.content.safety_texts import HONESTY
from locales.voice import voice_for
from storage import persons
from tests.bot.meeting import Meeting, meeting
from tests.conftest import Database

LEFT = "Your work here has ended. Nothing opens in this chat any more."


async def anna_writes_and_olena_leaves(the: Meeting) -> None:
    """Let a client ask to be called and show something, and the therapist leave with the notice in the chat."""
    await the.anna_does("=/contact")
    async with the.world.house.store.write() as tx:
        await leave(tx, await the.person(the.olena))
    await the.world.settle()


async def test_nothing_that_lies_in_the_chat_opens_anything(database: Database) -> None:
    async with meeting(database) as the:
        await anna_writes_and_olena_leaves(the)
        old = [(button.data, note) for note in the.olena.screen for button in note.buttons]
        assert old
        before = len(the.olena.texts)

        for pressed, note in old:
            the.olena.press(pressed, note)
        for words in ("/clients", "/supervision", "/alerts", "/sheet", "/page", "/invite", "/menu", "/start", "hello"):
            the.olena.write(words)
        await the.world.settle()

        told = the.olena.texts[before:]
        assert len(told) == len(old) + 9
        assert all(text.startswith(LEFT) and "000" in text for text in told)
        assert not any("Anna" in text for text in told)
        assert (await the.counts()).aside == 0


async def test_help_is_there_for_who_has_left(database: Database) -> None:
    async with meeting(database) as the:
        await anna_writes_and_olena_leaves(the)
        the.olena.write("/help")
        await the.world.settle()

        assert voice_for("en").text(HONESTY) in the.olena.last


async def test_who_comes_back_is_let_in_by_a_new_link(database: Database) -> None:
    async with meeting(database) as the:
        await anna_writes_and_olena_leaves(the)
        before = await the.person(the.olena)
        await accept(the.olena, await the.world.staff_link(), the.world.settle)

        now = await the.person(the.olena)
        assert (now.id != before.id, now.state) == (True, "active")
        async with the.world.house.store.read() as tx:
            assert await persons.clients_of(tx, now.id) == []


async def test_client_of_the_same_phone_goes_on(database: Database) -> None:
    async with meeting(database) as the:
        both: Phone = the.anna
        async with the.world.house.store.write() as tx:
            client = await the.person(both)
            staff = await persons.add(tx, face="staff", role="therapist", state="ended", name="Anna")
            index = await persons.chat_index(tx, client.id)
            assert index is not None
            await persons.claim(tx, staff.id, index, both.talk.id)

        assert LEFT not in " ".join(await the.anna_does("=/menu", "=/role"))

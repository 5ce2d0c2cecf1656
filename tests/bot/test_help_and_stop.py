"""Help, stop and coming back through HTTP: they come from everywhere, and lose nothing that was answered or was on its way."""

from datetime import timedelta

import pytest

from bot.playground.phone import bare
from bot.wishes.notifying import tell_carers
from flows.content.safety_texts import HELP_CARD_VERSION
from storage import audit
from tests.bot.meeting import carried, meeting
from tests.conftest import Database


async def test_help_under_a_message_that_is_long_forgotten_still_shows_the_card(database: Database) -> None:
    async with meeting(database) as the:
        the.anna.press("A" * 22 + ".~help")
        stranger = the.world.phone(3003, "Stranger")
        stranger.write("hello")
        await the.world.settle()
        stranger.press("A" * 22 + ".~help")
        await the.world.settle()

        assert "000" in the.anna.last
        assert "000" in stranger.last


async def test_help_takes_back_questions_and_no_news(database: Database) -> None:
    async with meeting(database) as the:
        client, olena = await the.client(), await the.person(the.olena)
        async with the.world.house.store.write() as tx:
            await tell_carers(tx, client, "contact")
            await the.world.house.desk.conversation.begin(tx, olena.id, "clients")
            await the.world.house.desk.doors.help(tx, olena)
        await the.world.settle()

        said = the.olena.texts[-2:]
        assert "000" in said[0]
        assert "Anna" in said[1]
        assert not said[1].startswith("Your clients")


async def test_version_of_the_help_card_is_noted_and_no_entry_tells_who_pressed_the_button(database: Database) -> None:
    async with meeting(database) as the:
        before = len(await the.entries())
        await the.anna_does("=/help")
        client = await the.client()

        async with the.world.house.store.read() as tx:
            noted = [one.deed for one in await audit.of(tx, client.id) if one.purpose == "safety"]
        assert noted == [f"help_card-{HELP_CARD_VERSION}-{client.language}"]
        assert len(await the.entries()) == before


async def test_client_who_writes_can_be_reached_again(database: Database) -> None:
    async with meeting(database) as the:
        client = await the.client()
        async with the.world.house.store.write() as tx:  # an answer of Telegram's that came late, or was mistaken
            await the.world.house.desk.doors.lost(tx, client)

        await the.anna_does("=/menu")

        assert (await the.client()).reachable
        assert the.olena.last == "Messages arrive again: Anna."
        assert await the.world.to_next_prompt()


async def test_therapist_hears_once_that_a_client_cannot_be_reached(database: Database) -> None:
    async with meeting(database) as the:
        client = await the.client()
        for _ in range(3):
            async with the.world.house.store.write() as tx:
                await the.world.house.desk.doors.lost(tx, client)
        await the.world.settle()

        assert len([text for text in the.olena.texts if "no longer arrive" in text]) == 1


async def test_stop_in_the_middle_loses_nothing_that_was_answered(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin", "3", "hard", "=/stop")

        kept = [entry.value["answers"] for entry in await the.entries() if entry.kind == "run_unfinished"]
        assert kept == [{"mood_reported.mood": 3, "mood_reported.link": "hard"}]


async def test_question_asked_again_and_not_answered_anew_changes_nothing(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        old, note = carried(the.anna, "7"), the.anna.screen[-1]
        await the.anna_does("7", "nothing", "=About Sunday.", "no")
        before = await the.entries()
        the.anna.press(old, note)
        await the.world.settle()
        await the.anna_does("Change my answer", "=/stop")

        assert await the.entries() == before


async def test_client_who_goes_on_at_night_need_not_wait_for_the_morning(database: Database) -> None:
    async with meeting(database) as the:
        await the.world.to_next_prompt()
        asked = the.anna.last
        await the.world.forward(timedelta(hours=6))

        said = await the.anna_does("Need help", "Go on")

        assert bare(said[-1]) == bare(asked)


@pytest.mark.parametrize("way", [("Start again",), ("=/settings", "pause", "No pause")])
async def test_therapist_who_heard_of_a_stop_hears_that_the_client_is_back(
    database: Database, way: tuple[str, ...]
) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/stop", *way)

        assert the.olena.last == "Back again: Anna."

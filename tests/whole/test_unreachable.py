"""A client who cannot be reached: tried once, left in peace, and the therapist knows, until they come back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.phone import Phone
from bot.playground.standin import Call
from tests.conftest import Database
from tests.whole.living import Living, acquainted

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
THREE_WEEKS = timedelta(weeks=3)


def calls_to(world: Living, phone: Phone) -> list[Call]:
    return [call for call in world.standin.calls if call.params.get("chat_id") == phone.talk.id]


@pytest.mark.parametrize("how", ["block", "leave_telegram"])
async def test_bot_that_finds_out_by_itself_tries_once_and_tells_the_therapist(database: Database, how: str) -> None:
    async with acquainted(database) as (world, olena, anna):
        getattr(anna, how)()
        world.standin.updates.clear()  # nobody tells the bot
        before = len(calls_to(world, anna))

        await world.forward(THREE_WEEKS)

        tried = calls_to(world, anna)[before:]
        assert [call.ok for call in tried] == [False]
        assert [text for text in olena.texts if "no longer arrive" in text] == [
            "Messages no longer arrive: Anna. The chat may be blocked or the phone changed."
        ]


async def test_bot_that_is_told_does_not_try_at_all(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        before = len(calls_to(world, anna))
        anna.block()

        await world.forward(THREE_WEEKS)

        assert calls_to(world, anna)[before:] == []
        assert len([text for text in olena.texts if "no longer arrive" in text]) == 1


async def test_client_who_comes_back_is_written_to_again_and_the_therapist_knows(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        anna.block()
        await world.forward(timedelta(weeks=1))
        seen = len(anna.texts)

        anna.unblock()
        await world.settle()
        told = olena.last
        await world.forward(timedelta(weeks=2))

        assert told == "Messages arrive again: Anna."
        assert len(anna.texts) > seen
        assert all(call.ok for call in calls_to(world, anna))

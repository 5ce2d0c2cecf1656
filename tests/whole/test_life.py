"""Whole lives through HTTP, under virtual clocks."""

from datetime import UTC, datetime

from bot.playground.believable import Life
from tests.conftest import Database
from tests.whole.living import living

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


async def test_two_weeks_of_one_client_and_one_therapist(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(1001, "Olena"), world.phone(2001, "Anna")
        life = Life(olena, anna, world.settle, world.forward, world.to_next_prompt)

        await life.play(await world.staff_link())

        for name, phone in (("THERAPIST", olena), ("CLIENT", anna)):
            print("=====", name)
            for note in phone.talk.notes:
                print("  >" if note.mine else "  <", note.text, "" if not note.markup else [[b["text"] for b in r] for r in note.markup.get("inline_keyboard", [])], "(deleted)" if note.deleted else "")

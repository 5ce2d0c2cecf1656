"""One whole life through HTTP: invited, joined, compared, checked in, read."""

from datetime import UTC, datetime, timedelta

from bot.playground.believable import accept, come_in, compare, go, open_log
from tests.conftest import Database
from tests.whole.living import acquainted, living

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
THANKS = "Thank you. It is saved. Who usually reads it: Olena. Usually by: Friday, 20 March."
WORDS = "A hard call with my sister on Sunday."


async def test_client_checks_in_and_the_therapist_reads_it(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        await world.to_next_prompt()
        assert 0 <= (world.calendar.now() - datetime(2026, 3, 19, 17, tzinfo=UTC)).total_seconds() <= 600  # 18:00 there
        assert anna.last.startswith("Hello, Anna. Ready for a short check-in?")
        await go(anna, world.settle, "yes", "4", "hard", f"={WORDS}", "=I want to talk about Sunday.", "no")
        assert anna.texts[-3:] == [
            f"{THANKS}\n\nNext check-in: Thursday, 26 March.",
            "Do you have two more minutes?\n\nNot today",
            "That is enough for today.",
        ]

        await world.forward(timedelta(hours=15))
        await open_log(olena, "Anna", world.settle)
        assert "mood: 4 of 10\nwith people: something hard\n“" + WORDS in olena.texts[-2]
        await go(olena, world.settle, "talk")
        assert anna.last == "Read by Olena. Let us talk about it when we meet."


async def test_page_of_the_log_leaves_the_therapists_chat_within_a_day(database: Database) -> None:
    async with acquainted(database) as (world, olena, anna):
        anna.write("/checkin")
        await world.settle()
        await go(anna, world.settle, "4", "hard", f"={WORDS}", "~skip", "no")
        await open_log(olena, "Anna", world.settle)
        page = next(note for note in olena.screen if WORDS in note.text)

        await world.forward(timedelta(hours=24))

        assert page.protected
        assert page.deleted
        assert not any(WORDS in text for text in olena.texts)


async def test_nothing_is_shown_before_the_pictures_are_compared(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(2001, "Olena"), world.phone(1001, "Anna")
        await accept(olena, await world.staff_link(), world.settle)
        await come_in(olena, anna, world.settle)

        await world.forward(timedelta(days=8))  # its check-in would have been due
        olena.write("/clients")
        await world.settle()

        assert "waits: compare pictures" in olena.last or "waits: compare pictures" in olena.texts[-2]
        assert not any("of 10" in text for text in olena.texts)
        assert not any("Ready for a short check-in?" in text for text in anna.texts)


async def test_wrong_pictures_connect_nobody_and_erase_what_was_answered(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(2001, "Olena"), world.phone(1001, "Anna")
        await accept(olena, await world.staff_link(), world.settle)
        await come_in(olena, anna, world.settle)
        olena.tap("~open.confirm_client")
        await world.settle()

        right = next(row for row in anna.texts if "pictures aloud" in row).splitlines()[-1]
        wrong = next(label for label in olena.labels if label not in right and "Back" not in label)
        olena.tap(wrong)
        await world.settle()

        assert "You are connected now." not in "\n".join(anna.texts)


async def test_second_comparison_after_a_restart_still_connects(database: Database) -> None:
    async with living(database, MONDAY) as world:
        olena, anna = world.phone(2001, "Olena"), world.phone(1001, "Anna")
        await accept(olena, await world.staff_link(), world.settle)
        await come_in(olena, anna, world.settle)
        await world.house.begin()

        await compare(olena, anna, world.settle)

        assert anna.last.startswith("You are connected now.")

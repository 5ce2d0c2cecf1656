"""A client changes the language in the middle of a conversation: the open question comes again, in the new one."""

import re
from datetime import UTC, datetime

import pytest

from bot.playground.believable import go, open_log
from tests.conftest import Database
from tests.whole.living import acquainted

# What SQL these conversations need is asked of both databases elsewhere; here one will do.
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
SCRIPTS = {"uk": re.compile("[а-щьюяєіїґ]", re.IGNORECASE), "ar": re.compile("[\u0621-\u064a]")}
LATIN = re.compile("[A-Za-z]{2,}")
NAMES = re.compile("Anna|Olena")
STEPS = {"yes": "the mood", "4": "what went along with it", "hard": "the words for it"}


@pytest.mark.parametrize("language", sorted(SCRIPTS))
@pytest.mark.parametrize("step", range(len(STEPS)))
async def test_open_question_is_asked_again_in_the_new_language(database: Database, language: str, step: int) -> None:
    async with acquainted(database) as (world, olena, anna):
        await world.to_next_prompt()
        moves = list(STEPS)
        await go(anna, world.settle, *moves[: step + 1])
        asked = anna.codes
        old = len(anna.talk.notes)

        anna.write("/language")
        await world.settle()
        await go(anna, world.settle, language)

        fresh = [note.text for note in anna.talk.notes[old + 1 :] if not note.mine]
        fresh = fresh[1:]  # the question before the switch
        assert anna.codes == asked
        assert all(SCRIPTS[language].search(text) and not LATIN.search(NAMES.sub("", text)) for text in fresh)
        assert all(SCRIPTS[language].search(key) for key in anna.keys)
        await go(anna, world.settle, *moves[step + 1 :], "=My own words.", "~skip", "no")
        await open_log(olena, "Anna", world.settle)
        assert "mood: 4 of 10\nwith people: something hard\n“My own words.”" in "\n".join(olena.texts)


async def test_message_that_waits_to_be_sent_is_said_in_the_language_of_the_moment(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        anna.write("/language")
        await world.settle()
        await go(anna, world.settle, "uk")

        await world.to_next_prompt()

        assert SCRIPTS["uk"].search(anna.last)
        assert not LATIN.search(NAMES.sub("", anna.last))

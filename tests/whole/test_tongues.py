"""Which language is spoken: to a stranger one that a clinician has signed, to a client the one of now, at every step."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.playground.believable import go, open_log
from bot.programme_files import FICTIONAL
from tests.conftest import Database
from tests.whole.living import acquainted, living

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def real(folder: Path, *, growing: bool) -> Path:
    """Write a programme that is not an invented one."""
    text = (FICTIONAL / "programme.toml").read_text(encoding="utf-8")
    text = text.replace("fictional = true", "fictional = false").replace("000 000", "116 123")
    text = text.replace("growing_languages = true", f"growing_languages = {str(growing).lower()}")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("growing", "greeting"), [(False, "Hello."), (True, "Вітаю.")])
async def test_stranger_is_greeted_in_a_growing_language_only_where_the_programme_says_so(
    database: Database, tmp_path: Path, growing: bool, greeting: str
) -> None:
    async with living(database, MONDAY, real(tmp_path, growing=growing)) as world:
        stranger = world.phone(1, "Olha", "uk")
        stranger.start()
        stranger.write("/help")
        await world.settle()

        english = [text for text in stranger.texts if "Here is who you can reach now." in text]
        assert stranger.texts[1].startswith(greeting)
        assert len(english) == (0 if growing else 2)


SWITCHED = (  # the language chosen in the middle of a question, how that question is asked again, and the answer
    ("uk", "Який у Вас був настрій цього тижня?", "3"),
    ("ar", "هل جرى مع الناس شيء له صلة بشعورك؟", "hard"),
    ("en", "What was it? A few words or a voice note are enough.", "=він пішов"),
    ("uk", "Є щось для наступної зустрічі?", "~skip"),
    ("ar", "هل لديك دقيقتان بعد؟", "no"),
)


async def test_language_changed_at_every_step_asks_the_open_question_again_and_loses_nothing(
    database: Database,
) -> None:
    async with acquainted(database) as (world, olena, anna):
        anna.write("/checkin")
        await world.settle()
        for language, question, move in SWITCHED:
            anna.write("/language")
            await world.settle()
            await go(anna, world.settle, language)
            assert anna.last.startswith(question)
            await go(anna, world.settle, move)

        await open_log(olena, "Anna", world.settle)

        assert anna.last == "هذا يكفي لليوم."
        assert "mood: 3 of 10\nwith people: something hard\n“він пішов”" in olena.texts[-2]

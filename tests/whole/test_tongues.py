"""Whom nobody knows yet is spoken to in a language that a clinician has signed, unless the programme says otherwise."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.programme_files import FICTIONAL
from tests.conftest import Database
from tests.whole.living import living

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

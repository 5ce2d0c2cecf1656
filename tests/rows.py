"""PostgreSQL's rows, taken out and put back: to empty a database and to fill it is quicker than to make one."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
COUNTERS = "SELECT sequencename AS name, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
FREELY = "SET session_replication_role = replica"  # rows refer to rows that come later


@dataclass(frozen=True, slots=True)
class Rows:
    """What the tables of one database held, as PostgreSQL writes it, and where its counters stood."""

    tables: dict[str, bytes]
    counters: dict[str, int]


async def emptied(address: str) -> None:
    """Take every row away, whoever still holds one."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(OTHERS)
        names = [row["tablename"] for row in await connection.fetch(TABLES)]
        await connection.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY")
    finally:
        await connection.close()


async def taken(address: str) -> Rows:
    """Give every row of a database."""
    connection = await asyncpg.connect(address)
    try:
        tables = {
            row["tablename"]: await _written(connection, row["tablename"]) for row in await connection.fetch(TABLES)
        }
        counters = {row["name"]: row["last_value"] for row in await connection.fetch(COUNTERS)}
        return Rows({name: rows for name, rows in tables.items() if rows}, counters)
    finally:
        await connection.close()


async def put_back(address: str, kept: Rows) -> None:
    """Fill an emptied database with what was taken out of another one."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(FREELY)
        for name, rows in kept.tables.items():
            await connection.copy_to_table(name, source=_bits(rows))
        for name, value in kept.counters.items():
            await connection.execute(f"SELECT setval('{name}', {value})")
    finally:
        await connection.close()


async def _written(connection: asyncpg.Connection[asyncpg.Record], table: str) -> bytes:
    out = io.BytesIO()
    await connection.copy_from_table(table, output=out)
    return out.getvalue()


async def _bits(rows: bytes) -> AsyncIterator[bytes]:
    yield rows

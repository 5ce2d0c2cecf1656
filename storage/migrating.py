"""
Migrations: two trees, data and keys, brought to the newest schema when a deployment starts.

On SQLite the file is copied first; on PostgreSQL one process migrates under an advisory lock.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engines import keep_a_copy, outside
from storage.errors import MigrationBroken

Tree = Literal["data", "keys"]
TREES = Path(__file__).parent / "migrations"
LOCK = 4_711_061


def config(tree: Tree, connection: Connection | None = None) -> Config:
    """Give Alembic's settings for one tree."""
    made = Config()
    made.set_main_option("script_location", str(TREES / tree))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


async def upgrade(engine: AsyncEngine, tree: Tree, revision: str = "head") -> None:
    """Bring a database to a revision, the newest by default."""
    async with changing(engine) as db:
        found = await db.run_sync(current)
        if found == newest(tree) and revision == "head":
            return
        if found is not None:
            await keep_a_copy(engine, found)
        await db.run_sync(lambda connection: command.upgrade(config(tree, connection), revision))


async def downgrade(engine: AsyncEngine, tree: Tree, revision: str) -> None:
    """Take a database back to a revision."""
    async with changing(engine) as db:
        await db.run_sync(lambda connection: command.downgrade(config(tree, connection), revision))


@asynccontextmanager
async def changing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """
    Hold a database alone, in one transaction, while its schema changes.

    SQLite rebuilds a table by dropping it, which would delete whatever refers to it; so its foreign keys rest
    meanwhile, and are all looked over before the commit.
    """
    async with engine.connect() as db:
        if engine.dialect.name == "postgresql":
            async with db.begin():
                await db.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                yield db
            return
        await outside(db, "PRAGMA foreign_keys=OFF")
        try:
            async with db.begin():
                yield db
                broken = (await db.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
                if broken is not None:
                    raise MigrationBroken(broken["table"], broken["parent"])
        finally:
            await outside(db, "PRAGMA foreign_keys=ON")


def current(connection: Connection) -> str | None:
    """Name the revision of a database; none when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest(tree: Tree) -> str | None:
    """Name the newest revision of a tree."""
    return ScriptDirectory.from_config(config(tree)).get_current_head()


async def revision_of(engine: AsyncEngine) -> str | None:
    """Name the revision of a database, and change nothing."""
    async with engine.connect() as db:
        return await db.run_sync(current)

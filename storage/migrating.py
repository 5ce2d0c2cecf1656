"""
Migrations: two trees, data and keys, brought to the newest schema when a deployment starts.

On SQLite the file is copied first; on PostgreSQL one process migrates under an advisory lock.
"""

import shutil
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

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
    async with engine.begin() as db:
        if engine.dialect.name == "postgresql":
            await db.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        found = await db.run_sync(current)
        if found == newest(tree) and revision == "head":
            return
        if found is not None:
            keep_a_copy(engine, found)
        await db.run_sync(lambda connection: command.upgrade(config(tree, connection), revision))


async def downgrade(engine: AsyncEngine, tree: Tree, revision: str) -> None:
    """Take a database back to a revision."""
    async with engine.begin() as db:
        await db.run_sync(lambda connection: command.downgrade(config(tree, connection), revision))


def current(connection: Connection) -> str | None:
    """Name the revision of a database; none when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest(tree: Tree) -> str | None:
    """Name the newest revision of a tree."""
    return ScriptDirectory.from_config(config(tree)).get_current_head()


def keep_a_copy(engine: AsyncEngine, revision: str) -> None:
    """Copy an SQLite file beside itself before its schema changes."""
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and Path(path).exists():
        shutil.copy2(path, f"{path}.before-{revision}")

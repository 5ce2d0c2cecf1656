"""
Rows: behind the gate, PostgreSQL itself lets only those rows be seen that belong to whoever is asking.

Every connection of ours speaks for the house.  What staff or clients read is read narrowed to that person, so that even a
query with a wrong condition finds nothing of anybody else.  It guards against our own mistakes: whoever can run any
statement can also say who they are.  A role that stands above the policies makes them void, so it is looked for.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import NotHeard

ACTOR = "interlude.actor"  # the setting that the policies ask
HOUSE = "house"  # the bot's own work: desk, ticker, sender, migrations
SPEAKING_FOR_THE_HOUSE = {"server_settings": {ACTOR: HOUSE}}  # sent as a connection opens: no statement is spent on it


@asynccontextmanager
async def narrowed(db: AsyncConnection, person: str) -> AsyncIterator[None]:
    """
    Read as one person sees it; nothing can be written meanwhile.  On SQLite everything is seen.

    The savepoint is rolled back in the end, also when a statement failed: this gives back who spoke before.
    """
    if db.dialect.name != "postgresql":
        yield
        return
    before = await db.begin_nested()
    try:
        said = text(f"SELECT set_config('{ACTOR}', :person, true), set_config('transaction_read_only', 'on', true)")
        await db.execute(said, {"person": person})
        yield
    finally:
        await before.rollback()


async def refuse_if_not_heard(engine: AsyncEngine) -> None:
    """Refuse a server that does not hear for whom we speak: to a house that sees nobody, every key would look unused."""
    if engine.dialect.name != "postgresql":
        return
    async with engine.connect() as db:
        if await db.scalar(text(f"SELECT current_setting('{ACTOR}', true)")) != HOUSE:
            raise NotHeard(ACTOR)


async def role_above(engine: AsyncEngine) -> str | None:
    """Name our role if no policy holds for it, because it is a superuser or bypasses them; none when all is well."""
    if engine.dialect.name != "postgresql":
        return None
    query = "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    async with engine.connect() as db:
        found: str | None = await db.scalar(text(query))
        return found

"""
The keyring: one key a person and three of the house, wrapped by the key file, in a database of their own.

A missing key is never made again.  Destroying one makes what it sealed unreadable for everybody.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite says ON CONFLICT DO NOTHING in the same words
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engines import checkpoint, copies_of, file_of
from storage.errors import KeyFileRefused, KeyGone
from storage.sealing import Key
from storage.tables import erasure, wrapped_key

HOUSE = ("house", "index", "audit")


@dataclass
class Keyring:
    """Makes, fetches and destroys keys."""

    engine: AsyncEngine
    kek: bytes = field(repr=False)
    key_file: str
    house: dict[str, Key] = field(default_factory=dict, repr=False)

    async def settle(self, now: datetime) -> None:
        """Make the keys of the house in a new deployment, all or none, and fetch them; another replica may be first."""
        new = [self._wrapped(owner, now) for owner in HOUSE]
        async with self.engine.begin() as db:
            await db.execute(upsert(wrapped_key).on_conflict_do_nothing(), new)
        await self.fetch_house()

    async def fetch_house(self) -> None:
        """Fetch the keys of the house; a key file that does not open them is refused."""
        for owner in HOUSE:
            self.house[owner] = await self.fetch(owner)

    def check(self) -> str:
        """Give a word that only these keys give, by which the data knows them again."""
        return hmac.new(self.house["audit"].secret, b"v1|key check", hashlib.sha256).hexdigest()

    async def fetch(self, owner: str) -> Key:
        """Give a key, or raise `KeyGone`."""
        if owner in self.house:
            return self.house[owner]
        found = await self._fetch(owner)
        if found is None:
            raise KeyGone(owner)
        return found

    async def new_key(self, owner: str, now: datetime) -> None:
        """Make the key of a new person, in a commit of its own; whoever was forgotten never gets one again."""
        if await self.erased(owner):
            raise KeyGone(owner)
        async with self.engine.begin() as db:
            await db.execute(insert(wrapped_key).values(self._wrapped(owner, now)))

    async def shred(self, owner: str, now: datetime) -> bool:
        """Destroy a key and write the ledger; false when a trace may be left, so that it must be repeated."""
        if owner in HOUSE:
            raise ValueError(f"keys: '{owner}' is a key of the house; it is never destroyed")
        row = {"owner_mac": self.ledger_mac(owner), "at": now}
        async with self.engine.begin() as db:
            await db.execute(upsert(erasure).values(row).on_conflict_do_nothing())
            await db.execute(delete(wrapped_key).where(wrapped_key.c.owner == owner))
        return await self._leave_no_trace()

    async def drop_unused(self, owner: str) -> None:
        """Delete a key that no person ever had; the ledger of erasures says nothing of it."""
        async with self.engine.begin() as db:
            await db.execute(delete(wrapped_key).where(wrapped_key.c.owner == owner))

    async def erased(self, owner: str) -> bool:
        """Say whether the ledger names this person."""
        async with self.engine.connect() as db:
            query = select(erasure.c.at).where(erasure.c.owner_mac == self.ledger_mac(owner))
            return await db.scalar(query) is not None

    async def owners(self) -> list[str]:
        """Name everybody who has a key, the house left out."""
        return list(await self.made_at())

    async def made_at(self) -> dict[str, datetime]:
        """Say when each key was made, those of the house left out."""
        query = select(wrapped_key.c.owner, wrapped_key.c.created_at).where(wrapped_key.c.owner.notin_(HOUSE))
        async with self.engine.connect() as db:
            return {row.owner: row.created_at for row in await db.execute(query)}

    def ledger_mac(self, owner: str) -> bytes:
        """Give the keyed name under which the ledger remembers an erasure."""
        return hmac.new(self.house["audit"].secret, owner.encode(), hashlib.sha256).digest()

    def _wrapped(self, owner: str, now: datetime) -> dict[str, object]:
        return {"owner": owner, "wrapped": aes_key_wrap(self.kek, os.urandom(32)), "created_at": now}

    async def _fetch(self, owner: str) -> Key | None:
        query = select(wrapped_key.c.key_id, wrapped_key.c.wrapped).where(wrapped_key.c.owner == owner)
        async with self.engine.connect() as db:
            row = (await db.execute(query)).one_or_none()
        if row is None:
            return None
        try:
            return Key(owner, row.key_id, aes_key_unwrap(self.kek, row.wrapped))
        except InvalidUnwrap:
            remedy = "Use the key file that these keys were made with."
            raise KeyFileRefused(self.key_file, "it does not open the keys of this deployment", remedy) from None

    async def _leave_no_trace(self) -> bool:
        """Let no page, journal or copy of the keys database keep a wrapped key that was deleted."""
        path = file_of(self.engine.url)
        if path is None:
            async with self.engine.connect() as db:
                await db.execution_options(isolation_level="AUTOCOMMIT")
                await db.execute(text("VACUUM (FULL) wrapped_key"))
            return True
        for copy in copies_of(path):
            copy.unlink(missing_ok=True)
        return await checkpoint(self.engine)

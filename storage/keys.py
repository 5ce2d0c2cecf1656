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
from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite says ON CONFLICT DO NOTHING in the same words
from sqlalchemy.ext.asyncio import AsyncEngine

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
        """Fetch the keys of the house, make them in a new deployment, and refuse a key file that is not theirs."""
        for owner in HOUSE:
            if await self._fetch(owner) is None:
                await self._make(owner, now)
            self.house[owner] = await self.fetch(owner)

    async def fetch(self, owner: str) -> Key:
        """Give a key, or raise `KeyGone`."""
        if owner in self.house:
            return self.house[owner]
        found = await self._fetch(owner)
        if found is None:
            raise KeyGone(owner)
        return found

    async def new_key(self, owner: str, now: datetime) -> None:
        """Make the key of a new person, in a commit of its own, before the person is kept."""
        await self._make(owner, now)

    async def shred(self, owner: str, now: datetime) -> None:
        """Destroy a key and write the erasure ledger; repeating it changes nothing."""
        row = {"owner_mac": self.ledger_mac(owner), "at": now}
        async with self.engine.begin() as db:
            await db.execute(upsert(erasure).values(row).on_conflict_do_nothing())
            await db.execute(delete(wrapped_key).where(wrapped_key.c.owner == owner))
        await self._leave_no_trace()

    async def erased(self, owner: str) -> bool:
        """Say whether the ledger names this person."""
        async with self.engine.connect() as db:
            query = select(erasure.c.at).where(erasure.c.owner_mac == self.ledger_mac(owner))
            return await db.scalar(query) is not None

    async def owners(self) -> list[str]:
        """Name everybody who has a key, the house left out."""
        async with self.engine.connect() as db:
            found = await db.scalars(select(wrapped_key.c.owner).where(wrapped_key.c.owner.notin_(HOUSE)))
            return list(found)

    def ledger_mac(self, owner: str) -> bytes:
        """Give the keyed name under which the ledger remembers an erasure."""
        return hmac.new(self.house["audit"].secret, owner.encode(), hashlib.sha256).digest()

    async def _make(self, owner: str, now: datetime) -> None:
        row = {"owner": owner, "wrapped": aes_key_wrap(self.kek, os.urandom(32)), "created_at": now}
        async with self.engine.begin() as db:
            await db.execute(insert(wrapped_key).values(row))

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

    async def _leave_no_trace(self) -> None:
        """Write SQLite's journal into the file, so that no page of it keeps the wrapped key."""
        if self.engine.dialect.name == "sqlite":
            async with self.engine.connect() as db:
                await db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

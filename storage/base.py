"""
The store: two databases, one keyring, and transactions.

On SQLite one writing connection stands behind one queue, safety first; readers have connections of their own.  On
PostgreSQL every transaction has its own connection, and rows are handed out with locks.
"""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT in the same words
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction

from flows.questions import Json
from storage import migrating
from storage.clocks import Calendar, Machine, SteadyMachine
from storage.engines import file_of, first_row, open_reader, open_writer
from storage.errors import KeyFileRefused, KeysRefused
from storage.keys import Keyring
from storage.rows import narrowed, refuse_if_not_heard
from storage.sealing import Key, blind, read_key_file, seal, unseal
from storage.tables import deployment, person, wrapped_key

Dialect = Literal["sqlite", "postgresql"]
ANNOUNCE = "interlude"  # the channel on which PostgreSQL tells every process of a commit
KEY_CHECK = "key_check"  # the mark by which the data knows its keys


class Turnstile:
    """One at a time, the most urgent first, and among equals the first who came."""

    def __init__(self) -> None:
        self._busy = False
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._count = itertools.count()

    async def enter(self, urgency: int) -> None:
        """Wait for one's turn."""
        if not self._busy:
            self._busy = True
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._count), place))
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        while self._waiting:
            place = heapq.heappop(self._waiting)[2]
            if not place.done():
                place.set_result(None)
                return
        self._busy = False


@dataclass
class Transaction:
    """One transaction: a connection, the moment at which it began, and the keys it has fetched."""

    db: AsyncConnection
    now: datetime
    store: "Store"
    _keys: dict[str, Key] = field(default_factory=dict, repr=False)

    async def machine_now(self) -> float:
        """Give machine seconds: the database's clock where replicas share one, the process's own elsewhere."""
        if self.store.dialect == "postgresql" and self.store.shared_clock:
            return float(await self.db.scalar(text("SELECT extract(epoch FROM clock_timestamp())")) or 0.0)
        return self.store.machine.seconds()

    async def key(self, owner: str) -> Key:
        """Fetch a key once a transaction."""
        if owner not in self._keys:
            self._keys[owner] = await self.store.keys.fetch(owner)
        return self._keys[owner]

    async def seal(self, owner: str, label: str, row: str, value: Json) -> bytes:
        """Seal a JSON value with its owner's key, bound to its row."""
        return seal(await self.key(owner), label, row, value)

    async def open(self, owner: str, label: str, row: str, blob: bytes) -> Json:
        """Open a sealed value."""
        return unseal(await self.key(owner), label, row, blob)

    def index(self, bot: int, telegram_id: int) -> bytes:
        """Give the blind index of a private chat."""
        return blind(self.store.keys.house["index"], bot, telegram_id)

    def savepoint(self) -> AsyncTransaction:
        """Begin a savepoint: `async with tx.savepoint(): …`."""
        return self.db.begin_nested()

    def narrowed(self, person: str) -> AbstractAsyncContextManager[None]:
        """Read as one person sees it: `async with tx.narrowed(actor.person): …`."""
        return narrowed(self.db, person)


@dataclass
class Store:
    """Everything that is kept."""

    writer: AsyncEngine
    reader: AsyncEngine
    keys: Keyring
    calendar: Calendar
    machine: Machine
    dialect: Dialect
    shared_clock: bool = True
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    turnstile: Turnstile = field(default_factory=Turnstile)

    @classmethod
    async def open(
        cls, database: str, keys: str, key_file: Path, *, calendar: Calendar, machine: Machine, create: bool = True
    ) -> "Store":
        """
        Open both databases; nothing is changed in them before `migrate`.

        A key file or keys that do not belong to the data are refused here.
        """
        refuse_key_beside_data(database, key_file)
        writer, keeper = open_writer(database), open_writer(keys)
        try:
            await refuse_if_not_heard(writer)
            known = await first_row(keeper, wrapped_key) is not None
            ring = Keyring(keeper, read_key_file(key_file, create=create and not known), str(key_file))
            await _check_keys(writer, ring, known=known)
        except BaseException:
            await writer.dispose()
            await keeper.dispose()
            raise
        dialect: Dialect = "sqlite" if writer.dialect.name == "sqlite" else "postgresql"
        shared = isinstance(machine, SteadyMachine)
        return cls(writer, open_reader(writer), ring, calendar, machine, dialect, shared)

    async def migrate(self) -> None:
        """Bring both databases to the newest schema, keys first, and fetch the keys of the house."""
        await migrating.upgrade(self.keys.engine, "keys")
        await migrating.upgrade(self.writer, "data")
        await self.keys.settle(self.calendar.now())
        async with self.write() as tx:
            if await marked(tx, KEY_CHECK) is None:
                await mark(tx, KEY_CHECK, self.keys.check())

    @asynccontextmanager
    async def write(self, *, safety: bool = False) -> AsyncIterator[Transaction]:
        """Write in one transaction: committed at the end, undone when something raises."""
        if self.dialect == "sqlite":
            await self.turnstile.enter(0 if safety else 1)
        try:
            async with self.writer.begin() as db:
                yield Transaction(db, self.calendar.now(), self)
                if self.dialect == "postgresql":
                    await db.execute(text(f"NOTIFY {ANNOUNCE}"))  # other processes hear of it when it is committed
        finally:
            if self.dialect == "sqlite":
                self.turnstile.leave()
        for wake in self.on_commit:
            wake()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """Read one consistent state; nothing can be written."""
        async with self.reader.connect() as db:
            yield Transaction(db, self.calendar.now(), self)

    async def close(self) -> None:
        """Close every connection."""
        for one in {self.writer, self.reader, self.keys.engine}:
            await one.dispose()


async def mark(tx: Transaction, name: str, value: str) -> None:
    """Write a mark of this deployment: its kind, its bot, its place in the updates."""
    made = insert(deployment).values(name=name, value=value)
    await tx.db.execute(made.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


async def marked(tx: Transaction, name: str) -> str | None:
    """Read a mark of this deployment."""
    found: str | None = await tx.db.scalar(select(deployment.c.value).where(deployment.c.name == name))
    return found


def refuse_key_beside_data(database: str, key_file: Path) -> None:
    """Refuse a key file in the folder of the data, or below it: a copy of that folder would be readable."""
    path = file_of(make_url(database))
    if path is not None and key_file.resolve().is_relative_to(path.resolve().parent):
        remedy = "Put it into a folder of its own and set KEY_FILE."
        raise KeyFileRefused(str(key_file), "it lies in the folder of the data", remedy)


async def _check_keys(writer: AsyncEngine, ring: Keyring, *, known: bool) -> None:
    """Refuse a key file that does not open the keys, and keys that did not seal this data."""
    kept = await first_row(writer, deployment, name=KEY_CHECK)
    if known:
        await ring.fetch_house()
    address = ring.engine.url.render_as_string(hide_password=True)
    if kept is not None and (not known or ring.check() != kept["value"]):
        found = "it is empty" if not known else "its keys are not those that sealed this data"
        raise KeysRefused(address, found)
    if kept is None and known and await ring.owners() and await first_row(writer, person) is None:
        # Served like this, the keys would seem to belong to nobody, and be swept.
        remedy = "Name the database of these people in DATABASE, or see why its folder is empty."
        raise KeysRefused(address, "it holds the keys of people, and the data holds nobody", remedy)

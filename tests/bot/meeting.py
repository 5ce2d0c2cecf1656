"""A therapist and a client who have met, on the stand-in over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.playground.believable import go
from bot.playground.phone import Phone
from flows.engine import Row
from storage import inbox, log, persons, runs
from storage.log import Entry
from storage.persons import Person
from storage.runs import Run
from tests.conftest import Database
from tests.whole.living import Living, acquainted

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


@dataclass
class Meeting:
    """The house, and the phones of two who have met."""

    world: Living
    olena: Phone
    anna: Phone

    async def anna_does(self, *moves: str) -> list[str]:
        """Let the client make moves, and give what the bot wrote to her meanwhile."""
        before = len(self.anna.talk.notes)
        await go(self.anna, self.world.settle, *moves)
        return [note.text for note in self.anna.talk.notes[before:] if not note.mine]

    async def client(self) -> Person:
        return await self.person(self.anna)

    async def person(self, phone: Phone) -> Person:
        async with self.world.house.store.read() as tx:
            return (await persons.in_chat(tx, tx.index(self.world.standin.bot_id, phone.talk.id)))[0]

    async def floor(self) -> Run | None:
        client = await self.client()
        async with self.world.house.store.read() as tx:
            return await runs.floor_of(tx, client.id)

    async def entries(self) -> list[Entry]:
        client = await self.client()
        async with self.world.house.store.read() as tx:
            return await log.own(tx, client.id)

    async def moods(self) -> list[int]:
        """Give the moods that stand, in order; joining has asked for the first, a 6."""
        return sorted(entry.value["mood"] for entry in await self.entries() if entry.kind == "mood_reported")

    async def journal(self, run: Run | None) -> list[Row]:
        assert run is not None
        async with self.world.house.store.read() as tx:
            return await runs.journal(tx, run)

    async def counts(self) -> inbox.Counts:
        async with self.world.house.store.read() as tx:
            return await inbox.counts(tx)


def carried(phone: Phone, code: str) -> str:
    """Give what the newest button of a code carries."""
    return next(button.data for note in reversed(phone.screen) for button in note.buttons if button.code == code)


@asynccontextmanager
async def meeting(database: Database) -> AsyncIterator[Meeting]:
    """Let a therapist and a client find each other on a Monday morning."""
    async with acquainted(database) as (world, olena, anna):
        yield Meeting(world, olena, anna)

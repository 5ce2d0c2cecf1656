"""Forgetting through HTTP: the receipt, what leaves the therapist's chat, what leaves the disk, and a new start."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.playground.believable import go, invite, join, open_log
from bot.playground.faults import slow_down
from bot.playground.phone import Phone
from locales.line import verbatim
from storage import forgetting, persons
from storage.tables import entry, journal, outbox, person, wrapped_key
from tests.conftest import Database
from tests.whole.living import Living, acquainted

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
WORDS = "The garden gate at my grandmother's house."
RECEIPT = "Done. Your entries, your name and your settings are deleted."
STRANGER = "Hello. I am a small program"
NOTICE = "Deleted at the client's own wish: Anna. The meetings are not touched by this."


@asynccontextmanager
async def lived(database: Database) -> AsyncIterator[tuple[Living, Phone, Phone, str]]:
    """Let a client write and the therapist read it; gives the client's id, too."""
    async with acquainted(database) as (world, olena, anna):
        anna.write("/checkin")
        await world.settle()
        await go(anna, world.settle, "4", "hard", f"={WORDS}", "~skip", "no")
        await open_log(olena, "Anna", world.settle)
        assert any(WORDS in text for text in olena.texts)
        yield world, olena, anna, await id_of(world, anna)


async def id_of(world: Living, phone: Phone) -> str:
    async with world.house.store.read() as tx:
        (found,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, phone.talk.id))
    return found.id


async def ask_for_it(world: Living, phone: Phone) -> None:
    phone.write("/forget")
    await world.settle()
    phone.tap("yes")


async def test_client_is_forgotten_and_told_and_the_therapists_pages_are_gone(database: Database) -> None:
    async with lived(database) as (world, olena, anna, id_):
        await ask_for_it(world, anna)
        await world.settle()

        assert anna.last.startswith(RECEIPT)
        assert sum(RECEIPT in text for text in anna.texts) == 1
        assert not any(WORDS in text for text in olena.texts)
        assert olena.texts.count(NOTICE) == 1
        assert await rows_about(world, id_) == 0


async def test_client_who_says_no_keeps_everything(database: Database) -> None:
    async with lived(database) as (world, olena, anna, id_):
        before = await rows_about(world, id_)

        anna.write("/forget")
        await world.settle()
        await go(anna, world.settle, "no")

        assert anna.last == "Nothing was deleted."
        assert await rows_about(world, id_) >= before > 0
        assert any(WORDS in text for text in olena.texts)


async def test_nothing_of_a_forgotten_client_is_left_on_the_disk(database: Database, tmp_path: Path) -> None:
    if database.dialect != "sqlite":
        pytest.skip("the server's own files; there the destroyed key is the promise")
    async with lived(database) as (world, _olena, anna, id_):
        sealed = await sealed_about(world, id_)
        assert all(any(one in content for content in disk(tmp_path)) for one in sealed)

        await ask_for_it(world, anna)
        await world.settle()

        assert len(sealed) > 3
        assert not any(one in content for content in disk(tmp_path) for one in sealed)
        assert not any(WORDS.encode() in content for content in disk(tmp_path))


async def test_forgotten_client_comes_back_by_a_new_link_as_somebody_new(database: Database) -> None:
    async with lived(database) as (world, olena, anna, id_):
        await ask_for_it(world, anna)
        await world.settle()

        anna.write("is anybody there?")
        await world.settle()
        assert anna.last.startswith(STRANGER)
        await join(olena, anna, world.settle)

        assert anna.last == "You are connected now. Who reads your notes: Olena."
        assert await id_of(world, anna) != id_
        await open_log(olena, "Anna", world.settle)
        assert not any(WORDS in text for text in olena.texts)


async def test_old_link_of_a_forgotten_client_opens_nothing(database: Database) -> None:
    async with lived(database) as (world, olena, _anna, _id):
        token = await invite(olena, world.settle, "Bohdan")
        bohdan = world.phone(2002, "Bohdan")
        bohdan.start(token)
        await world.settle()
        await ask_for_it(world, bohdan)
        await world.settle()

        bohdan.start(token)
        await world.settle()

        assert "Which language is easiest" not in bohdan.last


@pytest.mark.parametrize("moment", ["marked", "key destroyed", "rows deleted"])
async def test_house_that_died_between_two_steps_finishes_when_it_opens_again(database: Database, moment: str) -> None:
    async with lived(database) as (world, olena, anna, id_):
        await ask_for_it(world, anna)
        await world.house.inbox.fetch_once(wait=0)
        assert await world.house.desk.work_once()
        if moment == "key destroyed":
            await world.house.store.keys.shred(id_, world.calendar.now())
        if moment == "rows deleted":
            assert len(await forgetting.finish(world.house.store)) == 1
        assert not any(RECEIPT in text for text in anna.texts)

        await world.restart()
        await world.settle()

        assert sum(RECEIPT in text for text in anna.texts) == 1
        assert olena.texts.count(NOTICE) == 1
        assert not any(WORDS in text for text in olena.texts)
        assert await rows_about(world, id_) == 0


async def test_receipt_waits_until_telegram_can_be_reached(database: Database) -> None:
    async with lived(database) as (world, _olena, anna, _id):
        await ask_for_it(world, anna)
        await world.house.inbox.fetch_once(wait=0)
        world.standin.fail("sendMessage", slow_down(30).only(anna.talk.id))

        await world.house.serve_updates()
        missed = sum(RECEIPT in text for text in anna.texts)
        await world.house.ticker.tick()
        await world.house.ticker.tick()

        assert (missed, sum(RECEIPT in text for text in anna.texts)) == (0, 1)


async def rows_about(world: Living, id_: str) -> int:
    """Count the rows that hold something of a client, the key included."""
    async with world.house.store.read() as tx:
        counts = [
            await tx.db.scalar(select(func.count()).select_from(table).where(column == id_))
            for table, column in ((person, person.c.id), (entry, entry.c.client), (outbox, outbox.c.about))
        ]
    async with world.house.store.keys.engine.connect() as db:
        counts.append(await db.scalar(select(func.count()).where(wrapped_key.c.owner == id_)))
    return sum(count or 0 for count in counts)


async def sealed_about(world: Living, id_: str) -> list[bytes]:
    """Give the sealed bytes of a client: entries, journals, and the wrapped key."""
    async with world.house.store.read() as tx:
        found = list(await tx.db.scalars(select(entry.c.value).where(entry.c.client == id_)))
        found += list(await tx.db.scalars(select(journal.c.value).where(journal.c.about == id_)))
    async with world.house.store.keys.engine.connect() as db:
        found += list(await db.scalars(select(wrapped_key.c.wrapped).where(wrapped_key.c.owner == id_)))
    return [bytes(one) for one in found if one]


def disk(folder: Path) -> list[bytes]:
    """Read every file of both databases."""
    return [path.read_bytes() for name in ("data", "keys") for path in (folder / name).iterdir() if path.is_file()]


async def test_receipt_is_told_once_even_when_desk_and_ticker_take_it_up_together(database: Database) -> None:
    async with acquainted(database) as (world, _olena, anna):
        async with world.house.store.write() as tx:
            (person,) = await persons.in_chat(tx, tx.index(world.standin.bot_id, anna.talk.id))
            await forgetting.mark(tx, person.id, [verbatim("Done.").to_json()])

        await asyncio.gather(*(world.house.forget() for _ in range(5)))

        assert anna.texts.count("Done.") == 1

"""The store: one state for readers, one turn at a time for writers, safety first, and nothing half done."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.base import Store, Transaction, Turnstile, mark, marked
from storage.clocks import SetCalendar
from storage.errors import KeyFileRefused, KeysRefused
from storage.tables import deployment
from tests.conftest import Database
from tests.storage.conftest import Join


class Stumbled(Exception):
    """What a transaction raises in the tests."""


async def test_what_raises_leaves_nothing_and_wakes_nobody(store: Store) -> None:
    woken: list[int] = []
    store.on_commit.append(lambda: woken.append(1))

    async def half() -> None:
        async with store.write() as tx:
            await mark(tx, "half", "done")
            raise Stumbled

    with pytest.raises(Stumbled):
        await half()
    async with store.read() as tx:
        assert await marked(tx, "half") is None
    assert woken == []


async def test_error_of_the_database_does_not_tell_what_was_to_be_kept(store: Store) -> None:
    with pytest.raises(IntegrityError) as caught:
        await keep_twice(store, "words of a person")

    assert "words of a person" not in f"{caught.value!r} {caught.value}"


async def keep_twice(store: Store, value: str) -> None:
    async with store.write() as tx:
        await tx.db.execute(insert(deployment), [{"name": "same", "value": value}] * 2)


async def test_savepoint_undoes_its_own_part_only(store: Store) -> None:
    async with store.write() as tx:
        await mark(tx, "before", "kept")
        with pytest.raises(Stumbled):
            await stumble_within(tx)
        await mark(tx, "after", "kept")

    async with store.read() as tx:
        assert [await marked(tx, name) for name in ("before", "within", "after")] == ["kept", None, "kept"]


async def stumble_within(tx: Transaction) -> None:
    async with tx.savepoint():
        await mark(tx, "within", "lost")
        raise Stumbled


async def test_reader_sees_only_what_was_committed(store: Store) -> None:
    async with store.write() as writing:
        await mark(writing, "word", "new")
        async with store.read() as reading:
            assert await marked(reading, "word") is None
    async with store.read() as reading:
        assert await marked(reading, "word") == "new"


async def test_calendar_stands_still_within_one_transaction(store: Store, calendar: SetCalendar) -> None:
    async with store.write() as tx:
        begun = tx.now
        calendar.forward(timedelta(hours=1))
        assert tx.now == begun
    async with store.write() as tx:
        assert tx.now == begun + timedelta(hours=1)


async def test_turnstile_lets_safety_in_first_and_the_others_as_they_came() -> None:
    stile, order = Turnstile(), []
    await stile.enter(1)

    async def come(name: str, urgency: int) -> None:
        await stile.enter(urgency)
        order.append(name)
        stile.leave()

    jobs = [asyncio.create_task(come(name, urgency)) for name, urgency in (("a", 1), ("b", 1), ("help", 0), ("c", 1))]
    await asyncio.wait(jobs, timeout=0)
    stile.leave()
    await asyncio.gather(*jobs)

    assert order == ["help", "a", "b", "c"]


async def test_turnstile_goes_on_when_somebody_gives_up_waiting() -> None:
    stile = Turnstile()
    await stile.enter(1)
    gives_up, stays = asyncio.create_task(stile.enter(1)), asyncio.create_task(stile.enter(1))
    await asyncio.wait([gives_up, stays], timeout=0)

    gives_up.cancel()
    await asyncio.gather(gives_up, return_exceptions=True)
    stile.leave()

    await asyncio.wait_for(stays, 10)


async def test_many_writers_at_once_all_come_through(store: Store) -> None:
    async def write(number: int) -> None:
        async with store.write(safety=number % 5 == 0) as tx:
            await mark(tx, f"word {number}", str(number))

    await asyncio.gather(*(write(number) for number in range(30)))

    async with store.read() as tx:
        assert [await marked(tx, f"word {number}") for number in range(30)] == [str(number) for number in range(30)]


async def open_with(database: Database, store: Store, /, **other: str | Path) -> Store:
    where = {"database": database.data, "keys": database.keys, "key_file": database.key_file, **other}
    return await Store.open(**where, calendar=store.calendar, machine=store.machine)  # type: ignore[arg-type]  # one of three is another


async def test_key_file_of_another_deployment_is_refused(store: Store, database: Database, tmp_path: Path) -> None:
    other = tmp_path / "other" / "interlude.key"
    other.parent.mkdir()
    other.write_text("ab" * 32 + "\n")
    other.chmod(0o600)

    with pytest.raises(KeyFileRefused, match="does not open the keys"):
        await open_with(database, store, key_file=other)


async def test_lost_key_file_is_not_made_again(store: Store, database: Database) -> None:
    database.key_file.unlink()

    with pytest.raises(KeyFileRefused, match="does not exist"):
        await open_with(database, store)
    assert not database.key_file.exists()


async def test_empty_keys_beside_full_data_are_refused(store: Store, database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeysRefused, match="it is empty"):
        await open_with(
            database, store, keys=f"sqlite+aiosqlite:///{tmp_path}/new/keys.sqlite", key_file=tmp_path / "new" / "key"
        )


async def test_keys_of_people_beside_empty_data_are_refused(
    store: Store, database: Database, join: Join, tmp_path: Path
) -> None:
    anna = await join()

    with pytest.raises(KeysRefused, match="the data holds nobody"):  # such as a folder that was not mounted
        await open_with(database, store, database=f"sqlite+aiosqlite:///{tmp_path}/not_mounted/data.sqlite")
    assert (await store.keys.fetch(anna.id)).owner == anna.id


async def test_key_file_in_the_folder_of_the_data_is_refused(database: Database, store: Store, tmp_path: Path) -> None:
    if database.dialect == "sqlite":
        with pytest.raises(KeyFileRefused, match="lies in the folder of the data"):
            await open_with(database, store, key_file=tmp_path / "data" / "interlude.key")


async def test_keys_of_the_house_are_made_once_and_all_together(store: Store) -> None:
    before = dict(store.keys.house)
    await store.keys.settle(store.calendar.now())

    assert store.keys.house == before
    assert set(before) == {"house", "index", "audit"}

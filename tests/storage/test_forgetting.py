"""Forgetting a person: three steps, each of which may be the last before a crash, and nothing of them is left."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, func, select

from storage import consents, due, forgetting, inbox, log, outbox, persons, runs, tables
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine
from storage.errors import KeyGone, NotFound
from storage.inbox import Incoming
from storage.tables import receipt
from tests.conftest import Database
from tests.storage.conftest import Join, Somebody, there
from tests.storage.posting import EAGER, message

CANARY = "zzcanaryzz"
DAY = timedelta(days=1)


async def lived(store: Store, join: Join) -> Somebody:
    """Let a client leave words in every place where words are kept."""
    anna = await join()
    async with store.write() as tx:
        await persons.change(tx, anna.id, name=f"Anna {CANARY}")
        run = await runs.begin(
            tx, person=anna.id, about=anna.id, flow="check_in", version=1, args={"note": CANARY}, closes_at=tx.now
        )
        await log.keep(
            tx, client=anna.id, run=run.id, step="s", turn=0, kind="raised", value={"words": CANARY}, private=False
        )
        await outbox.put(tx, message(anna, payload={"lines": [CANARY]}))
        await consents.answer(tx, anna.id, "store", answer=True, text_id="store", version=1, language="en")
        await inbox.receive(tx, 1, [Incoming(1, anna.chat_index, urgent=False, body=CANARY.encode())])
    return anna


async def forget(store: Store, somebody: Somebody) -> list[forgetting.Receipt]:
    async with store.write() as tx:
        await forgetting.mark(tx, somebody.id, ["Done."])
    return await forgetting.finish(store)


async def rows_naming(store: Store, id_: str) -> list[str]:
    """Name the tables that still have a row about a person, the receipts left out."""
    columns = [
        table.c[name]
        for table in tables.data.sorted_tables
        for name in ("client", "person", "about", "subject")
        if name in table.c and table.name != "receipt"
    ]
    async with store.read() as tx:
        return [str(one) for one in columns if await tx.db.scalar(select(func.count()).where(one == id_))]


async def test_forgotten_client_leaves_no_row_and_no_key(store: Store, join: Join) -> None:
    anna = await lived(store, join)

    (told,) = await forget(store, anna)
    await forgetting.told(store, told)

    assert await rows_naming(store, anna.id) == []
    assert told.chat_id == 1000
    assert told.lines == ["Done."]
    with pytest.raises(KeyGone):
        await store.keys.fetch(anna.id)
    with pytest.raises(KeyGone):
        await store.keys.new_key(anna.id, store.calendar.now())


async def test_words_and_key_are_in_no_file_afterwards(store: Store, join: Join, tmp_path: Path) -> None:
    anna = await lived(store, join)
    async with store.keys.engine.connect() as db:
        wrapped = await db.scalar(select(tables.wrapped_key.c.wrapped).where(tables.wrapped_key.c.owner == anna.id))
    assert isinstance(wrapped, bytes)
    assert store.dialect == "postgresql" or wrapped in everything_in(tmp_path)
    (told,) = await forget(store, anna)
    await forgetting.told(store, told)
    await store.close()

    assert CANARY.encode() not in everything_in(tmp_path)
    assert wrapped not in everything_in(tmp_path)


def everything_in(folder: Path) -> bytes:
    """Give the bytes of every file: databases, journals, copies, keys."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_no_blob_of_theirs_is_left_in_any_row_or_file(store: Store, join: Join, tmp_path: Path) -> None:
    await join()  # somebody else stays
    others = set(await blobs(store))
    anna = await lived(store, join)
    async with store.write() as tx:
        received = there(await inbox.oldest(tx, anna.chat_index))
        await inbox.aside(tx, received.id)  # its body stays for two weeks, and opens with the key of the house
    theirs = set(await blobs(store)) - others
    assert len(theirs) >= 6

    (told,) = await forget(store, anna)
    await forgetting.told(store, told)

    assert theirs & set(await blobs(store)) == set()
    assert [blob for blob in theirs if blob in everything_in(tmp_path)] == []


async def blobs(store: Store) -> list[bytes]:
    """Give every sealed value and every index of a chat that stands in the data."""
    columns = [one for table in tables.data.sorted_tables for one in table.c if isinstance(one.type, LargeBinary)]
    async with store.read() as tx:
        return [blob for one in columns for blob in await tx.db.scalars(select(one).where(one.is_not(None)))]


async def shown_to(store: Store, staff: Somebody, client: Somebody) -> str:
    """Let a page of a client's log be on its way to a member of staff."""
    async with store.write() as tx:
        page = outbox.Outgoing(staff.id, client.id, "card", 1, {"lines": [CANARY], "gone_in": 24})
        id_, _token = await outbox.put(tx, page)
        await outbox.claim(tx, pace=EAGER)
    return id_


async def deletions_for(store: Store, staff: Somebody) -> list[object]:
    async with store.write() as tx:
        return [row.payload for row in await outbox.claim(tx, pace=EAGER) if row.person == staff.id]


async def test_page_on_its_way_to_staff_is_waited_for_and_taken_out(store: Store, join: Join) -> None:
    olena, anna = await join("staff", "therapist"), await lived(store, join)
    page = await shown_to(store, olena, anna)

    assert await forget(store, anna) == []
    async with store.write() as tx:
        await outbox.sent(tx, page, 77)
        await due.set(tx, forgetting.GONE, page, tx.now + DAY, about=anna.id)
    assert len(await forgetting.finish(store)) == 1

    assert await deletions_for(store, olena) == [{"delete": 77}]


async def test_sender_that_died_with_a_page_does_not_hold_up_forgetting(
    store: Store, join: Join, machine: SetMachine
) -> None:
    olena, anna = await join("staff", "therapist"), await lived(store, join)
    await shown_to(store, olena, anna)
    assert await forget(store, anna) == []

    machine.forward(31)

    assert len(await forgetting.finish(store)) == 1


async def test_page_that_was_to_go_tomorrow_goes_now_and_once(store: Store, join: Join) -> None:
    olena, anna = await join("staff", "therapist"), await lived(store, join)
    page = await shown_to(store, olena, anna)
    async with store.write() as tx:
        await outbox.sent(tx, page, 77)
        await due.set(tx, forgetting.GONE, page, tx.now + DAY, about=anna.id)
        first_page = outbox.Outgoing(olena.id, anna.id, outbox.DELETE, 3, {"delete": 76}, not_before=tx.now + DAY)
        await outbox.put(tx, first_page)

    await forget(store, anna)

    assert [await deletions_for(store, olena) for _ in range(3)] == [[{"delete": 77}], [], []]
    async with store.write() as tx:
        for row in (await tx.db.execute(select(tables.outbox.c.id).where(tables.outbox.c.state == "sending"))).all():
            await outbox.sent(tx, row.id, None)
    assert await deletions_for(store, olena) == [{"delete": 76}]


async def test_crash_after_the_key_was_destroyed_is_taken_up(store: Store, join: Join, machine: SetMachine) -> None:
    olena, anna = await join("staff", "therapist"), await lived(store, join)
    async with store.write() as tx:
        await outbox.put(tx, outbox.Outgoing(olena.id, anna.id, outbox.DELETE, 3, {"delete": 76}))
        await outbox.claim(tx, pace=EAGER)
        await forgetting.mark(tx, anna.id, ["Done."])
    await store.keys.shred(anna.id, store.calendar.now())
    async with store.write() as tx:
        await outbox.begin_anew(tx)
    machine.forward(60)

    assert len(await forgetting.finish(store)) == 1


async def test_crash_after_a_step_is_taken_up_and_repeats_nothing(store: Store, join: Join) -> None:
    anna = await lived(store, join)
    async with store.write() as tx:
        await forgetting.mark(tx, anna.id, ["Done."])
        await forgetting.mark(tx, anna.id, ["Done twice."])

    first = await forgetting.finish(store)  # as after a crash before the second step
    again = await forgetting.finish(store)  # as after a crash before the receipt was handed over

    assert [one.lines for one in first] == [one.lines for one in again] == [["Done."]]
    await forgetting.told(store, again[0])
    assert await forgetting.finish(store) == []


async def test_crash_between_key_and_rows_leaves_rows_that_nobody_can_open(store: Store, join: Join) -> None:
    anna = await lived(store, join)
    async with store.write() as tx:
        await forgetting.mark(tx, anna.id, ["Done."])
    await store.keys.shred(anna.id, store.calendar.now())

    async with store.read() as tx:
        with pytest.raises(KeyGone):
            await log.own(tx, anna.id)
    (told,) = await forgetting.finish(store)

    assert told.stage == forgetting.DELETED
    assert await rows_naming(store, anna.id) == []


async def test_receipt_keeps_nothing_once_it_was_handed_over(store: Store, join: Join) -> None:
    anna = await lived(store, join)
    (told,) = await forget(store, anna)

    await forgetting.told(store, told)

    async with store.read() as tx:
        assert (await tx.db.execute(select(receipt.c.stage, receipt.c.body))).all() == [("told", b"")]


async def test_nothing_of_another_client_is_touched(store: Store, join: Join) -> None:
    anna, bohdan = await lived(store, join), await lived(store, join)

    await forget(store, anna)

    async with store.read() as tx:
        assert [entry.value for entry in await log.own(tx, bohdan.id)] == [{"words": CANARY}]
        found = await persons.get(tx, bohdan.id)
        whole = await log.own(tx, anna.id)
    assert there(found).name == f"Anna {CANARY}"
    assert whole == []


async def test_staff_are_not_forgotten_this_way(store: Store, join: Join) -> None:
    olena = await join("staff", "therapist")

    async with store.write() as tx:
        with pytest.raises(NotFound):
            await forgetting.mark(tx, olena.id, ["Done."])


async def test_restored_backup_forgets_again(database: Database, store: Store, join: Join, tmp_path: Path) -> None:
    if database.dialect == "postgresql":
        await store.keys.shred((await join()).id, store.calendar.now())
        assert await forgetting.replay_ledger(store) == 1
        return
    anna = await lived(store, join)
    await store.close()
    shutil.copytree(tmp_path / "data", tmp_path / "backup")
    reopened = await open_again(store, database)
    (told,) = await forget(reopened, anna)
    await forgetting.told(reopened, told)
    await reopened.close()
    shutil.rmtree(tmp_path / "data")
    shutil.copytree(tmp_path / "backup", tmp_path / "data")

    restored = await open_again(store, database)
    assert await rows_naming(restored, anna.id) != []
    assert await forgetting.replay_ledger(restored) == 1
    assert await rows_naming(restored, anna.id) == []
    await restored.close()


async def open_again(store: Store, database: Database) -> Store:
    opened = await Store.open(
        database.data, database.keys, database.key_file, calendar=store.calendar, machine=store.machine
    )
    await opened.migrate()
    return opened


async def test_key_without_a_person_is_swept_after_an_hour(store: Store, join: Join) -> None:
    kept, unused = await join(), await persons.new_person(store)

    assert await forgetting.sweep_keys(store) == 0
    store.calendar.forward(forgetting.UNUSED * 2)  # type: ignore[attr-defined]  # the calendar of the tests
    assert await forgetting.sweep_keys(store) == 1

    assert (await store.keys.fetch(kept.id)).owner == kept.id
    with pytest.raises(KeyGone):
        await store.keys.fetch(unused)
    assert not await store.keys.erased(unused)


async def test_key_of_somebody_who_joined_after_the_backup_is_never_swept(
    store: Store, join: Join, calendar: SetCalendar
) -> None:
    await join()
    calendar.forward(DAY)
    joined_after_the_backup = await persons.new_person(store)
    calendar.forward(DAY)
    await join()  # the older data is served, until somebody brings the right one

    assert await forgetting.sweep_keys(store) == 0

    assert (await store.keys.fetch(joined_after_the_backup)).owner == joined_after_the_backup

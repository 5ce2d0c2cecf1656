"""Row-level security: whatever is asked of PostgreSQL, nobody finds rows of a client who is not theirs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Executable,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage import consents, log, migrating, persons, rows, runs
from storage.access import RULES, Actor
from storage.base import Store
from storage.errors import NotHeard
from storage.tables import care, data, entry, person
from tests.conftest import Database, address_of
from tests.storage.conftest import Join

OPEN = {
    "deployment": "marks of the deployment, about nobody",
    "budget": "what the whole bot may send, about nobody",
}
INNER = {"chat", "due", "inbox", "journal", "outbox", "receipt", "run"}  # how conversations are carried: only the bot
INNER |= {"page_link", "page_session", "second_factor", "page_device", "page_login", "notice"}  # who is signed in
STAFF_ONLY = {"safety_note", "mark"}  # what staff note for each other: never for a client's eyes
OURS = sorted(set(data.tables) - set(OPEN))
SPEAKS = "current_setting('interlude.actor')"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOR_ANNA = {"client", "about", "person", "subject"}

READINGS: dict[str, Executable] = {
    "select": select(entry),
    "text": text("SELECT * FROM entry WHERE true OR client = ''"),
    "table": text("TABLE entry"),
    "join": select(entry.c.value).join(person, person.c.id == entry.c.client),
    "join from care": select(entry.c.value).select_from(care.outerjoin(entry, care.c.client == entry.c.client)),
    "subquery": select(text("*")).select_from(select(entry.c.id).union(select(entry.c.id)).subquery()),
    "grouped": select(entry.c.client, func.count()).group_by(entry.c.client),
    "returning of a delete": text("WITH gone AS (DELETE FROM entry RETURNING value) SELECT * FROM gone"),
    "locking": select(entry).with_for_update(skip_locked=True),
    "update": update(entry).values(kind="changed").returning(entry.c.id),
    "delete": delete(entry).returning(entry.c.id),
}


@dataclass(frozen=True)
class Two:
    """Anna and her therapist Olena, Taras who cares for somebody else; every table has rows about Anna."""

    anna: str
    olena: str
    taras: str
    bohdan: str


@pytest.fixture(scope="session", params=["postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Only PostgreSQL can look by itself; on SQLite the gate stands alone."""
    return str(request.param)


@pytest.fixture
async def two(store: Store, join: Join) -> Two:
    anna, bohdan = (await join()).id, (await join()).id
    olena, taras = [(await join("staff", "therapist")).id for _one in range(2)]
    async with store.write() as tx:
        await persons.link(tx, anna, olena, "therapist")
        await persons.link(tx, bohdan, taras, "therapist")
        for table in data.sorted_tables:
            if table.name not in {*OPEN, "person", "care", "client_settings"}:
                await tx.db.execute(insert(table).values(row_of(table, anna)))
    return Two(anna, olena, taras, bohdan)


def row_of(table: Table, client: str) -> dict[str, Any]:
    """Give a row about a client, in which everything that must be there is something."""
    return {one.name: value_of(one, client) for one in table.columns if not one.nullable or one.name in FOR_ANNA}


def value_of(column: Column[Any], client: str) -> Any:
    if column.name in FOR_ANNA:
        return client
    if (refers_to := column.table.name if column.name == "id" else column.name) in {"run", "prompt", "course"}:
        return f"{refers_to:0<32}"
    if isinstance(column.type, LargeBinary):
        return uuid4().bytes * 2
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer | Float):
        return 1
    return uuid4().hex[: column.type.length] if isinstance(column.type, String) else NOW


@asynccontextmanager
async def asking(store: Store, actor: str) -> AsyncIterator[AsyncConnection]:
    """Ask as a person, with all that a connection of ours can do; nothing stays of it."""
    async with store.writer.connect() as db:
        await db.execute(text("SELECT set_config('interlude.actor', :actor, true)"), {"actor": actor})
        yield db


async def seen_by(store: Store, actor: str, table: Table, client: str) -> int:
    """Count the rows about a client that somebody finds who looks for all."""
    mine = (
        "id"
        if table is person
        else next((one for one in ("client", "about", "person", "subject") if one in table.c), "")
    )
    query = select(func.count()).select_from(table)
    async with asking(store, actor) as db:
        return await db.scalar(query.where(table.c[mine] == client) if mine in table.c else query) or 0


async def end_link(store: Store, two: Two) -> None:
    async with store.write() as tx:
        await persons.unlink(tx, two.anna, two.olena)


@pytest.mark.parametrize("way", READINGS)
async def test_another_therapist_finds_nothing_whatever_the_statement(store: Store, two: Two, way: str) -> None:
    async with asking(store, two.taras) as db:
        found = (await db.execute(READINGS[way])).all()
    async with asking(store, rows.HOUSE) as db:
        there = (await db.execute(READINGS[way])).all()

    assert [row for row in found if any(row)] == []
    assert [row for row in there if any(row)] != []


async def test_another_therapist_counts_none(store: Store, two: Two) -> None:
    async with asking(store, two.taras) as db:
        assert await db.scalar(select(func.count()).select_from(entry)) == 0


async def test_another_therapist_cannot_put_anything_into_a_clients_log(store: Store, two: Two) -> None:
    async with asking(store, rows.HOUSE) as db:
        known = dict((await db.execute(select(entry).where(entry.c.client == two.anna))).mappings().one())
    over = upsert(entry).values(known).on_conflict_do_update(index_elements=["id"], set_={"kind": "changed"})
    for statement in (insert(entry).values({**row_of(entry, two.anna), "step": "new"}), over):
        async with asking(store, two.taras) as db:
            with pytest.raises(ProgrammingError, match="row-level security"):
                await db.execute(statement)


async def test_own_entry_cannot_be_handed_to_somebody_elses_client(store: Store, two: Two) -> None:
    async with asking(store, two.taras) as db:
        await db.execute(insert(entry).values({**row_of(entry, two.bohdan), "step": "new"}))
        with pytest.raises(ProgrammingError, match="row-level security"):
            await db.execute(update(entry).values(client=two.anna))


@pytest.mark.parametrize("who", ["taras", "olena", "anna"])
async def test_nobody_links_themselves_to_a_client(store: Store, two: Two, who: str) -> None:
    me = getattr(two, who)
    async with asking(store, me) as db:
        with pytest.raises(ProgrammingError, match="row-level security"):
            await db.execute(
                insert(care).values(id=uuid4().hex, client=two.bohdan, staff=me, kind="therapist", from_at=NOW)
            )
    async with asking(store, me) as db:
        assert (await db.execute(update(care).values(until_at=None, client=two.bohdan))).rowcount == 0


@pytest.mark.parametrize("name", OURS)
async def test_every_table_is_seen_by_those_it_is_for(store: Store, two: Two, name: str) -> None:
    table = data.tables[name]
    seen = {who: await seen_by(store, getattr(two, who), table, two.anna) > 0 for who in ("anna", "olena", "taras")}
    theirs = name not in INNER

    assert seen == {"anna": theirs and name not in STAFF_ONLY, "olena": theirs, "taras": False}
    assert await seen_by(store, rows.HOUSE, table, two.anna) > 0


@pytest.mark.parametrize("name", OURS)
async def test_link_that_has_ended_shows_nothing(store: Store, two: Two, name: str) -> None:
    await end_link(store, two)

    seen = await seen_by(store, two.olena, data.tables[name], two.anna)

    assert seen == (1 if name == "care" else 0)  # that there was a link, both its ends may know


@pytest.mark.parametrize("name", OURS)
async def test_who_does_not_say_who_they_are_sees_nothing(
    store: Store, two: Two, database: Database, name: str
) -> None:
    stranger = create_async_engine(database.data)
    try:
        async with stranger.connect() as db:
            assert (await db.execute(select(data.tables[name]))).all() == []
        with pytest.raises(NotHeard):
            await rows.refuse_if_not_heard(stranger)
    finally:
        await stranger.dispose()


@pytest.mark.parametrize("kind", ["therapist", "supervisor", "invited"])
async def test_link_shows_entries_exactly_where_the_gate_would(store: Store, two: Two, kind: str) -> None:
    await end_link(store, two)
    async with store.write() as tx:
        await persons.link(tx, two.anna, two.olena, kind)

    assert (await seen_by(store, two.olena, entry, two.anna) > 0) == (("therapist", kind, "care") in RULES)


async def test_therapist_who_has_left_sees_nothing(store: Store, two: Two) -> None:
    async with store.write() as tx:
        await persons.change(tx, two.olena, state="ended")

    assert await seen_by(store, two.olena, entry, two.anna) == 0


async def test_private_entry_is_seen_by_the_client_only(store: Store, two: Two) -> None:
    async with store.write() as tx:
        await tx.db.execute(update(entry).values(private=True))

    assert [await seen_by(store, who, entry, two.anna) for who in (two.anna, two.olena)] == [1, 0]


async def test_no_table_was_forgotten(store: Store) -> None:
    query = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    async with store.read() as tx:
        guarded = set(await tx.db.scalars(text(query)))
        ruled = set(await tx.db.scalars(text("SELECT tablename FROM pg_policies")))

    assert guarded == ruled == set(data.tables) - set(OPEN)


async def test_narrowed_look_finds_only_ones_own_and_ends_as_it_began(store: Store, two: Two) -> None:
    everybody = select(person.c.id)
    async with store.read() as tx:
        async with tx.narrowed(two.taras):
            assert set(await tx.db.scalars(everybody)) == {two.taras, two.bohdan}
            async with tx.narrowed(two.anna):
                assert set(await tx.db.scalars(everybody)) == {two.anna}
            assert set(await tx.db.scalars(everybody)) == {two.taras, two.bohdan}
        assert len(list(await tx.db.scalars(everybody))) == 4


async def test_house_speaks_again_after_a_look_that_failed(store: Store, two: Two) -> None:
    async with store.write() as tx:
        for wrong in ("SELECT 1 / 0", "DELETE FROM entry"):  # the second would write
            with pytest.raises(DBAPIError):
                async with tx.narrowed(two.olena):
                    await tx.db.execute(text(wrong))
        await tx.db.execute(update(entry).values(kind="changed"))
    async with store.read() as tx:
        assert await tx.db.scalar(select(entry.c.kind)) == "changed"


async def test_what_staff_read_is_read_as_they_see_it(store: Store, two: Two) -> None:
    async with store.write() as tx:
        await tx.db.execute(delete(entry))
        await consents.answer(tx, two.anna, "share", answer=True, text_id="share", version=1, language="en")
        run = await runs.begin(tx, person=two.anna, about=two.anna, flow="check_in", version=1, args={})
        await log.keep(tx, client=two.anna, run=run.id, step="s", turn=0, kind="k", value={"a": 1})
        assert len(await log.entries(tx, Actor(two.olena, "therapist"), two.anna)) == 1

        # Were it read by the house, this would change nothing.
        await tx.db.execute(text(f"CREATE POLICY shut ON entry AS RESTRICTIVE USING ({SPEAKS} <> '{two.olena}')"))

        assert await log.entries(tx, Actor(two.olena, "therapist"), two.anna) == []
        assert len(await log.own(tx, two.anna)) == 1


async def test_rows_are_free_again_when_the_step_is_taken_back(store: Store, two: Two, database: Database) -> None:
    await migrating.downgrade(store.writer, "data", "0001")
    before = create_async_engine(database.data)
    async with before.connect() as db:
        assert await db.scalar(select(func.count()).select_from(entry)) == 1
    await before.dispose()

    await migrating.upgrade(store.writer, "data")

    assert [await seen_by(store, who, entry, two.anna) for who in (two.olena, two.taras)] == [1, 0]


async def test_role_that_stands_above_all_rules_is_named(store: Store, database: Database) -> None:
    above = create_async_engine(address_of(database.data, database.names[0], role="postgres"))
    try:
        assert await rows.role_above(above) == "postgres"
        assert await rows.role_above(store.writer) is None
    finally:
        await above.dispose()

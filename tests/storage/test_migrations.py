"""Migrations: up, down and up again, on both databases, with rows in them; what they make is what the code says."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import log, migrating, runs, tables
from storage.base import Store
from storage.migrating import Tree
from tests.storage.conftest import Join

TREES: tuple[Tree, ...] = ("data", "keys")


def engine_of(store: Store, tree: Tree) -> AsyncEngine:
    return store.writer if tree == "data" else store.keys.engine


@pytest.mark.parametrize("tree", TREES)
async def test_schema_is_what_the_code_says(store: Store, tree: Tree) -> None:
    wanted = tables.data if tree == "data" else tables.keys

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, wanted))

    async with engine_of(store, tree).connect() as db:
        assert await db.run_sync(differences) == []


@pytest.mark.parametrize("tree", TREES)
async def test_every_step_can_be_taken_back_and_taken_again(store: Store, tree: Tree) -> None:
    engine = engine_of(store, tree)
    steps = [step.revision for step in ScriptDirectory.from_config(migrating.config(tree)).walk_revisions()]

    for _step in steps:
        await migrating.downgrade(engine, tree, "-1")
    async with engine.connect() as db:
        left = await db.run_sync(lambda connection: inspect(connection).get_table_names())
    assert set(left) <= {"alembic_version"}
    for step in reversed(steps):
        await migrating.upgrade(engine, tree, step)

    assert await migrating.revision_of(engine) == migrating.newest(tree)


async def test_rows_are_still_there_after_a_migration_that_has_nothing_to_do(store: Store, join: Join) -> None:
    anna = await join()
    async with store.write() as tx:
        run = await runs.begin(tx, person=anna.id, about=anna.id, flow="f", version=1, args={}, closes_at=tx.now)
        await log.keep(tx, client=anna.id, run=run.id, step="s", turn=0, kind="k", value={"a": 1}, private=False)

    await store.migrate()

    async with store.read() as tx:
        assert [entry.value for entry in await log.own(tx, anna.id)] == [{"a": 1}]


def test_keys_and_data_are_two_trees_that_share_no_table() -> None:
    assert not set(tables.data.tables) & set(tables.keys.tables)
    assert set(tables.keys.tables) == {"wrapped_key", "erasure"}

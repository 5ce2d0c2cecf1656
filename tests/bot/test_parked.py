"""A run that stumbled over a mistake of ours: it is parked, its client is told, and everything else goes on."""

from sqlalchemy import update

from flows.engine import CAP, REWIND, Row
from storage import inbox, runs, tables
from tests.bot.meeting import Meeting, meeting
from tests.conftest import Database


async def test_run_at_its_longest_is_parked_and_everything_else_goes_on(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        await fill(the, CAP)
        await the.anna_does("=hello")

        said = await the.anna_does("7")
        after = await the.anna_does("=/checkin", "4", "nothing")

        assert [text.startswith("Something went wrong on my side.") for text in said] == [True]
        assert after
        assert await the.moods() == [4, 6]
        assert (await the.counts()).aside == 1


async def test_journal_that_never_fits_is_not_tried_for_ever(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        floor = await the.floor()
        assert floor is not None
        async with the.world.house.store.write() as tx:  # as a backup of half a transaction would have it
            await tx.db.execute(update(tables.run).where(tables.run.c.id == floor.id).values(seq=floor.seq + 1))

        said = await the.anna_does("7")
        card = await the.anna_does("=/help")

        assert [text.startswith("Something went wrong on my side.") for text in said] == [True]
        assert "000" in card[0]
        assert (await the.counts()).aside == 1


async def test_what_is_written_to_a_parked_run_is_kept_as_it_is_told(database: Database) -> None:
    async with meeting(database) as the:
        await the.anna_does("=/checkin")
        await fill(the, CAP)
        await the.anna_does("=hello", "7")

        said = await the.anna_does("=words that matter")

        assert "What you wrote is kept." in said[0]
        async with the.world.house.store.read() as tx:
            assert any(b"words that matter" in kept.body for kept in await inbox.set_aside(tx))


async def fill(the: Meeting, length: int) -> None:
    """Let the journal of what has the floor grow to a length, by going back and forth at its first question."""
    floor = await the.floor()
    assert floor is not None
    rows = await the.journal(floor)
    back = {"to": len(rows), "key": "mood"}
    more = [Row(seq, seq, REWIND, "rewind", back, rows[-1].at, None) for seq in range(floor.seq + 1, length + 1)]
    async with the.world.house.store.write() as tx:
        await runs.append(tx, floor, more, floor.seq)

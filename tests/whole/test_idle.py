"""A house in which nothing happens rests."""

from datetime import UTC, datetime

from tests.conftest import Database
from tests.whole.living import living


async def test_house_with_nothing_to_do_wakes_nobody(database: Database) -> None:
    async with living(database, datetime(2026, 3, 16, 9, tzinfo=UTC)) as world:
        woken: list[str] = []
        world.house.store.on_commit.append(lambda: woken.append("a commit"))

        assert not await world.house.desk.work_once()
        assert not await world.house.sender.send_once()
        assert not await world.house.inbox.fetch_once(wait=0)

        assert woken == []

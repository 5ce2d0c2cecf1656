"""What a client is told about the next check-in is the day on which it comes."""

import pytest

from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.timed import Timed


@pytest.fixture
def timed(store: Store, calendar: SetCalendar) -> Timed:
    """Give a small world that stands on Monday 2 March 2026, 09:00 UTC."""
    return Timed(store, calendar)


async def next_time(timed: Timed, client: str) -> str:
    """Give the last sentence that named a next time."""
    lines = [line for text in await timed.said(client) for line in text.splitlines() if "Next check-in" in line]
    return lines[-1].translate({0x2068: None, 0x2069: None})


async def test_check_in_answered_on_its_thursday_names_the_thursday_after(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-19T17:11")
    for code in ("yes", "6", "nothing", "~skip"):
        await timed.press(client, code)

    assert "26 March" in await next_time(timed, client)
    await timed.live_until("2026-03-26T17:11")
    assert (await timed.outcomes(client))["2026-03-26/18:00"] == "begun"


async def test_skipped_check_in_names_the_thursday_after(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-05T17:11")
    await timed.press(client, "skip")

    assert "12 March" in await next_time(timed, client)


async def test_check_in_opened_just_before_its_day_names_the_one_that_really_comes(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-03T12:00")
    async with timed.store.write() as tx:
        await timed.conversation.begin(tx, client, "check_in")
    for code in ("6", "nothing", "~skip"):
        await timed.press(client, code)

    assert "12 March" in await next_time(timed, client)
    await timed.live_until("2026-03-12T17:11")
    outcomes = await timed.outcomes(client)
    assert (outcomes["2026-03-05/18:00"], outcomes["2026-03-12/18:00"]) == ("done", "begun")


async def test_check_in_opened_long_before_its_day_names_that_day(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-06T12:00")
    async with timed.store.write() as tx:
        await timed.conversation.begin(tx, client, "check_in")
    for code in ("6", "nothing", "~skip"):
        await timed.press(client, code)

    assert "12 March" in await next_time(timed, client)
    await timed.live_until("2026-03-12T17:11")
    assert (await timed.outcomes(client))["2026-03-12/18:00"] == "begun"

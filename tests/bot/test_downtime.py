"""Downtime, the clocks of autumn, pauses and journeys: one gentle catch-up, never a flood."""

from datetime import timedelta

import pytest

from bot.planning import replan
from bot.prompting import SORRY
from storage import persons
from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.timed import Timed, at


@pytest.fixture
def timed(store: Store, calendar: SetCalendar) -> Timed:
    """Give a small world that stands on Monday 2 March 2026, 09:00 UTC."""
    return Timed(store, calendar)


async def test_three_days_of_downtime_bring_the_check_in_late_and_say_so(timed: Timed) -> None:
    client = await timed.client()
    await timed.live_until("2026-03-05T12:00")

    await timed.sleep_until("2026-03-08T12:00")

    said = await timed.said(client)
    assert (said[0], len(said)) == (SORRY.msgid, 2)
    assert await timed.outcomes(client) == {"2026-03-05/18:00": "begun"}


async def test_five_weeks_of_downtime_are_no_flood_and_no_silent_weeks(timed: Timed) -> None:
    client = await timed.client()
    therapist = await timed.therapist(client)
    others = [await timed.client() for _ in range(3)]

    await timed.sleep_until("2026-04-04T12:00")

    for who in (client, *others):
        assert len(await timed.said(who)) == 2
        assert sorted((await timed.outcomes(who)).values(), key=str) == ["begun", "late", "late", "late", "late"]
    await timed.live_until("2026-04-08T18:00")
    assert await timed.said(therapist) == []


async def test_thursdays_of_autumn_keep_their_wall_time(store: Store, calendar: SetCalendar) -> None:
    calendar.set(at("2026-10-19T09:00"))
    timed = Timed(store, calendar)
    client = await timed.client()

    for evening in ("2026-10-22T18:00", "2026-10-29T18:00"):
        await timed.live_until(evening)
        await timed.press(client, "skip")

    begun = await timed.begun_at(client)
    expected = [at("2026-10-22T16:00"), at("2026-10-29T17:00")]
    assert [timedelta() <= one - due <= timedelta(minutes=10) for one, due in zip(begun, expected, strict=True)] == [
        True,
        True,
    ]


async def test_prompt_that_waits_for_the_morning_waits_for_the_morning_of_the_new_zone(timed: Timed) -> None:
    client = await timed.client()
    await timed.sleep_until("2026-03-05T23:10")  # after midnight in Berlin: it waits for 09:00 there, 08:00 UTC
    async with timed.store.write() as tx:
        await persons.change(tx, client, zone="America/New_York")
        await replan(tx, client)

    await timed.live_until("2026-03-06T13:59")
    before = await timed.outcomes(client)
    await timed.live_until("2026-03-06T14:01")

    assert before["2026-03-05/18:00"] == "waiting"
    assert await timed.begun_at(client) == [at("2026-03-06T14:00")]


async def test_client_who_stopped_and_starts_again_gets_the_next_one_and_none_of_the_past(timed: Timed) -> None:
    client = await timed.client()
    async with timed.store.write() as tx:
        await persons.change(tx, client, stopped_at=tx.now)
    await timed.live_until("2026-03-17T12:00")
    async with timed.store.write() as tx:
        await persons.change(tx, client, stopped_at=None)
    before = await timed.said(client)

    await timed.live_until("2026-03-19T17:11")

    assert before == []
    assert list((await timed.outcomes(client)).values()) == ["stopped", "stopped", "begun"]


async def test_pause_that_begins_while_a_late_prompt_waits_holds_it_back(timed: Timed) -> None:
    client = await timed.client()
    await timed.sleep_until("2026-03-05T23:10")
    async with timed.store.write() as tx:
        await persons.change_settings(tx, client, paused_until=at("2026-03-10T00:00"))

    await timed.live_until("2026-03-09T12:00")

    assert await timed.outcomes(client) == {"2026-03-05/18:00": "paused"}
    assert await timed.said(client) == []

"""Hard dates: planned a week before and on their day, quiet where the client is, and only that day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.questions import Wrote
from flows.wishes import SetZone
from storage import persons
from storage.clocks import SetCalendar
from storage.persons import Person
from tests.bot.course.looking import forward, planned, ticker_of
from tests.bot.course.test_tools import met, records
from tests.bot.talking import Talking


@pytest.mark.parametrize(("quiet", "flow"), [("quiet", None), ("message", "hard_day")])
async def test_a_hard_date_is_planned_a_week_before_and_on_its_day(
    house: Talking, two: tuple[Person, Person], quiet: str, flow: str | None
) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    await met(house, two, "hard_dates")
    on = house.store.calendar.now().date() + timedelta(days=20)
    await house.say(client, "hard_dates")
    await house.answer(
        client, "begin", "~skip", Wrote("her birthday"), str(on.month), str(on.day), "~skip", quiet, "okay"
    )

    assert (await planned(house, client))["hard_date"] == f"{on - timedelta(days=7)}/10:00"
    assert ("hard_day" in await planned(house, client)) == (flow is not None)

    midnight = datetime(on.year, on.month, on.day, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    await forward(house, ticker, midnight)
    async with house.store.read() as tx:
        paused = (await persons.settings(tx, client.id)).paused_until
    assert (paused is not None and paused > midnight) == (flow is None)


async def a_quiet_date(house: Talking, two: tuple[Person, Person], days: int) -> date:
    """Let the client write down a day that is to be quiet."""
    await met(house, two, "hard_dates")
    on = house.store.calendar.now().date() + timedelta(days=days)
    await house.say(two[1], "hard_dates")
    await house.answer(
        two[1], "begin", "~skip", Wrote("a day"), str(on.month), str(on.day), "~skip", "quiet", "okay"
    )  # fmt: skip
    return on


async def paused_on(house: Talking, client: Person, moment: datetime) -> bool:
    async with house.store.read() as tx:
        until = (await persons.settings(tx, client.id)).paused_until
    return until is not None and until > moment


async def test_a_date_that_was_taken_away_is_neither_asked_about_nor_quiet(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    on = await a_quiet_date(house, two, 20)
    (kept,) = await records(house, client)
    await house.say(client, "hard_dates")
    await house.answer(client, "begin", "~skip", kept.record, "~remove", "yes", "okay")

    assert "hard_date" not in await planned(house, client)
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    await forward(house, ticker, noon)
    assert not await paused_on(house, client, noon)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
async def test_a_quiet_day_is_that_of_the_clock_where_the_client_is(
    house: Talking, two: tuple[Person, Person], zone: str
) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    on = await a_quiet_date(house, two, 5)
    await house.wish(client, SetZone(zone=zone))
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone))

    await forward(house, ticker, midnight - timedelta(minutes=1))
    assert not await paused_on(house, client, midnight)
    await forward(house, ticker, midnight + timedelta(minutes=1))
    assert await paused_on(house, client, midnight + timedelta(hours=23))


async def test_a_quiet_day_that_downtime_has_swallowed_makes_no_other_day_quiet(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    on = await a_quiet_date(house, two, 5)
    assert isinstance(house.store.calendar, SetCalendar)
    late = datetime(on.year, on.month, on.day + 1, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    house.store.calendar.set(late)
    await ticker.tick()

    assert not await paused_on(house, client, late)


async def test_which_day_may_be_skipped_and_left_like_every_question_of_something_hard(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await met(house, two, "hard_dates")
    for answer, kept in (("~skip", ["name"]), ("~leave", ["name"])):
        await house.say(client, "hard_dates")
        await house.answer(client, "begin", "~skip")
        if await house.open_key(client) == "which":
            await house.answer(client, "~add")
        await house.answer(client, Wrote("a day"), "3", answer)
        while await house.open_key(client) != "how_now":
            await house.answer(client, "~skip")
        await house.answer(client, "okay")
        assert [field.name for field in (await records(house, client))[-1].fields] == kept


async def test_a_date_with_a_plan_is_not_asked_about(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await met(house, two, "hard_dates")
    on = house.store.calendar.now().date() + timedelta(days=20)
    await house.say(client, "hard_dates")
    await house.answer(
        client, "begin", "~skip", Wrote("a day"), str(on.month), str(on.day), Wrote("with Ana"), "message", "okay"
    )

    assert "hard_date" not in await planned(house, client)

"""The message of the morning: on the day of a meeting, once, with what has changed since the last one."""

from __future__ import annotations

from datetime import timedelta

from flows import course_wishes as wishes
from flows.entries import MoodReported, Raised, Said
from flows.morning import Today
from flows.readings import MyHoldings
from storage import audit
from storage.clocks import SetCalendar
from storage.persons import Person
from tests.bot.course.looking import forward, sessions, ticker_of
from tests.bot.course.test_brief import write
from tests.bot.talking import Talking


async def test_it_comes_once_in_the_morning_of_a_meeting(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ticker = ticker_of(house)
    await write(house, client, Raised(words=Said(text="Rent")))
    (session,) = await sessions(house, client)
    await forward(house, ticker, session.meets_at - timedelta(minutes=1))
    told = [text for text in await house.sent(staff) if "Today:" in text]

    assert len(told) == 1
    assert "1 thing to raise" in told[0]
    assert "Rent" not in told[0]
    async with house.store.read() as tx:
        deeds = [one.deed for one in await audit.of(tx, client.id)]
        assert (deeds.count("morning"), deeds.count("read_part")) == (1, 0)
    assert (await house.read(client, MyHoldings)).readings == ()  # nobody has looked: the message came by itself


async def test_whoever_asks_who_comes_today_has_looked(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    (session,) = await sessions(house, client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(session.meets_at - timedelta(hours=2))
    await house.say(staff, "today")

    assert [one.name for one in (await house.read(client, MyHoldings)).readings] == ["Olena"]


async def test_moved_meeting_moves_the_morning(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    ticker = ticker_of(house)
    (session,) = await sessions(house, client)
    later = session.meets_at + timedelta(days=2)
    await house.wish(staff, wishes.MoveSession(session=session.id, on=later.date(), time="10:00"), about=client)
    await forward(house, ticker, session.meets_at)
    assert not any("Today:" in text for text in await house.sent(staff))
    await forward(house, ticker, later - timedelta(minutes=1))
    assert any("Today:" in text for text in await house.sent(staff))


async def test_mood_now_stands_beside_the_one_before_the_last_meeting(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await write(house, client, MoodReported(mood=6))
    (session,) = await sessions(house, client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(session.meets_at + timedelta(hours=1))
    held = wishes.LogSession(session=session.id, state="held", same_next=True)
    await house.wish(staff, held, about=client)
    await write(house, client, MoodReported(mood=4))
    house.store.calendar.set(session.meets_at + timedelta(days=7) - timedelta(hours=2))
    (row,) = (await house.read(staff, Today)).coming

    assert (row.mood_before, row.mood) == (6, 4)

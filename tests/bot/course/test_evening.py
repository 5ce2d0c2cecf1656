"""The evening of a day with meetings: asked once, not into a conversation, and not when everything was told."""

from datetime import date, datetime, timedelta

import pytest

from bot.unread import watch
from flows import course_wishes as wishes
from flows.questions import Pressed
from storage import runs
from storage.base import Store
from storage.clocks import SetCalendar
from tests.bot.course.world import World

TUESDAY, HOUR = date(2026, 3, 3), timedelta(hours=1)


@pytest.fixture
async def world(store: Store) -> World:
    made = World(store)
    await made.meet()
    opened = wishes.OpenCourse(client=made.client.id, template="ipc6", sessions=6, first_on=TUESDAY, time="10:00")
    await made.staff_wish(opened)
    return made


async def floor_of(world: World) -> str | None:
    async with world.store.read() as tx:
        floor = await runs.floor_of(tx, world.therapist.id)
    return floor.flow if floor is not None else None


def until(calendar: SetCalendar, hour: int, minute: int = 0) -> timedelta:
    """Give how far it is to an hour of Tuesday in Berlin, which is an hour ahead."""
    return datetime(2026, 3, 3, hour - 1, minute, tzinfo=calendar.now().tzinfo) - calendar.now()


async def test_therapist_is_asked_in_the_evening_and_not_before(world: World, calendar: SetCalendar) -> None:
    await world.forward(until(calendar, 17, 59))
    assert await floor_of(world) != "meetings_today"

    await world.forward(timedelta(minutes=2))

    assert await floor_of(world) == "meetings_today"


async def test_question_waits_while_the_therapist_is_in_a_conversation(world: World, calendar: SetCalendar) -> None:
    await world.forward(until(calendar, 17, 50))
    await world.say(world.therapist, "away", Pressed("2026-03-05"))

    await world.forward(timedelta(minutes=15))
    assert await floor_of(world) == "away"
    await world.forward(timedelta(minutes=20))

    assert await floor_of(world) == "meetings_today"


async def test_meeting_that_was_told_of_is_not_asked_about(world: World, calendar: SetCalendar) -> None:
    await world.forward(until(calendar, 12))
    (session,) = await world.sessions()
    await world.staff_wish(wishes.LogSession(session=session.id, state="held"))

    await world.forward(8 * HOUR)

    assert await floor_of(world) != "meetings_today"


async def test_moved_meeting_is_asked_about_on_its_new_day(world: World, calendar: SetCalendar) -> None:
    (session,) = await world.sessions()
    moved = wishes.MoveSession(session=session.id, on=TUESDAY + timedelta(days=1), time="10:00")
    await world.staff_wish(moved)

    await world.forward(until(calendar, 20))
    assert await floor_of(world) is None
    await world.forward(timedelta(days=1))

    assert await floor_of(world) == "meetings_today"


async def test_contact_that_is_due_reminds_the_therapist_then_the_supervisor(world: World) -> None:
    ruth = await world.staff("Ruth", role="supervisor")
    await world.staff_wish(wishes.PlanContact(client=world.client.id, by=TUESDAY))
    await world.sent(world.therapist)

    await world.forward(timedelta(days=1, hours=12))
    assert [text for text in await world.sent(world.therapist) if text.startswith("Time to get in touch")]
    await world.forward(timedelta(days=1))

    assert [text for text in await world.sent(ruth) if text.startswith("Time to get in touch")]


async def test_notes_that_nobody_reads_are_told_to_the_team_and_then_to_the_client(world: World) -> None:
    async with world.store.write() as tx:
        await watch(tx, world.client.id, 10)
    await world.forward(timedelta(days=9))
    assert any(text.startswith("Not read for some days") for text in await world.sent(world.therapist))

    await world.forward(timedelta(days=22))

    assert any(text.startswith("Your notes have not been read yet.") for text in await world.sent(world.client))
    assert "unread" in {one.outcome for one in await world.deliveries()}

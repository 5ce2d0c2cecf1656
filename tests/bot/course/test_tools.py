"""Tools in the house: open one at a time, closed by a safety note, tidied out of the chat, and dates that may be hard."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.tidying import OWN_MESSAGE, TIDY_RUN, remember
from flows import course_wishes as wishes
from flows import tool_wishes as tooling
from flows.course import Area, Phase, Safety
from flows.entries import Said
from flows.questions import Wrote
from flows.tool_readings import MyTools, ToolKnown, ToolSwitches
from flows.tools import Field, ToolKept
from storage import courses, due, log, runs
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import forward, ticker_of
from tests.bot.talking import Talking


async def open_tools(house: Talking, client: Person) -> list[tuple[str, bool]]:
    mine: MyTools = await house.read(client, MyTools)
    return [(one.tool, one.fresh) for one in mine.tools]


async def switch(house: Talking, two: tuple[Person, Person], tool: str, *, on: bool = True) -> None:
    staff, client = two
    await house.wish(staff, tooling.SwitchTool(client=client.id, tool=tool, on=on), about=client, step=tool)


async def met(house: Talking, two: tuple[Person, Person], *tools: str) -> None:
    for tool in tools:
        await switch(house, two, tool)
        await house.wish(two[1], tooling.MeetTool(tool=tool), step=tool)


async def records(house: Talking, client: Person) -> list[ToolKept]:
    async with house.store.read() as tx:
        return [ToolKept.model_validate(one.value) for one in await log.own(tx, client.id, kinds=("tool_kept",))]


async def test_a_course_opens_with_three_tools_and_the_client_meets_one_a_week(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    assert await open_tools(house, client) == [("my_people", True)]

    await house.say(client, "menu")
    assert await open_tools(house, client) == [("my_people", False)]

    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=6))
    assert await open_tools(house, client) == [("my_people", False), ("timeline", True)]


async def test_what_the_first_meetings_ask_for_is_not_begun_in_the_ending(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await house.wish(staff, wishes.SetPhase(client=client.id, phase=Phase.ENDING), about=client)
    assert await open_tools(house, client) == []

    await switch(house, two, "moment")
    assert await open_tools(house, client) == [("moment", True)]


async def test_a_tool_that_is_off_is_not_open(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    known: ToolKnown = await house.read(client, ToolKnown, tool="exchange")
    assert known.closed == "off"

    await met(house, two, "exchange")
    known = await house.read(client, ToolKnown, tool="exchange")
    assert known.closed is None
    await switch(house, two, "exchange", on=False)
    assert ("exchange", False) not in await open_tools(house, client)


async def test_days_are_those_of_the_clients_calendar(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(datetime(2026, 3, 4, 0, 30, tzinfo=ZoneInfo("Europe/Berlin")))  # still the 3rd in UTC
    await met(house, two, "exchange")
    opened = wishes.OpenCourse(client=client.id, template="ipc3", sessions=3)
    await house.wish(staff, opened, about=client, step="again")
    async with house.store.read() as tx:
        course = await courses.latest(tx, client.id)
    assert course is not None
    assert {one.on for one in course.facts.tools if one.tool == "exchange"} == {date(2026, 3, 4)}


@pytest.mark.parametrize(
    ("tool", "answer", "closed"),
    [
        ("rehearsal", Safety.NOT_ASKED, True), ("rehearsal", Safety.CONCERN, True),
        ("rehearsal", Safety.NO_CONCERN, False), ("exchange", Safety.PHONE_NOT_PRIVATE, True),
        ("my_people", Safety.PHONE_NOT_PRIVATE, True), ("supports", Safety.PHONE_NOT_PRIVATE, False),
    ],
)  # fmt: skip
async def test_a_safety_note_closes_tools_too(
    house: Talking, two: tuple[Person, Person], tool: str, answer: Safety, *, closed: bool
) -> None:
    staff, client = two
    await met(house, two, tool)
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.DISPUTE, agreed=True), about=client)
    if answer is not Safety.NOT_ASKED:
        await house.wish(staff, wishes.NoteSafety(client=client.id, answer=answer), about=client)

    known: ToolKnown = await house.read(client, ToolKnown, tool=tool)
    assert (known.closed is not None) == closed
    assert (tool in [name for name, _fresh in await open_tools(house, client)]) != closed


@pytest.mark.parametrize("closing", ["note", "switch", "area"])
async def test_a_conversation_that_is_open_ends_when_its_tool_is_closed(
    house: Talking, two: tuple[Person, Person], closing: str
) -> None:
    staff, client = two
    await met(house, two, "rehearsal", "moment")
    await house.say(client, "moment")
    await house.say(client, "rehearsal", Wrote("Marco"), Wrote("I want to leave"))
    closes = {
        "note": wishes.NoteSafety(client=client.id, answer=Safety.CONCERN),
        "switch": tooling.SwitchTool(client=client.id, tool="rehearsal", on=False),
        "area": wishes.ChooseArea(client=client.id, area=Area.GRIEF, second=Area.DISPUTE),
    }
    await house.wish(staff, closes[closing], about=client)

    async with house.store.read() as tx:
        assert "rehearsal" not in [run.flow for run in await runs.open_runs(tx, client.id)]
        assert "moment" in [run.flow for run in await runs.open_runs(tx, client.id)]
        (left,) = await log.own(tx, client.id, kinds=("run_unfinished",))
    assert "I want to leave" in str(left.value)


@pytest.mark.parametrize(
    ("day", "hour", "open_"), [(3, 12, True), (3, 23, False), (5, 12, False), (6, 12, False), (7, 12, True)]
)
async def test_the_time_around_a_death_is_for_the_day_and_not_before_a_weekend(
    house: Talking, two: tuple[Person, Person], day: int, hour: int, *, open_: bool
) -> None:
    _staff, client = two
    await met(house, two, "memories_during")
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(datetime(2026, 3, day, hour, tzinfo=ZoneInfo("Europe/Berlin")))

    known: ToolKnown = await house.read(client, ToolKnown, tool="memories_during")

    assert (known.closed is None) == open_


async def test_own_people_and_what_helped_come_back_as_suggestions(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await met(house, two, "my_people", "plan_worked")
    await house.say(client, "my_people")
    await house.answer(client, Wrote("Ana"), "~skip", "~skip", "~skip", "~skip", "~skip", "yes")
    await house.say(client, "my_people")
    await house.answer(client, "~add", Wrote("Secret"), "~skip", "~skip", "~skip", "~skip", "~skip", "no")
    await house.say(client, "plan_worked")
    await house.answer(client, Wrote("I called first"), "no")

    known: ToolKnown = await house.read(client, ToolKnown, tool="supports")
    assert known.people == ("Ana",)  # one who is hidden is named nowhere else
    assert known.helped == ("I called first",)


async def test_what_was_left_in_the_middle_can_be_gone_on_with(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await met(house, two, "timeline")
    await house.say(client, "timeline")
    await house.answer(client, "harder")
    await house.say(client, "menu")

    mine: MyTools = await house.read(client, MyTools)
    assert mine.unfinished == "timeline"


@pytest.mark.parametrize(("tool", "private"), [("my_people", True), ("exchange", False)])
async def test_what_was_left_before_the_client_said_who_may_see_it_is_for_the_client_alone(
    house: Talking, two: tuple[Person, Person], tool: str, *, private: bool
) -> None:
    _staff, client = two
    await met(house, two, tool)
    await house.say(client, tool)
    await house.answer(client, Wrote("Petro"))
    async with house.store.write() as tx:
        await house.conversation.expire(tx, await house.floor(client))
    async with house.store.read() as tx:
        (left,) = await log.own(tx, client.id, kinds=("run_unfinished",))

    assert next(iter(left.value["answers"].values()))["text"] == "Petro"
    assert left.private is private


async def test_messages_about_people_leave_the_chat_ten_minutes_after_they_were_saved(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    await met(house, two, "my_people")
    run = await a_person(house, client)
    await house.sent(client)
    now = house.store.calendar.now()

    await forward(house, ticker, now + timedelta(minutes=9))
    assert await deleted(house, client) == 0
    await forward(house, ticker, now + timedelta(minutes=11))

    assert await deleted(house, client) > 3
    async with house.store.read() as tx:
        assert await due.starting_with(tx, OWN_MESSAGE, run) == []
    assert (await records(house, client))[0].fields[0].said == Said(text="Ana")


async def test_messages_stay_when_the_client_wants_it(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    ticker = ticker_of(house)
    await met(house, two, "my_people")
    run = await a_person(house, client)
    await house.sent(client)
    await house.say(client, "keep_here", args={"of": run})

    await forward(house, ticker, house.store.calendar.now() + timedelta(days=1))

    assert await deleted(house, client) == 0
    async with house.store.read() as tx:
        assert await due.waiting_for(tx, TIDY_RUN, run) is None


async def test_nobody_keeps_the_messages_of_another(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await met(house, two, "my_people")
    run = await a_person(house, client)

    with pytest.raises(NotFound):
        await house.wish(staff, tooling.KeepInChat(run=run))


async def test_people_from_paper_are_the_clients(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    kept = tuple(
        ToolKept(tool="my_people", record=name, fields=(Field(name="name", said=Said(text=name)),))
        for name in ("mum", "Tomas")
    )
    await house.wish(staff, tooling.KeepForClient(client=client.id, kept=kept), about=client)

    known: ToolKnown = await house.read(client, ToolKnown, tool="my_people")
    assert known.people == ("mum", "Tomas")


@pytest.mark.parametrize(("area", "second"), [(Area.DISPUTE, None), (Area.CHANGE, Area.DISPUTE)])
async def test_staff_see_the_tools_of_the_area_and_why_one_is_closed(
    house: Talking, two: tuple[Person, Person], area: Area, second: Area | None
) -> None:
    staff, client = two
    chosen = wishes.ChooseArea(client=client.id, area=area, second=second, agreed=True)
    await house.wish(staff, chosen, about=client)
    await met(house, two, "rehearsal")
    known: ToolKnown = await house.read(client, ToolKnown, tool="rehearsal")
    assert known.closed == "not_asked"
    assert "rehearsal" not in [name for name, _fresh in await open_tools(house, client)]
    switches: ToolSwitches = await house.read(staff, ToolSwitches, client=client.id)

    tools = {one.tool: one for one in switches.tools}
    assert "expectations" in tools
    assert "memories_during" not in tools
    assert tools["rehearsal"].closed == "not_asked"


async def a_person(house: Talking, client: Person) -> str:
    """Let the client keep one person, and give the conversation; one of the messages was typed."""
    async with house.store.write() as tx:
        run = await house.conversation.begin(tx, client.id, "my_people")
        await remember(tx, run, 4711)
    await house.answer(client, Wrote("Ana"), "~skip", "~skip", "~skip", "~skip", "~skip", "yes")
    async with house.store.read() as tx:
        found = await runs.get(tx, run.id)
    assert found is not None
    return found.id


async def deleted(house: Talking, client: Person) -> int:
    """Count the messages that were deleted: a row of the outbox without any words."""
    return (await house.sent(client)).count("")

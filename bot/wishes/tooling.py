"""Tools: switched on by staff, met by the client one at a time, tidied out of the chat, and dates that may be hard."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.circumstances import CHECK_IN_GRACE, circumstances
from bot.closing import take_back
from bot.conversation import Turn
from bot.coursework import plan_once, withdraw
from bot.quiet_days import begins_now, keep_quiet, let_sound
from bot.readings.asked import found, local
from bot.readings.shown import records_of
from bot.tidying import stay, tidy_soon
from bot.unfinished import keep_unfinished
from bot.wishes.hosting import Host
from bot.wishes.keeping import course_of, keep, staff_for
from bot.wishes.measuring import hush_today
from flows import tool_wishes as wishes
from flows.agreed import CourseFacts, ToolOn
from flows.content.tools import TOOLS
from flows.errors import FlowError
from flows.timing import Recurrence
from flows.tools import ToolKept, by_name, tool_closed
from storage import courses, log, persons, runs, safety_notes
from storage.base import Transaction
from storage.due import Due
from storage.errors import NotFound

AHEAD, DAY_FLOW, BEFORE_FLOW = timedelta(days=7), "hard_day", "hard_date"
AT = "10:00"
SOON = 10  # minutes after which a conversation that was closed leaves the chat


async def switch_tool(turn: Turn, wish: wishes.SwitchTool, _host: Host) -> None:
    """Switch a tool on or off; what was kept with it stays."""
    await staff_for(turn, wish.client, "switch_tool")
    course = await course_of(turn.tx, wish.client)
    others = tuple(one for one in course.facts.tools if one.tool != wish.tool)
    before = next((one for one in course.facts.tools if one.tool == wish.tool), None)
    today = local(turn.tx.now, (await found(turn.tx, wish.client)).zone).date()
    on = (before or ToolOn(tool=wish.tool, on=today),) if wish.on and wish.tool in TOOLS else ()
    await courses.change(turn.tx, course, course.facts.model_copy(update={"tools": (*others, *on)}))
    await leave_closed(turn, wish.client)


async def leave_closed(turn: Turn, client: str) -> None:
    """Take back every open conversation with a tool that is closed by now; what was answered in it is kept."""
    course = await courses.latest(turn.tx, client)
    facts = course.facts if course is not None else CourseFacts()
    safety = await safety_notes.answer_now(turn.tx, client, facts.staged_at)
    open_now = {one.tool for one in facts.tools if tool_closed(TOOLS[one.tool], safety, facts.areas) is None}
    for run in await runs.open_runs(turn.tx, client):
        if run.flow in TOOLS and run.flow not in open_now:
            with suppress(FlowError):  # a conversation that cannot be replayed is closed all the same
                await keep_unfinished(turn.tx, run, turn.conversation.watched)
            await take_back(turn.tx, run)
            if TOOLS[run.flow].tidies:
                await tidy_soon(turn.tx, run, SOON)


async def meet_tool(turn: Turn, wish: wishes.MeetTool, _host: Host) -> None:
    """Note the day on which the client first saw a tool."""
    course = await courses.latest(turn.tx, turn.run.about)
    client = await persons.get(turn.tx, turn.run.about)
    if course is None or client is None:
        return
    today = turn.tx.now.astimezone(ZoneInfo(client.zone)).date()
    tools = tuple(
        one.model_copy(update={"met_on": one.met_on or today}) if one.tool == wish.tool else one
        for one in course.facts.tools
    )
    await courses.change(turn.tx, course, course.facts.model_copy(update={"tools": tools}))


async def tidy(turn: Turn, wish: wishes.Tidy, _host: Host) -> None:
    """Take the messages of this conversation out of the chat after some minutes."""
    await tidy_soon(turn.tx, turn.run, wish.minutes)


async def keep_in_chat(turn: Turn, wish: wishes.KeepInChat, _host: Host) -> None:
    """Leave the messages of a conversation of the person who talks in the chat."""
    run = await runs.get(turn.tx, wish.run)
    if run is None or run.person != turn.run.person:
        raise NotFound
    await stay(turn.tx, run.id)


async def plan_hard_date(turn: Turn, wish: wishes.PlanHardDate, _host: Host) -> None:
    """Plan what hangs on a date that may be hard, in place of what was planned: a week before, and on the day."""
    client = turn.run.about
    await withdraw(turn.tx, client, "record", wish.record, (BEFORE_FLOW, DAY_FLOW))
    await let_sound(turn.tx, client, wish.record)
    kept = await log.own(turn.tx, client, kinds=(ToolKept.kind,))
    record = next((one for one in records_of(kept, "hard_dates") if one.record == wish.record), None)
    if record is None:
        return
    fields = by_name(record.fields)
    on = fields["date"].on if "date" in fields else None
    if on is None:
        return
    known = await circumstances(turn.tx, client)
    today = turn.tx.now.astimezone(ZoneInfo(known.person.zone)).date()
    args = {"record": wish.record}
    if "plan" not in fields and on - AHEAD > today:
        await plan_once(turn.tx, known, BEFORE_FLOW, Recurrence.once(on - AHEAD, AT), args, grace=CHECK_IN_GRACE)
    if "quiet" in fields and fields["quiet"].code == "quiet":
        await keep_quiet(turn.tx, known.person, wish.record, on)
    elif "quiet" in fields and fields["quiet"].code == "message":
        await plan_once(turn.tx, known, DAY_FLOW, Recurrence.once(on, AT), args, grace=CHECK_IN_GRACE)


async def hush(tx: Transaction, row: Due) -> bool:
    """Be quiet for a day that the client wished to be quiet."""
    client = await begins_now(tx, row)
    if client is not None:
        await hush_today(tx, client)
    return True


async def keep_for_client(turn: Turn, wish: wishes.KeepForClient, _host: Host) -> None:
    """Keep what staff began for a client; each record is an entry of its own."""
    await staff_for(turn, wish.client, "keep_for_client")
    for number, one in enumerate(wish.kept):
        effect = replace(turn.effect, key=f"{turn.effect.key}/{number}")
        await keep(replace(turn, effect=effect), wish.client, one)

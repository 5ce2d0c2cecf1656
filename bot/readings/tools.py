"""Tools: what a client has kept with one, what may be suggested from it, and which tools are open."""

from collections.abc import Iterable
from datetime import timedelta

from bot.readings.asked import Asked, found, local, who_reads
from bot.readings.courses import phase_of
from bot.readings.measures import measures_due
from bot.readings.shown import KEPT, people_of, records_of
from flows.agreed import CourseFacts
from flows.content.tools import FIRST, IN_ORDER, TOOLS
from flows.course import Phase, SessionState
from flows.tool_readings import MyTools, ToolKnown, ToolShown, ToolSwitch, ToolSwitches
from flows.tools import Tool, ToolClosed, tool_closed
from storage import consents, courses, log, runs, safety_notes
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.courses import Course
from storage.log import Entry
from storage.persons import Person

REVIEWED = "task_reviewed"
A_NEW_ONE_AFTER = timedelta(days=6)
DAYLIGHT = range(8, 18)  # hours of the client's clock
EARLY_IN_THE_WEEK = (1, 2, 3, 6)  # not on the two days before a weekend, and not on its last evening
HELPED_IN = {"plan_worked": "thing", "memories_after": "helped"}


async def tool_known(asked: Asked) -> ToolKnown:
    """Give what the conversation of one tool needs."""
    client, tool = await found(asked.tx, asked.run.about), TOOLS[asked.ids["tool"]]
    kept = await log.own(asked.tx, client.id, kinds=(KEPT, REVIEWED))
    course = await courses.latest(asked.tx, client.id)
    who = await who_reads(asked.tx, client)
    return ToolKnown(
        closed=await why_closed(asked, tool, client, course),
        records=records_of(kept, tool.id),
        people=people_of(kept),
        helped=helped_of(kept),
        today=local(asked.tx.now, client.zone).date(),
        shares=await consents.allows(asked.tx, client.id, "share"),
        name=who.name,
    )


async def why_closed(asked: Asked, tool: Tool, client: Person, course: Course | None) -> ToolClosed | None:
    """Say why a tool is closed to the client now; none when it is open."""
    if course is None or tool.id not in {one.tool for one in course.facts.tools}:
        return "off"
    safety = await safety_notes.answer_now(asked.tx, client.id, course.facts.staged_at)
    closed = tool_closed(tool, safety, course.facts.areas)
    if closed is None and tool.daylight and not await good_hour(asked, client):
        return "daylight"
    return closed


async def good_hour(asked: Asked, client: Person) -> bool:
    """Say whether it is day, early in the week, and nobody who reads is about to be away."""
    now, who = local(asked.tx.now, client.zone), await who_reads(asked.tx, client)
    return now.hour in DAYLIGHT and now.isoweekday() in EARLY_IN_THE_WEEK and who.absence is None


def helped_of(kept: Iterable[Entry]) -> tuple[str, ...]:
    """Give the client's own words for what helped, newest first, each once."""
    texts: list[str] = []
    for one in kept:
        if one.kind == REVIEWED and (one.value.get("helped") or {}).get("text"):
            texts.append(one.value["helped"]["text"])
        if one.kind == KEPT and (name := HELPED_IN.get(one.value["tool"])) is not None:
            texts += [
                field["said"]["text"]
                for field in one.value["fields"]
                if field["name"] == name and (field.get("said") or {}).get("text")
            ]
    return tuple(dict.fromkeys(reversed(texts)))


async def my_tools(asked: Asked) -> MyTools:
    """Give the tools that are open to the client: those met before, and one new where a week has passed."""
    client = asked.run.about
    course = await courses.latest(asked.tx, client)
    facts = course.facts if course is not None else CourseFacts()
    safety = await safety_notes.answer_now(asked.tx, client, facts.staged_at)
    today = local(asked.tx.now, (await found(asked.tx, client)).zone).date()
    last_met = max((one.met_on for one in facts.tools if one.met_on is not None), default=None)
    may_meet = last_met is None or today - last_met >= A_NEW_ONE_AFTER
    may_meet = may_meet and course is not None and course.ended_at is None
    ending = course is not None and await in_the_ending(asked.tx, course)
    shown: list[ToolShown] = []
    for one in facts.tools:
        if one.tool not in TOOLS or tool_closed(TOOLS[one.tool], safety, facts.areas) is not None:
            continue
        if one.met_on is not None:
            shown.append(ToolShown(tool=one.tool))
        elif may_meet and not (ending and one.tool in FIRST):
            shown.append(ToolShown(tool=one.tool, fresh=True))
            may_meet = False
    kept = await log.own(asked.tx, client, kinds=(KEPT,))
    return MyTools(
        tools=tuple(shown),
        plan=any(one.value["tool"].startswith("plan_") for one in kept),
        monthly=facts.ending.monthly_until is not None and facts.ending.monthly_until >= today,
        measures=bool((await measures_due(asked)).due),
        unfinished=await unfinished(asked.tx, asked.run.person),
    )


async def in_the_ending(tx: Transaction, course: Course) -> bool:
    """Say whether a course is in its ending: what the first meetings ask for is not begun any more."""
    held = sum(one.state is SessionState.HELD for one in await courses.sessions(tx, course))
    return course.facts.ending_spoken or phase_of(course, held) is Phase.ENDING


async def unfinished(tx: Transaction, person: str) -> str | None:
    """Name the tool that was left in the middle, if there is one."""
    open_now = [run for run in await runs.open_runs(tx, person) if run.flow in TOOLS and run.answered]
    return max(open_now, key=lambda run: run.touched_at).flow if open_now else None


async def tool_switches(asked: Asked) -> ToolSwitches:
    """Give the tools of a client as staff may switch them; each with why it is closed, if it is."""
    staff, id_ = await asked.person(), asked.ids["client"]
    await gate(asked.tx, actor_of(staff), id_, "care")
    client = await found(asked.tx, id_)
    course = await courses.latest(asked.tx, id_)
    facts = course.facts if course is not None else CourseFacts()
    safety = await safety_notes.answer_now(asked.tx, id_, facts.staged_at)
    on = {one.tool: one for one in facts.tools}
    fitting = [one for one in IN_ORDER if one.area is None or one.area in facts.areas or one.id in on]
    return ToolSwitches(
        client=id_, name=client.name or "–",
        tools=tuple(
            ToolSwitch(
                tool=one.id, on=one.id in on, met=one.id in on and on[one.id].met_on is not None,
                closed=tool_closed(one, safety, facts.areas),
            )
            for one in fitting
        ),
    )  # fmt: skip

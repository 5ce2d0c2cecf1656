"""
Whole courses with every tool, a measure before each meeting, the ending, and six months afterwards, under the virtual clock.

The client answers everything that is asked with the first thing that fits; what must then stand is written down here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.programme_files import load_programme
from flows import course_wishes as wishes
from flows import ending_wishes as endings
from flows import measure_wishes as measuring
from flows import tool_wishes as tooling
from flows.agreed import OwnWords
from flows.chat import Asking
from flows.content.tools import ENDING, TOOLS
from flows.course import TEMPLATES, Area, Safety, SessionState, Stage
from flows.ending_readings import PlanShown
from flows.entries import Said
from flows.questions import Pressed, Raw, Words, Wrote
from flows.readings import WhoReads
from storage import courses, log, runs
from storage.base import Store
from tests.bot.course.world import World
from tests.bot.exports.lived_course import fhir_holds

FIRST_MEETING = date(2026, 3, 4)
WORDS = OwnWords(said=Said(text="Ring the harbour clinic"), language="en")
AREAS = (Area.GRIEF, Area.DISPUTE, Area.CHANGE, Area.LONELINESS)
USED_IN_COURSE = tuple(tool for tool in TOOLS if tool not in ENDING)
HALF_A_YEAR = 180
HARD_DATE_IN = timedelta(days=10)
# Answers that are not the first one: item 9 once above nought, a hard day without a plan, and two other steps of the plan.
NOT_THE_FIRST = {"item[9]": ["1"], "plan": ["~skip"], "quiet": ["message"], "band": ["fine", "slipping", "help"]}


@pytest.fixture(scope="module")
def dialect() -> str:
    """Play on SQLite: both kinds of database are held to each other in `tests/storage` and `tests/whole/test_courses.py`."""
    return "sqlite"


@dataclass
class Everything(World):
    """A course in which everything is used."""

    asked: list[str] = field(default_factory=list)  # the flows whose questions came, in order
    once: dict[str, list[str]] = field(
        default_factory=lambda: {key: list(codes) for key, codes in NOT_THE_FIRST.items()}
    )

    async def answer_all(self) -> None:
        """Let the client answer whatever is asked."""
        for _step in range(400):
            async with self.store.write() as tx:
                run = await runs.floor_of(tx, self.client.id)
                if run is None or run.state != runs.OPEN:
                    return
                standing = await self.conversation.replay(tx, run)
                if not isinstance(standing.open, Asking):
                    return
                self.asked.append(run.flow)
                await self.conversation.take(tx, run, self.answer_to(standing.open))
        raise AssertionError("a conversation never came to its end")

    def answer_to(self, asking: Asking) -> Raw:
        """Give what is to be answered here once, or else the first answer that fits."""
        key = asking.key.rpartition(".")[2]
        soon = self.calendar.now() + HARD_DATE_IN
        if key in {"date_month", "date_day"}:
            return Pressed(str(soon.month if key == "date_month" else soon.day))
        return Pressed(self.once[key].pop(0)) if self.once.get(key) else fitting(asking)

    async def use(self, tool: str) -> None:
        """Let the therapist switch a tool on, and the client meet it and use it."""
        await self.staff_wish(tooling.SwitchTool(client=self.client.id, tool=tool, on=True))
        await self.client_wish(tooling.MeetTool(tool=tool))
        async with self.store.write() as tx:
            await self.conversation.begin(tx, self.client.id, tool)
        await self.answer_all()

    async def live_until(self, moment: datetime) -> None:
        """Live through the days, and answer whatever comes in the evening of each."""
        while self.calendar.now() < moment:
            await self.forward(min(timedelta(hours=12), moment - self.calendar.now()))
            await self.answer_all()

    async def kept(self) -> list[log.Entry]:
        """Give the whole log."""
        async with self.store.read() as tx:
            return await log.own(tx, self.client.id)


def fitting(asking: Asking) -> Raw:
    """Give the first answer that fits, and go round nothing more than twice."""
    question = asking.question
    inner = question
    while hasattr(inner, "inner"):
        inner = inner.inner
    if isinstance(inner, Words):
        return Wrote(f"my words for {asking.key}")
    codes = [button.code for row in question.buttons() for button in row]
    if "_more[" in asking.key:
        return Pressed("no" if "[2]" in asking.key else "yes")
    if "~enough" in codes and "[3]" in asking.key:
        return Pressed("~enough")
    return Pressed(codes[0])


async def lived(store: Store, template: str) -> Everything:
    """Live a course with everything in it, and half a year after it."""
    world = Everything(store, load_programme())
    await world.meet()
    sessions = TEMPLATES[template].sessions
    await world.staff_wish(
        wishes.OpenCourse(
            client=world.client.id, template=template, sessions=sessions, first_on=FIRST_MEETING, time="10:00"
        )
    )
    await world.staff_wish(measuring.SwitchMeasure(client=world.client.id, instrument="PHQ-9", every_days=0))
    await world.staff_wish(measuring.SwitchMeasure(client=world.client.id, instrument="GAD-7", every_days=14))
    for number in range(sessions):
        await one_week(world, number, sessions)
    await the_end(world)
    return world


async def one_week(world: Everything, number: int, sessions: int) -> None:
    """Use some tools, live until the meeting, and let the therapist log it."""
    share = USED_IN_COURSE[number::sessions]
    meets_at = datetime(2026, 3, 4, 9, tzinfo=UTC) + timedelta(days=7 * number)
    area = AREAS[number % len(AREAS)]
    stage = Stage.DISSOLUTION if area is Area.DISPUTE else None
    chosen = wishes.ChooseArea(client=world.client.id, area=area, stage=stage, agreed=True)
    await world.staff_wish(chosen)
    await world.staff_wish(wishes.NoteSafety(client=world.client.id, answer=Safety.NO_CONCERN))
    for tool in share:
        await world.use(tool)
    if number >= sessions - 2:
        await world.staff_wish(endings.SpokeOfEnding(client=world.client.id))
        for tool in ENDING[number == sessions - 1 :: 2]:
            await world.use(tool)
    await world.live_until(meets_at + timedelta(hours=1))
    async with world.store.read() as tx:
        course = await courses.current(tx, world.client.id)
        assert course is not None
        planned = [one for one in await courses.sessions(tx, course) if one.state is SessionState.PLANNED]
    last = number == sessions - 1
    for session in planned:
        await world.staff_wish(wishes.LogSession(session=session.id, state="held", same_next=not last))


async def the_end(world: Everything) -> None:
    """Give what staff give, end the course, and live half a year."""
    client = world.client.id
    for flow in ("then_and_now", "staying_well"):
        async with world.store.write() as tx:
            await world.conversation.begin(tx, client, flow)
        await world.answer_all()
    await world.staff_wish(endings.WriteCare(client=client, words=WORDS))
    await world.staff_wish(endings.LeaveGoodbye(client=client, words=WORDS))
    await world.staff_wish(endings.AgreePlan(client=client))
    until = world.calendar.now().date() + timedelta(days=HALF_A_YEAR)
    await world.staff_wish(endings.LookMonthly(client=client, until=until))
    await world.staff_wish(wishes.EndCourse(client=client, how="finished"))
    async with world.store.write() as tx:
        await world.conversation.begin(tx, client, "goodbye")
    await world.answer_all()
    await world.live_until(world.calendar.now() + timedelta(days=HALF_A_YEAR + 30))


async def a_course_to_stay_well(world: Everything) -> None:
    """Open a maintenance course afterwards, and live until its first meeting."""
    today = world.calendar.now().date()
    opened = wishes.OpenCourse(
        client=world.client.id, template="maintenance", sessions=6, first_on=today + timedelta(days=9), time="10:00"
    )
    await world.staff_wish(opened)
    world.asked.clear()
    await world.live_until(world.calendar.now() + timedelta(days=9))


@pytest.mark.timeout(240)
@pytest.mark.parametrize("template", ["ipc6", "ipt16"])
async def test_a_course_with_everything_ends_in_a_plan_that_stays(store: Store, template: str) -> None:
    world = await lived(store, template)
    sessions = TEMPLATES[template].sessions
    kept = await world.kept()
    kinds = [entry.kind for entry in kept]

    used = {entry.value["tool"] for entry in kept if entry.kind == "tool_kept"}
    assert used >= set(TOOLS)
    measured = [entry.value["instrument"] for entry in kept if entry.kind == "measure_answered"]
    assert measured.count("PHQ-9") >= sessions - 1
    assert measured.count("GAD-7") >= sessions // 2 - 1
    assert kinds.count("session_logged") == sessions
    assert {"ending_spoken", "then_and_now", "difference_told", "plan_agreed", "care_written", "goodbye_left"} <= set(
        kinds
    )
    assert kinds.count("goodbye_left") == 2
    bands = [entry.value["band"] for entry in kept if entry.kind == "band_chosen"]
    assert bands == ["fine", "slipping", "help", *["fine"] * (HALF_A_YEAR // 28 - 3)]
    assert [entry.value["why"] for entry in kept if entry.kind == "safety_card_shown"] == ["item9", "monthly"]
    begun = {(await world.all_prompts())[one.prompt].flow for one in await world.deliveries() if one.run is not None}
    assert begun >= {"check_in", "hard_date", "hard_day", "monthly_look"}
    assert world.ticker.parked == 0

    plan: PlanShown = await world.read(world.client, PlanShown)
    assert set(plan.parts) == {tool for tool in ENDING if tool.startswith("plan_")}
    assert plan.care is not None
    said = [field.said.text for fields in plan.parts.values() for field in fields if field.said is not None]
    assert all(text is not None and text.startswith("my words for") for text in said)  # found again exactly
    who: WhoReads = await world.read(world.client, WhoReads)
    assert who.name is None
    assert world.asked[-1] == "monthly_look"
    async with store.read() as tx:
        assert await runs.floor_of(tx, world.client.id) is None
    if template == "ipc6":
        await fhir_holds(world)
    await a_course_to_stay_well(world)
    assert "check_in" in world.asked
    assert "monthly_look" not in world.asked
    assert world.ticker.parked == 0

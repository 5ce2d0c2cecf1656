"""Two clients who lived through some weeks of a course and said yes to research: what is known of them, and two exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from bot.exports.research import Purpose
from bot.programme_files import shipped_forms
from flows import course_wishes as wishes
from flows import measure_wishes as measuring
from flows.agreed import OwnWords, TaskPlan
from flows.course import Area, TaskState
from flows.entries import Said
from flows.questions import Pressed, Words, Wrote
from flows.wishes import AnswerConsent
from storage import log, persons, prompts, runs
from storage.base import Store
from storage.clocks import SetCalendar, SetMachine
from storage.log import Entry
from storage.prompts import Delivery
from storage.tables import data
from tests.bot.course.world import World
from tests.bot.exports.looking import Exported, exported
from tests.bot.talking import PROGRAMME
from tests.conftest import MONDAY_MORNING

CANARY, NICKNAMES, THERAPIST = "canarywords", ("Zoryanacanary", "Markocanary"), "Olenacanary"
AWAY = (
    "later",
    "skip",
    "leave",
    "stop",
    "not_now",
    "not_safe",
    "~skip",
)  # so that enough is answered, whatever comes up
CHATS = 987_654_321_000
WEEKS = (3, 1)  # one after the other: while the second lives, the first does not answer any more
WITH_FORMS = PROGRAMME.model_copy(update={"forms": shipped_forms()})
STUDY = Purpose("A study", WITH_FORMS.forms)


@dataclass(frozen=True)
class Truth:
    """What the house knows of one client."""

    id: str
    zone: str
    deliveries: Sequence[Delivery]
    flows: dict[str, str]
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Life:
    """What was lived, every id of it, and what two exports made of it."""

    truths: Sequence[Truth]
    ids: frozenset[str]
    first: Exported
    second: Exported


async def lived(folder: Path) -> Life:
    """Let two clients live through some weeks, and export them twice."""
    for name in ("data", "keys"):
        (folder / name).mkdir()
    data_url, keys_url = (f"sqlite+aiosqlite:///{folder / name / name}.sqlite" for name in ("data", "keys"))
    calendar = SetCalendar(MONDAY_MORNING)
    store = await Store.open(
        data_url, keys_url, folder / "keys" / "interlude.key", calendar=calendar, machine=SetMachine()
    )
    await store.migrate()
    worlds = [World(store, WITH_FORMS, chats=CHATS + 10 * number) for number in range(len(NICKNAMES))]
    for world, nickname, weeks in zip(worlds, NICKNAMES, WEEKS, strict=True):
        await live(world, nickname, weeks, Random(nickname))
    life = Life(
        [await truth_of(world) for world in worlds], await every_id(store), await exported(store, folder / "one", STUDY),
        await exported(store, folder / "two", STUDY),
    )  # fmt: skip
    await store.close()
    return life


async def live(world: World, nickname: str, weeks: int, chance: Random) -> None:
    """Meet, agree on a course with a measure, a task and a hard date, and answer on most days."""
    await world.meet()
    async with world.store.write() as tx:
        await persons.change(tx, world.client.id, name=nickname)
        await persons.change(tx, world.therapist.id, name=THERAPIST)
    await world.client_wish(AnswerConsent(part="research", answer=True, text_id="study", version=1))
    client, first_on = world.client.id, world.calendar.now().date() + timedelta(days=3)
    await world.staff_wish(
        wishes.OpenCourse(client=client, template="ipc6", sessions=6, first_on=first_on, time="10:00")
    )
    await world.staff_wish(wishes.ChooseArea(client=client, area=Area.CHANGE, agreed=True))
    await world.staff_wish(measuring.SwitchMeasure(client=client, instrument="PHQ-9", every_days=0))
    await plan_hard_date(world)
    for week in range(weeks):
        await give_task(world, week)
        for _day in range(7):
            await world.forward(timedelta(days=1))
            await world.sent(world.client)
            await answer(world, chance)
        await hold(world)
        if week == 1:
            await world.say(world.client, "check_in")
            await answer(world, chance)


async def plan_hard_date(world: World) -> None:
    """Let a hard date be known that came and was quiet."""
    async with world.store.write() as tx:
        planned = await prompts.plan_prompt(
            tx, client=world.client.id, flow="hard_date", spec="{}", zone="Europe/Berlin", next_due_at=None,
            next_slot=None, grace=0,
        )  # fmt: skip
        await prompts.deliver(tx, planned, "2026-03-02/10:00", "quiet")


async def give_task(world: World, week: int) -> None:
    """Give a task in the therapist's words and plan it, every other week."""
    if week % 2:
        return
    words = OwnWords(said=Said(text=f"{CANARY} call"), language="en")
    await world.staff_wish(wishes.ProposeTask(client=world.client.id, words=words))
    task = [one for one in await world.tasks() if one.state is TaskState.PROPOSED][-1]
    await world.client_wish(wishes.AcceptTask(task=task.id))
    on = world.calendar.now().date() + timedelta(days=2)
    await world.client_wish(wishes.PlanTask(task=task.id, plan=TaskPlan(on=on, time="17:00")))


async def hold(world: World) -> None:
    """Log the meetings that are past as held, the next at the same time."""
    for one in await world.sessions():
        if one.logged_by != "staff" and one.meets_at <= world.calendar.now():
            await world.staff_wish(wishes.LogSession(session=one.id, state="held", same_next=True))


async def answer(world: World, chance: Random) -> None:
    """Answer every question of what has the floor, with words where words are asked for."""
    begun = None
    for _ in range(40):
        async with world.store.write() as tx:
            run = await runs.floor_of(tx, world.client.id)
            begun = begun or run
            if run is None or begun is None or run.id != begun.id or run.state != runs.OPEN:
                return
            standing = await world.conversation.replay(tx, run)
            question = getattr(standing.open, "question", None)
            if question is None:
                return
            codes = [button.code for row in question.buttons() for button in row if button.code != "~back"]
            codes = [code for code in codes if code not in AWAY] or codes
            wrote = Wrote(f"{CANARY} {chance.random()}") if is_words(question) else None
            await world.conversation.take(tx, run, wrote or Pressed(chance.choice(codes)))


def is_words(question: object) -> bool:
    """Say whether a question wants words, be it one that may be left out."""
    while hasattr(question, "inner"):
        question = question.inner
    return isinstance(question, Words)


async def truth_of(world: World) -> Truth:
    async with world.store.read() as tx:
        flows = {one.id: one.flow for one in await prompts.all_of_client(tx, world.client.id)}
        found = await prompts.deliveries(tx, world.client.id)
        return Truth(world.client.id, "Europe/Berlin", found, flows, await log.own(tx, world.client.id))


async def every_id(store: Store) -> frozenset[str]:
    """Give every random id that any table holds."""
    found: set[str] = set()
    async with store.read() as tx:
        for table in data.sorted_tables:
            for row in await tx.db.execute(select(table)):
                found |= {value for value in row if isinstance(value, str) and len(value) >= 22}
    return frozenset(found)

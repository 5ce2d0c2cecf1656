"""What the tests of a course look at: plans, entries, meetings, tasks and the therapist's card."""

from __future__ import annotations

from datetime import datetime

from bot.assembly import staff_deeds
from bot.prompting import Prompting
from bot.ticker import Ticker
from flows import course_wishes as wishes
from flows.agreed import OwnWords
from flows.course import Tried
from flows.course_entries import TaskReviewed
from flows.course_readings import ClientCard
from flows.entries import Said
from storage import courses, log, prompts, tasks
from storage.clocks import SetCalendar
from storage.courses import Session
from storage.persons import Person
from storage.tasks import Task
from tests.bot.talking import Talking

SHORT = OwnWords(said=Said(text="Call Ana"), language="en")


async def planned(house: Talking, client: Person) -> dict[str, str | None]:
    """Give what is planned for a client and when it comes, by the name of the conversation."""
    async with house.store.read() as tx:
        found = await prompts.of_client(tx, client.id)
    return {prompt.flow: prompt.next_slot for prompt in found if prompt.next_slot is not None}


async def kinds(house: Talking, client: Person) -> list[str]:
    """Give the kinds of entries that stand in a client's log."""
    async with house.store.read() as tx:
        return [entry.kind for entry in await log.own(tx, client.id)]


async def sessions(house: Talking, client: Person) -> list[Session]:
    async with house.store.read() as tx:
        course = await courses.latest(tx, client.id)
        return await courses.sessions(tx, course) if course else []


async def the_task(house: Talking, client: Person) -> Task:
    async with house.store.read() as tx:
        return (await tasks.of_client(tx, client.id))[-1]


async def give(house: Talking, staff: Person, client: Person, **fields: object) -> Task:
    """Let the therapist give a task, and the client say yes."""
    given = wishes.ProposeTask.model_validate({"client": client.id, "words": SHORT, **fields})
    await house.wish(staff, given, about=client, step=f"wish{fields}")
    task = await the_task(house, client)
    await house.wish(client, wishes.AcceptTask(task=task.id, smaller=False))
    return task


async def reviewed(house: Talking, client: Person, task: Task, tried: Tried, *, private: bool = False) -> None:
    """Let the client say how a task went, as the conversation keeps it."""
    await house.wish(client, wishes.ReviewTask(task=task.id, tried=tried), step=f"tried {tried.value}")
    told = TaskReviewed(task=task.id, tried=tried)
    async with house.store.write() as tx:
        await log.keep(
            tx, client=client.id, run=None, step=f"{task.id} {tried.value}", turn=0, kind=told.kind,
            value=told.model_dump(mode="json"), private=private,
        )  # fmt: skip


async def card(house: Talking, two: tuple[Person, Person]) -> ClientCard:
    staff, client = two
    found = await house.read(staff, ClientCard, client=client.id, words="yes")
    assert isinstance(found, ClientCard)
    return found


def ticker_of(house: Talking) -> Ticker:
    """Give the house a ticker, as the assembly does."""
    prompting = Prompting(house.conversation)
    house.conversation.after_run = prompting.after_run
    return Ticker(house.store, prompting, more_deeds=staff_deeds(house.conversation, house.programme))


async def forward(house: Talking, ticker: Ticker, until: datetime) -> None:
    """Live through everything that is due until a moment."""
    calendar = house.store.calendar
    assert isinstance(calendar, SetCalendar)
    while True:
        async with house.store.read() as tx:
            instant = await ticker.next_instant(tx)
        if instant is None or instant > until:
            break
        calendar.set(max(instant, calendar.now()))
        await ticker.tick()
    calendar.set(until)
    await ticker.tick()

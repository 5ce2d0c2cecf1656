"""What the tests of a course look at: plans, entries, meetings, tasks and the therapist's card."""

from __future__ import annotations

from flows import course_wishes as wishes
from flows.agreed import OwnWords
from flows.course_readings import ClientCard
from flows.entries import Said
from storage import courses, log, prompts, tasks
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


async def card(house: Talking, two: tuple[Person, Person]) -> ClientCard:
    staff, client = two
    found = await house.read(staff, ClientCard, client=client.id)
    assert isinstance(found, ClientCard)
    return found

"""Referring: the client reads it, supervisors hear of it, somebody asks what came of it; nothing else changes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows import course_wishes as wishes
from flows.agreed import OwnWords
from flows.content.course_lines import facts_of
from flows.course import TaskState
from flows.entries import Said
from locales.voice import voice_for
from storage import contacts, tasks
from storage.base import Store
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import card, kinds
from tests.bot.course.world import World
from tests.bot.talking import Talking

CLINIC = OwnWords(said=Said(text="Dr Roe, harbour clinic"), language="en")
PLAN = OwnWords(said=Said(text="The plan to stay well"), language="en")
TASK = wishes.ProposeTask(client="", idea="n2", room=True)


async def states(house: Talking, client: Person) -> list[TaskState]:
    async with house.store.read() as tx:
        return [one.state for one in await tasks.of_client(tx, client.id)]


async def referred(house: Talking, two: tuple[Person, Person], **more: object) -> None:
    await house.wish(two[0], TASK.model_copy(update={"client": two[1].id}), about=two[1], step="task")
    wish = wishes.Refer.model_validate({"client": two[1].id, "to": CLINIC, "soon": "days", **more})
    await house.wish(two[0], wish, about=two[1], step="refer")


async def test_client_reads_who_helps_how_soon_and_what_is_passed_on(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await referred(house, two, passes=PLAN)

    said = (await house.sent(two[1]))[-1]
    assert "Who: Dr Roe, harbour clinic" in said
    assert "How soon: within some days." in said
    assert "Passed on, as you agreed: The plan to stay well" in said
    assert "rest" not in said
    assert "referred" in await kinds(house, two[1])


@pytest.mark.parametrize(("rests", "state"), [(False, TaskState.AGREED), (True, TaskState.PAUSED)])
async def test_tasks_rest_only_where_it_was_said(
    house: Talking, two: tuple[Person, Person], rests: bool, state: TaskState
) -> None:
    await referred(house, two, rests=rests)

    assert await states(house, two[1]) == [state]
    assert ("Your tasks rest meanwhile." in (await house.sent(two[1]))[-1]) is rests


async def test_supervisor_hears_the_fact_and_no_word_of_it(house: Talking, two: tuple[Person, Person]) -> None:
    ruth = await house.staff("Ruth", "supervisor")
    await referred(house, two)

    (said,) = await house.sent(ruth)
    assert "Referred to somebody else" in said
    assert "Roe" not in said


async def test_somebody_asks_whether_they_have_answered(house: Talking, two: tuple[Person, Person]) -> None:
    await referred(house, two)
    async with house.store.read() as tx:
        (contact,) = [one for one in await contacts.open_of(tx, two[1].id) if one.reason == "referred"]
        assert contact.due_at == tx.now + timedelta(days=7)

    assert "Referred. Ask whether they have answered, by" in await facts(house, two)
    await house.wish(two[0], wishes.MadeContact(contact=contact.id), about=two[1], step="heard")
    assert "Referred. Ask whether" not in await facts(house, two)


async def facts(house: Talking, two: tuple[Person, Person]) -> str:
    return voice_for("en").text(facts_of(await card(house, two)))


async def test_nobody_refers_a_client_of_somebody_else(house: Talking, two: tuple[Person, Person]) -> None:
    taras = await house.staff("Taras")
    with pytest.raises(NotFound):
        await house.wish(taras, wishes.Refer(client=two[1].id, to=CLINIC, soon="today"), about=two[1])


@pytest.mark.parametrize(("soon", "days"), [("today", 1), ("days", 7), ("place", 28)])
async def test_question_whether_they_have_answered_comes_on_its_day(store: Store, soon: str, days: int) -> None:
    world = World(store)
    await world.meet()
    await world.staff_wish(wishes.Refer.model_validate({"client": world.client.id, "to": CLINIC, "soon": soon}))
    await world.forward(timedelta(days=days, minutes=-1))
    before = [text for text in await world.sent(world.therapist) if "Have you heard back?" in text]
    await world.forward(timedelta(minutes=2))
    after = [text for text in await world.sent(world.therapist) if "Have you heard back?" in text]

    assert (len(before), len(after)) == (0, 1)

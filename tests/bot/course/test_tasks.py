"""Tasks of a course: given, planned, looked at, carried on, and resting when it is not safe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows import course_wishes as wishes
from flows.agreed import TaskPlan
from flows.brief import Brief
from flows.content.tasks.shipped import SHIPPED
from flows.course import Area, Carried, Safety, Stage, TaskState, Touch, Tried
from flows.course_readings import ClientCard, Ideas, MyCourse, MyTask
from flows.entries import Said
from flows.wishes import AnswerConsent
from storage import audit, log, prompts, tasks
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import SHORT, card, give, planned, reviewed, sessions, the_task
from tests.bot.talking import Talking

TUESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 5)


async def test_given_task_waits_for_the_client_and_is_brought_at_once(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two

    await house.wish(staff, wishes.ProposeTask(client=client.id, words=SHORT), about=client)

    assert (await the_task(house, client)).state is TaskState.PROPOSED
    assert (await planned(house, client))["task_offer"] == "2026-03-02/10:00"


@pytest.mark.parametrize(("area", "second"), [(Area.DISPUTE, None), (Area.GRIEF, Area.DISPUTE)])
async def test_own_words_in_a_dispute_are_not_sent_before_safety_was_asked(
    house: Talking, two: tuple[Person, Person], area: Area, second: Area | None
) -> None:
    staff, client = two
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=area, second=second), about=client)

    for answer, sent in ((None, 0), (Safety.CONCERN, 0), (Safety.NO_CONCERN, 1)):
        if answer is not None:
            noted = wishes.NoteSafety(client=client.id, answer=answer)
            await house.wish(staff, noted, about=client, step=answer.value)
        given = wishes.ProposeTask(client=client.id, words=SHORT)
        await house.wish(staff, given, about=client, step=f"give-{answer}")
        async with house.store.read() as tx:
            given_now = await tasks.of_client(tx, client.id)
        assert [task.facts.contact for task in given_now] == [True] * sent


async def test_what_the_client_words_within_a_dispute_may_bring_contact(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    chosen = wishes.ChooseArea(client=client.id, area=Area.GRIEF, second=Area.DISPUTE)
    await house.wish(staff, chosen, about=client)
    quiet = next(one.id for one in SHIPPED.values() if one.touch is Touch.NONE and not one.safety)
    await house.wish(staff, wishes.ProposeTask(client=client.id, idea=quiet), about=client)
    offered = await the_task(house, client)
    assert not offered.facts.contact
    await house.wish(client, wishes.AcceptTask(task=offered.id, words=Said(text="Tell Marco I leave")))
    await house.wish(client, wishes.TellTask(words=Said(text="Tell Marco I leave")))

    async with house.store.read() as tx:
        assert [one.facts.contact for one in await tasks.of_client(tx, client.id)] == [True, True]


async def test_a_dispute_that_comes_second_lets_safety_be_asked_anew_and_brings_its_ideas(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.GRIEF), about=client)
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.NO_CONCERN), about=client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(hours=1))
    chosen = wishes.ChooseArea(client=client.id, area=Area.GRIEF, second=Area.DISPUTE)
    await house.wish(staff, chosen, about=client, step="second")

    shown = {idea.id: idea.closed for idea in (await house.read(staff, Ideas, client=client.id)).ideas}
    assert shown["g5"] == "not_asked"
    assert {one for one in shown if SHIPPED[one].area is Area.DISPUTE} != set()


async def test_tasks_of_four_weeks_are_counted_by_what_they_were_for_while_the_client_shares(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    tried = await give(house, staff, client, idea="t1", words=None)
    await reviewed(house, client, tried, Tried.PART)
    await give(house, staff, client, idea="t2", words=None)
    await give(house, staff, client)
    aim = SHIPPED["t1"].mechanism
    assert aim is SHIPPED["t2"].mechanism

    assert [(one.aim, one.given, one.tried) for one in (await card(house, two)).aims] == [(aim, 2, 1)]
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(weeks=4, seconds=1))
    assert (await card(house, two)).aims == ()


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (None, set()),
        (Safety.CONCERN, {"d1"}),
        (Safety.PHONE_NOT_PRIVATE, {"d6", "r4"}),
        (Safety.NO_CONCERN, {"d1", "d6", "r4"}),
    ],
)
async def test_ideas_of_a_dispute_are_held_to_the_safety_note(
    house: Talking, two: tuple[Person, Person], answer: Safety | None, sent: set[str]
) -> None:
    staff, client = two
    stage = wishes.ChooseArea(client=client.id, area=Area.DISPUTE, stage=Stage.RENEGOTIATION)
    await house.wish(staff, stage, about=client)
    if answer is not None:
        await house.wish(staff, wishes.NoteSafety(client=client.id, answer=answer), about=client)

    for idea in ("d1", "d6", "r4"):  # a record of the other person, and two that bring contact
        await house.wish(staff, wishes.ProposeTask(client=client.id, idea=idea), about=client, step=idea)

    async with house.store.read() as tx:
        assert {task.facts.idea for task in await tasks.of_client(tx, client.id)} == sent


@pytest.mark.parametrize(
    ("answer", "rests"),
    [(Safety.CONCERN, {"d6", "r4"}), (Safety.PHONE_NOT_PRIVATE, {"d1"}), (Safety.NO_CONCERN, set())],
)
async def test_a_task_that_a_safety_note_closes_rests_until_staff_open_it(
    house: Talking, two: tuple[Person, Person], answer: Safety, rests: set[str]
) -> None:
    staff, client = two
    stage = wishes.ChooseArea(client=client.id, area=Area.DISPUTE, stage=Stage.RENEGOTIATION)
    await house.wish(staff, stage, about=client)
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.NO_CONCERN), about=client)
    for idea in ("d1", "d6", "r4"):
        await house.wish(staff, wishes.ProposeTask(client=client.id, idea=idea), about=client, step=idea)

    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=answer), about=client, step="again")

    async with house.store.read() as tx:
        paused = await tasks.of_client(tx, client.id, (TaskState.PAUSED,))
    assert {task.facts.idea for task in paused} == rests


async def test_no_that_becomes_a_yes_is_a_yes(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(staff, wishes.ProposeTask(client=client.id, words=SHORT), about=client)
    task = await the_task(house, client)
    run = await house.wish(client, wishes.DeclineTask(task=task.id))

    await house.wish_again(run, wishes.AcceptTask(task=task.id))

    assert (await the_task(house, client)).state is TaskState.AGREED
    await house.wish(client, wishes.PlanTask(task=task.id, plan=TaskPlan(on=THURSDAY, time="16:00")), step="plan")
    assert (await planned(house, client))["task_time"] == "2026-03-05/16:00"


async def test_yes_that_becomes_a_no_is_not_reminded_of(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    task = await give(house, staff, client)
    run = await house.wish(client, wishes.PlanTask(task=task.id, plan=TaskPlan(on=THURSDAY, time="16:00")))

    await house.wish_again(run, wishes.DeclineTask(task=task.id))

    assert "task_time" not in await planned(house, client)


async def test_clients_own_wording_is_hidden_while_the_client_does_not_share(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    task = await give(house, staff, client)
    await house.wish(client, wishes.AcceptTask(task=task.id, words=Said(text="Ring my sister")), step="mine")
    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))

    (shown,) = (await card(house, two)).tasks

    assert shown.words.said is None


async def test_planned_task_has_one_moment_and_another_day_takes_its_place(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    task = await give(house, staff, client)

    for on in (THURSDAY, date(2026, 3, 7)):
        await house.wish(client, wishes.PlanTask(task=task.id, plan=TaskPlan(on=on, time="16:00")))

    assert (await planned(house, client))["task_time"] == "2026-03-07/16:00"
    async with house.store.read() as tx:
        assert len([one for one in await prompts.of_client(tx, client.id) if one.flow == "task_time"]) == 1


async def test_what_was_not_safe_rests_with_every_contact_task_and_is_told_to_the_team(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    ruth = await house.staff("Ruth", role="supervisor")
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.NO_CONCERN), about=client)
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.DISPUTE), about=client)
    first = await give(house, staff, client)
    second = await give(house, staff, client, minutes=10)
    for task in (first, second):
        await house.wish(client, wishes.PlanTask(task=task.id, plan=TaskPlan(on=THURSDAY, time="16:00")))
    await house.sent(staff)

    await house.wish(client, wishes.ReviewTask(task=second.id, tried=Tried.NOT_SAFE))

    async with house.store.read() as tx:
        assert {task.state for task in await tasks.of_client(tx, client.id)} == {TaskState.PAUSED}
    assert "task_time" not in await planned(house, client)
    assert (await house.read(client, MyCourse)).tasks == ()
    assert (await house.read(client, MyTask, task=second.id)).task is None
    told = await house.sent(staff)
    assert any("Not safe, says the client" in text for text in told)
    await house.wish(staff, wishes.ReopenTask(task=second.id), about=client)
    assert (await house.read(client, MyTask, task=second.id)).task is not None
    assert ruth.role == "supervisor"


@pytest.mark.parametrize(
    ("tried", "carried", "state", "smaller"),
    [
        (Tried.DONE, None, TaskState.CLOSED, False),
        (Tried.DECIDED_NOT, None, TaskState.CLOSED, False),
        (Tried.NOT_YET, None, TaskState.AGREED, False),
        (Tried.PART, Carried.KEEP, TaskState.AGREED, False),
        (Tried.NOT_YET, Carried.SHRINK, TaskState.AGREED, True),
        (Tried.NOT_YET, Carried.CHANGE, TaskState.CLOSED, False),
        (Tried.PART, Carried.DROP, TaskState.CLOSED, False),
    ],
)
async def test_after_the_meeting_a_task_goes_on_as_the_client_said(
    house: Talking, two: tuple[Person, Person], tried: Tried, carried: Carried | None, state: TaskState, smaller: bool
) -> None:
    staff, client = two
    task = await give(house, staff, client)
    (session,) = await sessions(house, client)
    await house.wish(client, wishes.ReviewTask(task=task.id, tried=tried))
    if carried is not None:
        await house.wish(client, wishes.CarryTask(task=task.id, carried=carried))
    assert (await the_task(house, client)).state is TaskState.AGREED

    await house.wish(staff, wishes.LogSession(session=session.id, state="held"), about=client)

    after = await the_task(house, client)
    assert (after.state, after.facts.smaller) == (state, smaller)


async def test_task_told_by_the_client_is_confirmed_with_one_tap(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two

    await house.wish(client, wishes.TellTask(words=Said(text="Visit Ana")))

    assert any("as the client tells it" in text for text in await house.sent(staff))
    (told,) = (await card(house, two)).tasks
    assert told.by_client
    await house.wish(staff, wishes.ConfirmTask(task=told.id), about=client)
    assert not (await card(house, two)).tasks[0].by_client


async def test_client_cannot_touch_another_clients_task(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    task = await give(house, staff, client)
    other = await house.connected(await house.staff("Taras"))

    for wish in (wishes.AcceptTask(task=task.id), wishes.ReviewTask(task=task.id, tried=Tried.DONE)):
        with pytest.raises(NotFound):
            await house.wish(other, wish)


async def test_ideas_fit_the_area_and_name_a_sensible_last_day(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.GRIEF), about=client)

    found = await house.read(staff, Ideas, client=client.id)

    assert found.by == date(2026, 3, 2)
    ids = [idea.id for idea in found.ideas]
    assert ids[0] == "g1"
    assert "n1" in ids
    assert "n3" not in ids  # speaks of an illness, and nobody has chosen that explanation
    assert {idea.id: idea.closed for idea in found.ideas}["g5"] == "not_asked"


async def test_words_about_a_task_are_hidden_from_staff_while_the_client_does_not_share(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    task = await give(house, staff, client)
    await reviewed(house, client, task, Tried.PART)
    assert (await card(house, two)).tasks[0].tried is Tried.PART

    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))

    assert (await card(house, two)).tasks[0].tried is None


@pytest.mark.parametrize("kind", ["task_told", "task_answered", "task_planned", "task_reviewed", "day_noted"])
async def test_what_the_client_made_private_of_a_task_is_not_told_again_by_the_task(
    house: Talking, two: tuple[Person, Person], kind: str
) -> None:
    _staff, client = two
    plan = TaskPlan(on=date(2026, 3, 4), time="17:00")
    await house.wish(client, wishes.TellTask(words=Said(text="Write to Marko")), step="tell")
    task = await the_task(house, client)
    await house.wish(client, wishes.AcceptTask(task=task.id, words=Said(text="Write to Marko")), step="accept")
    await house.wish(client, wishes.PlanTask(task=task.id, plan=plan), step="plan")
    await house.wish(client, wishes.NoteDay(task=task.id, on=date(2026, 3, 2), number=4), step="day")
    await reviewed(house, client, task, Tried.PART)
    (shown,) = (await card(house, two)).tasks
    assert (shown.words.said, shown.plan, shown.noted, shown.tried) == (
        Said(text="Write to Marko"),
        plan,
        1,
        Tried.PART,
    )

    async with house.store.write() as tx:
        for entry in await log.own(tx, client.id):
            if entry.kind == kind or {entry.kind, kind} == {"task_told", "task_answered"}:
                await log.set_private(tx, client.id, entry.id, private=True)
    found: Brief = await house.read(two[0], Brief, client=client.id)
    for (now,) in ((await card(house, two)).tasks, found.tasks):
        assert (now.words.said is None) is (kind in {"task_told", "task_answered"})
        assert (now.plan is None) is (kind == "task_planned")
        assert (now.tried is None) is (kind == "task_reviewed")
        assert (now.noted == 0) is (kind == "day_noted")


async def test_card_notes_a_look_only_where_it_shows_what_the_client_told(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    task = await give(house, staff, client)
    await reviewed(house, client, task, Tried.PART)

    assert (await house.read(staff, ClientCard, client=client.id)).tasks[0].tried is None
    async with house.store.read() as tx:
        before = [one.deed for one in await audit.of(tx, client.id)]
    assert "read_part" not in before
    await card(house, two)
    async with house.store.read() as tx:
        assert sorted(one.deed for one in await audit.of(tx, client.id)) == sorted([*before, "read_part"])

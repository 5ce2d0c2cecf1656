"""The ending in the house: people first, then the phone; then nobody asks any more, and the client is told so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows import course_wishes as wishes
from flows import ending_wishes as endings
from flows.agreed import OwnWords
from flows.content.tools import ENDING
from flows.course_readings import ClientCard
from flows.ending_readings import EndingCard, PlanShown
from flows.entries import Said
from flows.questions import Wrote
from flows.tool_readings import MyTools, ToolSwitches
from flows.tool_wishes import SwitchTool
from flows.wishes import AnswerConsent
from storage import audit, persons, runs
from storage.clocks import SetCalendar
from storage.persons import Person
from storage.runs import Run
from tests.bot.course.looking import planned, sessions
from tests.bot.talking import Talking, words

BYE = OwnWords(said=Said(text="You did this."), language="en")


async def hold(house: Talking, two: tuple[Person, Person], meetings: int) -> None:
    """Let so many meetings be held, a week apart."""
    staff, client = two
    for number in range(meetings):
        session = (await sessions(house, client))[-1]
        assert isinstance(house.store.calendar, SetCalendar)
        house.store.calendar.set(session.meets_at + timedelta(hours=1))
        held = wishes.LogSession(session=session.id, state="held", same_next=True)
        await house.wish(staff, held, about=client, step=f"held{number}")


async def spoken(house: Talking, two: tuple[Person, Person]) -> None:
    await house.wish(two[0], endings.SpokeOfEnding(client=two[1].id), about=two[1])


async def ended(house: Talking, two: tuple[Person, Person], how: str = "finished") -> None:
    wish = wishes.EndCourse.model_validate({"client": two[1].id, "how": how})
    await house.wish(two[0], wish, about=two[1])


async def change(house: Talking, run: Run, step: str, *answers: str) -> None:
    """Change an answer of a conversation, as a tap on *Change my answer* does."""
    async with house.store.write() as tx:
        now = await runs.get(tx, run.id)
        assert now is not None
        assert await house.conversation.reopen(tx, now, step)
        person = await persons.get(tx, run.person)
    assert person is not None
    await house.answer(person, *answers)


async def at_the_ending(house: Talking, two: tuple[Person, Person], *answers: str) -> Run:
    """Let the therapist answer in the ending, and give the conversation."""
    staff, client = two
    await house.say(staff, "ending", args={"client": client.id}, about=client.id)
    run = await house.floor(staff)
    await house.answer(staff, *answers)
    return run


async def asked_themselves(house: Talking, client: Person) -> None:
    """Let the client open a check-in and answer it."""
    await house.say(client, "check_in")
    await house.answer(client, "4", "nothing", "~skip", "no")


@pytest.mark.parametrize(("held", "asked"), [(3, 0), (4, 1), (5, 2)])
async def test_therapist_is_asked_from_two_thirds_on_and_after_every_meeting_until_it_was_spoken_of(
    house: Talking, two: tuple[Person, Person], held: int, asked: int
) -> None:
    staff, client = two
    await hold(house, two, held)

    notes = [text for text in await house.sent(staff) if "Have you spoken about the ending" in text]
    assert len(notes) == asked
    assert all(f"Meetings held: {4 + n} of 6" in text for n, text in enumerate(notes))
    assert not any("finishing" in text for text in await house.sent(client))


async def test_after_the_last_meeting_the_question_is_another(house: Talking, two: tuple[Person, Person]) -> None:
    staff, _client = two
    await hold(house, two, 6)

    notes = [text for text in await house.sent(staff) if "Have you spoken about the ending" in text]
    assert "The last planned meeting was held" in notes[-1]


async def test_a_short_course_is_asked_about_after_the_first_meeting(house: Talking) -> None:
    staff = await house.staff()
    client = await house.connected(staff)
    opened = wishes.OpenCourse(client=client.id, template="ipc3", sessions=3, first_on=date(2026, 3, 3), time="10:00")
    await house.wish(staff, opened, about=client)
    await hold(house, (staff, client), 1)

    assert any("Have you spoken about the ending" in text for text in await house.sent(staff))


async def test_client_hears_of_the_ending_only_after_the_therapist_has_spoken_of_it(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await house.sent(client)
    await spoken(house, two)

    (said,) = await house.sent(client)
    assert "You and Olena have talked about finishing." in said
    assert "How is it to think about that?" in said
    mine: MyTools = await house.read(client, MyTools)
    assert "plan_signs" in [one.tool for one in mine.tools]
    await hold(house, two, 5)
    assert not any("Have you spoken" in text for text in await house.sent(staff))


@pytest.mark.parametrize("heard", [False, True])
async def test_a_yes_that_becomes_a_not_yet_is_taken_back_with_all_that_came_of_it(
    house: Talking, two: tuple[Person, Person], *, heard: bool
) -> None:
    staff, client = two
    await house.wish(staff, SwitchTool(client=client.id, tool="plan_signs", on=True), about=client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=3))
    await house.sent(client)
    run = await at_the_ending(house, two, "spoken", "yes")
    if heard:
        assert any("about finishing" in text for text in await house.sent(client))
    await change(house, run, "spoken", "no")

    said = await house.sent(client)
    assert said == (["Please set aside my message about finishing. It came too early."] if heard else [])
    card: EndingCard = await house.read(staff, EndingCard, client=client.id)
    assert not card.spoken
    switches: ToolSwitches = await house.read(staff, ToolSwitches, client=client.id)
    assert {one.tool for one in switches.tools if one.on} & set(ENDING) == {"plan_signs"}

    await change(house, run, "spoken", "yes")
    await change(house, run, "spoken", "yes")
    assert len([text for text in await house.sent(client) if "talked about finishing" in text]) == 1


async def test_another_number_of_meetings_takes_the_place_of_the_first(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    run = await at_the_ending(house, two, "spoken", "more", "4")
    for step, answers, sessions_ in (("more", ("2",), 8), ("spoken", ("yes",), 6), ("spoken", ("more", "1"), 7)):
        await change(house, run, step, *answers)
        card: ClientCard = await house.read(staff, ClientCard, client=client.id)
        assert card.sessions == sessions_


async def test_extending_adds_meetings_and_tells_the_client_nothing(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.sent(client)
    await house.wish(staff, endings.Extend(client=client.id, more=4), about=client)

    card: ClientCard = await house.read(staff, ClientCard, client=client.id)
    assert card.sessions == 10
    assert await house.sent(client) == []


async def test_plan_grows_from_what_the_client_writes(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await spoken(house, two)
    await house.say(client, "plan_signs")
    await house.answer(client, "sleep", "~enough", Wrote("I cancel things"), "~skip")
    await house.wish(staff, endings.WriteCare(client=client.id, words=BYE), about=client)
    await house.wish(staff, endings.AgreePlan(client=client.id), about=client, step="agree")

    plan: PlanShown = await house.read(client, PlanShown)
    assert [field.name for field in plan.parts["plan_signs"]] == ["signs", "own"]
    assert plan.care is not None
    assert plan.agreed_on == date(2026, 3, 2)


async def test_staff_see_the_plan_only_while_the_client_shares(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await spoken(house, two)
    await house.say(client, "plan_bands")
    await house.answer(client, Wrote("I sing"), *["~skip"] * 7)
    card: EndingCard = await house.read(staff, EndingCard, client=client.id, plan="yes")
    async with house.store.read() as tx:
        assert "read_part" in [one.deed for one in await audit.of(tx, client.id)]
    assert card.plan is not None
    assert card.plan.parts["plan_bands"][0].said == Said(text="I sing")

    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))
    card = await house.read(staff, EndingCard, client=client.id, plan="yes")
    assert card.plan is None


@pytest.mark.parametrize("how", ["finished", "early", "moved", "not_reached", "referred", "worker_left"])
async def test_every_ending_says_one_warm_thing_without_a_why(
    house: Talking, two: tuple[Person, Person], how: str
) -> None:
    staff, client = two
    await house.wish(staff, endings.LeaveGoodbye(client=client.id, words=BYE), about=client)
    await house.wish(staff, endings.WriteCare(client=client.id, words=BYE), about=client, step="care")
    await house.sent(client)
    await ended(house, two, how)

    said = "\n".join(await house.sent(client))
    assert ("blame" in said) == (how in ("not_reached", "worker_left"))
    assert ("Thank you for everything" in said) == (how not in ("not_reached", "worker_left"))
    assert ("earlier than first planned" in said) == (how == "early")
    assert "Who you can turn to: You did this." in said
    assert "no one reads here: Monday, 16 March" in said
    assert "You did this." in said
    for word in ("referred", "worker", "reach you"):
        assert word not in said
    assert await planned(house, client) == {}


async def test_card_after_the_end_says_when_and_what_was_written(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await ended(house, two, "early")
    await house.sent(staff)
    await house.say(staff, "client_card", args={"client": client.id}, about=client.id)

    (shown,) = await house.sent(staff)
    assert "The course has ended. Finished early: Monday, 2 March" in shown
    assert "From this day on no one reads: Monday, 16 March" in shown
    assert "Your meetings are finished, earlier" in shown
    assert "No course is open yet" not in shown


async def test_an_early_end_gives_what_there_is_of_the_plan_and_what_helped(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await spoken(house, two)
    await house.say(client, "plan_worked")
    await house.answer(client, Wrote("Going out before ten"), "no")
    await house.sent(client)
    await ended(house, two, "worker_left")

    said = await house.posted(client)
    assert any("You wrote that this helped:\n• Going out before ten" in words(row.payload) for row in said)
    (offered,) = (row.payload for row in said if "This is yours" in words(row.payload))
    assert [one["code"] for row in offered["buttons"] for one in row] == ["~open.plan_paper", "~open.staying_well"]
    assert not any("paper" in row.payload for row in said)  # who might see it is asked first


async def test_a_new_course_keeps_tools_measures_and_who_to_turn_to(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await house.wish(staff, endings.WriteCare(client=client.id, words=BYE), about=client)
    await house.wish(staff, SwitchTool(client=client.id, tool="exchange", on=True), about=client)
    await ended(house, two)
    opened = wishes.OpenCourse(client=client.id, template="maintenance", sessions=6)
    await house.wish(staff, opened, about=client, step="again")

    plan: PlanShown = await house.read(client, PlanShown)
    assert plan.care is not None
    switches: ToolSwitches = await house.read(staff, ToolSwitches, client=client.id)
    assert {one.tool for one in switches.tools if one.on} >= {"exchange", "my_people"}


async def test_after_a_death_nothing_is_said(house: Talking, two: tuple[Person, Person]) -> None:
    _staff, client = two
    await house.sent(client)
    await ended(house, two, "died")

    assert await house.sent(client) == []

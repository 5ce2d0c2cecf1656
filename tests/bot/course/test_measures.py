"""Measures in the house: when they are due, what is passed on, what waits, and who hears of it when nobody looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.programme_files import shipped_forms
from flows import course_wishes as wishes
from flows import measure_wishes as measuring
from flows.agreed import OwnWords
from flows.course import Area, Safety, TaskState
from flows.entries import Link, MoodReported, Said
from flows.measure_entries import MeasureAnswered
from flows.measure_readings import FormShown, MeasurePlans, MeasuresDue, MyNumbers, Reached
from flows.measures import Compared
from flows.wishes import AnswerConsent
from storage import log, persons, tasks
from storage.base import Store
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import forward, sessions, ticker_of
from tests.bot.course.test_brief import write
from tests.bot.talking import PROGRAMME, Talking

UKRAINIAN = Compared(instrument="PHQ-9", lang="uk", compared_by="Ruth", compared_on=date(2026, 1, 15))
WITH_FORMS = PROGRAMME.model_copy(update={"forms": shipped_forms(), "compared": (UKRAINIAN,)})
ON = measuring.SwitchMeasure
PHQ9 = "PHQ-9"


@pytest.fixture
def house(store: Store) -> Talking:
    return Talking(store, WITH_FORMS)


async def switched_on(house: Talking, two: tuple[Person, Person], every: int | None = 0) -> None:
    staff, client = two
    await house.wish(staff, ON(client=client.id, instrument=PHQ9, every_days=every), about=client)


async def due_now(house: Talking, client: Person) -> list[str]:
    found: MeasuresDue = await house.read(client, MeasuresDue)
    return [one.instrument for one in found.due]


async def answer(house: Talking, client: Person, nine: str = "0", *after: str) -> None:
    await house.say(client, "measure")
    await house.answer(client, "yes", *["0"] * 8, nine, *after)


async def test_a_measure_is_due_only_when_the_therapist_switched_it_on(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    assert await due_now(house, client) == []
    await switched_on(house, two)
    assert await due_now(house, client) == [PHQ9]
    await switched_on(house, two, None)
    assert await due_now(house, client) == []


@pytest.mark.parametrize(("every", "days", "due"), [(0, 7, True), (14, 7, False), (14, 12, True), (28, 21, False)])
async def test_a_measure_keeps_the_therapists_rhythm(
    house: Talking, two: tuple[Person, Person], every: int, days: int, *, due: bool
) -> None:
    _staff, client = two
    await switched_on(house, two, every)
    await answer(house, client)
    assert await due_now(house, client) == []

    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=days))

    assert bool(await due_now(house, client)) == due


async def test_form_of_the_clients_language_is_used_only_when_somebody_has_compared_it(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await switched_on(house, two)
    async with house.store.write() as tx:
        await persons.change(tx, client.id, language="ar")

    found: MeasuresDue = await house.read(client, MeasuresDue)
    assert found.due[0].own is None
    assert {form.lang for form in found.due[0].forms} == {"en", "fr", "ru", "uk"}
    with pytest.raises(NotFound):
        await house.read(client, FormShown, instrument=PHQ9, lang="ar")


async def test_what_was_answered_is_kept_in_the_official_words_version(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await switched_on(house, two)
    await answer(house, client)

    async with house.store.read() as tx:
        (kept,) = await log.own(tx, client.id, kinds=("measure_answered",))
    form = next(one for one in shipped_forms() if (one.instrument, one.lang) == (PHQ9, "en"))
    assert (kept.value["total"], kept.value["language"]) == (0, "en")
    assert form.fingerprint.startswith(kept.value["form"])


async def test_item_nine_is_passed_on_as_a_fact_and_the_day_is_quiet(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await switched_on(house, two)
    await answer(house, client, "2", "safe", "~skip")

    (note,) = [text for text in await house.sent(staff) if "Item 9" in text]
    assert "Answer: 2" in note
    assert "better off dead" not in note
    async with house.store.read() as tx:
        paused = (await persons.settings(tx, client.id)).paused_until
    assert paused is not None
    assert paused - house.store.calendar.now() < timedelta(days=1)


async def test_nothing_else_changes_after_item_nine(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await give_contact(house, staff, client)
    await switched_on(house, two)
    await answer(house, client, "3", "safe", "~skip")

    assert {task.state for task in await all_tasks(house, client)} == {TaskState.AGREED}


async def test_a_wish_to_talk_lets_what_brings_contact_rest(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await give_contact(house, staff, client)
    await switched_on(house, two)
    await answer(house, client, "1", "talk")

    assert any("Wants to talk" in text for text in await house.sent(staff))
    assert {task.state for task in await all_tasks(house, client)} == {TaskState.PAUSED}


async def test_known_item_is_not_passed_on_again_but_a_higher_answer_is(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await switched_on(house, two)
    until = house.store.calendar.now().date() + timedelta(days=14)
    await house.wish(staff, measuring.KnowItem(client=client.id, answer=1, until=until), about=client)
    await house.sent(staff)

    for answered, told in ((1, False), (2, True)):
        await house.wish(client, measuring.SafetyAnswered(instrument=PHQ9, answer=answered), step=str(answered))
        assert any("Item 9" in text for text in await house.sent(staff)) == told


async def test_after_the_day_of_review_it_is_passed_on_as_before(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await switched_on(house, two)
    until = house.store.calendar.now().date() + timedelta(days=7)
    await house.wish(staff, measuring.KnowItem(client=client.id, answer=3, until=until), about=client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(days=9))
    await house.sent(staff)

    await house.wish(client, measuring.SafetyAnswered(instrument=PHQ9, answer=1))

    assert any("Item 9" in text for text in await house.sent(staff))


@pytest.mark.parametrize("opened", [True, False])
async def test_supervisors_hear_of_a_note_that_nobody_opened(
    house: Talking, two: tuple[Person, Person], *, opened: bool
) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    await switched_on(house, two)
    ticker = ticker_of(house)
    began = house.store.calendar.now()
    await house.wish(client, measuring.SafetyAnswered(instrument=PHQ9, answer=1))
    await forward(house, ticker, began + timedelta(hours=2))
    if opened:
        await house.say(staff, "client_log", args={"client": client.id}, about=client.id)

    await forward(house, ticker, began + timedelta(hours=25))

    assert any("has not been opened" in text for text in await house.sent(supervisor)) == (not opened)


async def test_not_safe_at_home_is_passed_on_to_therapist_and_supervisors(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    await give_contact(house, staff, client)
    await house.say(client, "not_safe_home")

    told = await house.sent_to_all()
    assert "Not safe at home" in told[staff.id]
    assert "Not safe at home" in told[supervisor.id]
    assert {task.state for task in await all_tasks(house, client)} == {TaskState.PAUSED}


async def test_who_does_not_share_is_passed_on_only_where_the_programme_says_so(store: Store) -> None:
    house = Talking(store, WITH_FORMS.model_copy(update={"safety_notices": False}))
    staff = await house.staff()
    client = await house.connected(staff)
    opened = wishes.OpenCourse(client=client.id, template="ipc6", sessions=6)
    await house.wish(staff, opened, about=client)
    await house.wish(client, AnswerConsent(part="share", answer=False, text_id="share", version=1))
    await house.sent(staff)

    await house.wish(client, measuring.SafetyAnswered(instrument=PHQ9, answer=3))

    assert not any("Item 9" in text for text in await house.sent(staff))
    reached: Reached = await house.read(client, Reached)
    assert not reached.notices


async def test_client_sees_the_number_after_both_have_looked_at_it(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await switched_on(house, two)
    await answer(house, client)
    before: MyNumbers = await house.read(client, MyNumbers)
    assert not before.measures[0].shown
    assert before.measures[0].total is None

    (session,) = await sessions(house, client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(session.meets_at + timedelta(hours=1))
    await house.wish(staff, wishes.LogSession(session=session.id, state="held"), about=client)

    after: MyNumbers = await house.read(client, MyNumbers)
    assert after.measures[0].total == 0


async def test_a_number_that_was_shown_stays_shown_in_the_next_course(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    await switched_on(house, two)
    await answer(house, client)
    (session,) = await sessions(house, client)
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(session.meets_at + timedelta(hours=1))
    await house.wish(staff, wishes.LogSession(session=session.id, state="held"), about=client)
    await house.wish(staff, wishes.EndCourse(client=client.id, how="finished"), about=client)
    opened = wishes.OpenCourse(client=client.id, template="maintenance", sessions=6)
    await house.wish(staff, opened, about=client, step="again")

    shown: MyNumbers = await house.read(client, MyNumbers)
    assert [one.shown for one in shown.measures] == [True]


async def test_own_weeks_are_drawn_from_the_second_mood_on_without_words_and_with_shown_totals_only(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await switched_on(house, two)
    joined: MyNumbers = await house.read(client, MyNumbers)
    assert joined.weeks is None
    await write(house, client, MoodReported(mood=4, link=Link.HARD, words=Said(text="Marisol called")))
    await write(house, client, MoodReported(mood=6), private=True)
    await answer(house, client)

    now: MyNumbers = await house.read(client, MyNumbers)
    drawn = now.weeks
    assert drawn is not None
    assert [one.mood for one in drawn.moods] == [7, 4, 6]
    assert drawn.totals == ()
    assert "Marisol" not in drawn.model_dump_json()


@pytest.mark.parametrize(("when", "shown"), [("at_once", True), ("never", False)])
async def test_client_sees_the_number_as_the_therapist_says(
    house: Talking, two: tuple[Person, Person], when: str, *, shown: bool
) -> None:
    staff, client = two
    await switched_on(house, two)
    await answer(house, client)
    await house.wish(staff, measuring.ShowNumbers.model_validate({"client": client.id, "when": when}), about=client)

    numbers: MyNumbers = await house.read(client, MyNumbers)
    assert numbers.measures[0].shown == shown


async def test_what_staff_read_aloud_is_the_clients_and_item_nine_goes_further(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    supervisor = await house.staff("Ruth", role="supervisor")
    entry = MeasureAnswered(
        instrument=PHQ9, language="en", form="f" * 16, given="read_aloud", answers=(0,) * 8 + (2,), total=2
    )
    await house.wish(staff, measuring.KeepReadAloud(client=client.id, answered=entry), about=client)

    async with house.store.read() as tx:
        (kept,) = await log.own(tx, client.id, kinds=("measure_answered",))
    assert kept.value["given"] == "read_aloud"
    assert any("read aloud" in text for text in await house.sent(supervisor))


async def test_staff_see_every_measure_with_its_doubts(house: Talking, two: tuple[Person, Person]) -> None:
    staff, client = two
    await switched_on(house, two, 14)

    plans: MeasurePlans = await house.read(staff, MeasurePlans, client=client.id)
    assert [(one.instrument, one.every_days) for one in plans.plans] == [("GAD-7", None), (PHQ9, 14)]
    other = await house.staff("Taras")
    with pytest.raises(NotFound):
        await house.read(other, MeasurePlans, client=client.id)


async def give_contact(house: Talking, staff: Person, client: Person) -> None:
    """Give a task that brings contact in a dispute, after somebody asked about safety."""
    await house.wish(staff, wishes.ChooseArea(client=client.id, area=Area.DISPUTE, agreed=True), about=client)
    await house.wish(staff, wishes.NoteSafety(client=client.id, answer=Safety.NO_CONCERN), about=client)
    words = OwnWords(said=Said(text="Ask Ana for tea"), language="en")
    await house.wish(staff, wishes.ProposeTask(client=client.id, words=words, room=True), about=client)
    await house.sent(staff)


async def all_tasks(house: Talking, client: Person) -> list[tasks.Task]:
    async with house.store.read() as tx:
        return await tasks.of_client(tx, client.id)

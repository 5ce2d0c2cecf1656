"""The brief in the house: what was written since the last meeting, nothing private, and every reading in the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows import course_wishes as wishes
from flows.brief import Brief
from flows.content.brief_lines import mood_line
from flows.entries import Link, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered, SafetyCardShown
from flows.measure_wishes import AskWorst
from flows.tools import HIDDEN_FROM_STAFF, Field, ToolKept
from flows.wishes import AnswerConsent
from locales.voice import voice_for
from storage import audit, courses, log, prompts
from storage.clocks import SetCalendar
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.looking import sessions
from tests.bot.talking import Talking


async def write(house: Talking, client: Person, *entries: object, private: bool = False) -> None:
    """Keep entries as if the client had just written them, an hour after the ones before."""
    assert isinstance(house.store.calendar, SetCalendar)
    for entry in entries:
        house.store.calendar.set(house.store.calendar.now() + timedelta(hours=1))
        async with house.store.write() as tx:
            await log.keep(
                tx, client=client.id, run=None, step=f"at {tx.now}", turn=0, kind=entry.kind,  # type: ignore[attr-defined]  # each is an entry
                value=entry.model_dump(mode="json"), private=private,  # type: ignore[attr-defined]  # the same
            )  # fmt: skip


async def brief(house: Talking, two: tuple[Person, Person]) -> Brief:
    staff, client = two
    found = await house.read(staff, Brief, client=client.id)
    assert isinstance(found, Brief)
    return found


def exchange(name: str) -> ToolKept:
    return ToolKept(tool="exchange", record="r1", fields=(Field(name="who", said=Said(text=name)),))


def person(name: str, shown: str) -> ToolKept:
    fields = (Field(name="name", said=Said(text=name)), Field(name=HIDDEN_FROM_STAFF, code=shown))
    return ToolKept(tool="my_people", record=name, fields=fields)


async def hold(house: Talking, two: tuple[Person, Person]) -> None:
    session = (await sessions(house, two[1]))[-1]
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(max(house.store.calendar.now(), session.meets_at + timedelta(hours=1)))
    held = wishes.LogSession(session=session.id, state="held", same_next=True)
    await house.wish(two[0], held, about=two[1], step=f"held {session.id}")


async def test_what_was_written_since_the_meeting_is_new_and_the_rest_is_the_line(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await write(house, two[1], MoodReported(mood=6))
    await hold(house, two)
    await write(
        house, two[1], MoodReported(mood=4, link=Link.HARD, words=Said(text="A call")), Raised(words=Said(text="Rent"))
    )

    found = await brief(house, two)
    assert [(one.mood, one.new) for one in found.moods] == [(7, False), (6, False), (4, True)]
    assert found.moods[-1].words == Said(text="A call")
    assert [one.value["words"]["text"] for one in found.raised] == ["Rent"]
    assert (found.number, found.of) == (2, 6)
    assert found.meetings == (found.since,)


async def test_the_lowest_mood_is_asked_for_once_staff_say_so_and_stands_beside_its_mood(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await house.wish(two[0], AskWorst(client=two[1].id, on=True), about=two[1], step="worst")
    async with house.store.read() as tx:
        course = await courses.current(tx, two[1].id)
    assert course is not None
    assert course.facts.worst
    await write(house, two[1], MoodReported(mood=6, worst=2))

    found = await brief(house, two)
    assert (found.moods[-1].mood, found.moods[-1].worst) == (6, 2)
    assert "6 of 10, lowest 2" in voice_for("en").text(mood_line(found.moods[-1]))


async def test_words_stand_on_it_where_the_number_was_left_out(house: Talking, two: tuple[Person, Person]) -> None:
    words = Said(text="A call")
    await write(house, two[1], MoodReported(mood=None, link=Link.HARD, words=words), MoodReported(mood=None))

    found = await brief(house, two)
    assert [one.words for one in found.moods if one.mood is None] == [words]
    assert [one.mood for one, _number in found.numbered] == [7]
    shown = voice_for("en").text(mood_line(found.moods[-1]))
    assert "no number" in shown
    assert "something hard" in shown
    assert "A call" in shown


async def test_safety_stands_apart_and_item_nine_beside_its_total(house: Talking, two: tuple[Person, Person]) -> None:
    answers = (1, 1, 1, 1, 1, 1, 1, 1, 2)
    await write(
        house, two[1],
        MeasureAnswered(instrument="PHQ-9", language="en", form="a", answers=answers, total=10),
        SafetyCardShown(why="item9", answer=2, text="item9_card", version=1, language="en"),
    )  # fmt: skip

    found = await brief(house, two)
    assert [one.kind for one in found.safety] == ["safety_card_shown"]
    assert [(one.total, one.item9) for one in found.totals] == [(10, 2)]


async def test_private_entries_and_hidden_people_never_stand_on_it(house: Talking, two: tuple[Person, Person]) -> None:
    await write(house, two[1], person("Petro", "no"), Raised(words=Said(text="secret")), private=True)
    await write(house, two[1], exchange("Petro"))
    await write(
        house, two[1], ToolKept(tool="exchange", record="r2", fields=(Field(name="who", said=Said(text="Olha")),))
    )

    found = await brief(house, two)
    assert found.people == ("Olha",)
    assert "secret" not in found.model_dump_json()


async def test_every_reading_is_in_the_audit_and_named_at_the_next(house: Talking, two: tuple[Person, Person]) -> None:
    assert (await brief(house, two)).opened_on is None
    assert (await brief(house, two)).opened_on is not None

    async with house.store.read() as tx:
        assert [deed.deed for deed in await audit.of(tx, two[1].id)].count("read_log") == 2


async def test_nothing_is_read_of_a_client_who_does_not_share(house: Talking, two: tuple[Person, Person]) -> None:
    await write(house, two[1], MoodReported(mood=6))
    await house.wish(two[1], AnswerConsent(part="share", answer=False, text_id="share", version=1))

    found = await brief(house, two)
    assert not found.shares
    assert found.moods == ()


async def test_another_therapist_finds_nobody(house: Talking, two: tuple[Person, Person]) -> None:
    other = await house.staff("Ruth")

    with pytest.raises(NotFound):
        await brief(house, (other, two[1]))


async def test_check_in_that_nobody_answered_is_a_gap(house: Talking, two: tuple[Person, Person]) -> None:
    before = await brief(house, two)
    async with house.store.write() as tx:
        (prompt,) = [one for one in await prompts.of_client(tx, two[1].id) if one.flow == "check_in"]
        await prompts.deliver(tx, prompt, "one", "missed", due_at=tx.now)
        await prompts.deliver(tx, prompt, "two", "answered", due_at=tx.now)

    found = await brief(house, two)
    assert before.gaps == ()
    assert found.gaps == (found.today,)
    assert found.first_check_in is not None

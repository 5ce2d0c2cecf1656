"""A study: offered from the third check-in on, three times at most, and only where the programme names one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.programme_files import load_programme
from flows.entries import MoodReported
from flows.programme import Programme, ProgrammeRefused, programme_from
from flows.questions import Pressed
from flows.readings import CurrentPlan, Place
from storage import consents
from storage.persons import Person
from tests.bot.course.test_brief import write
from tests.bot.talking import Talking

STUDY = {"name": "Reminders", "about": {"en": "How often people answer."}, "contact": "Dr Roe, 000 444"}


def with_study(**changes: object) -> Programme:
    plain = {
        "name": "Harbour", "country": "Lumenia (invented)", "fictional": True, "zone": "Europe/Berlin",
        "emergency_number": "000", "study": {**STUDY, **changes},
        "helplines": [
            {"name": "A line", "number": "000 000 111", "checked_on": date(2026, 1, 15), "checked_by": "Ruth"}
        ],
    }  # fmt: skip
    return programme_from(plain)


async def told(house: Talking, client: Person, check_ins: int) -> None:
    for _one in range(check_ins):  # joining has told one mood already
        await write(house, client, MoodReported(mood=5))


@pytest.mark.parametrize(("check_ins", "offered"), [(1, False), (2, True), (4, True), (5, False)])
async def test_study_is_offered_from_the_third_check_in_on_and_not_for_ever(
    house: Talking, two: tuple[Person, Person], check_ins: int, offered: bool
) -> None:
    there = Talking(house.store, with_study())
    await told(house, two[1], check_ins)

    assert (await there.read(two[1], CurrentPlan)).study_now is offered


async def test_without_a_study_nothing_is_offered(house: Talking, two: tuple[Person, Person]) -> None:
    await told(house, two[1], 2)

    assert not (await house.read(two[1], CurrentPlan)).study_now
    assert (await house.read(two[1], Place)).study is None


@pytest.mark.parametrize("answer", ["yes", "no"])
async def test_an_answer_is_kept_and_ends_the_offer(house: Talking, two: tuple[Person, Person], answer: str) -> None:
    there = Talking(house.store, with_study())
    await told(house, two[1], 2)
    await there.say(two[1], "study", Pressed(answer))

    assert not (await there.read(two[1], CurrentPlan)).study_now
    async with house.store.read() as tx:
        assert (await consents.standing(tx, two[1].id))["research"] is (answer == "yes")


def test_study_without_words_is_refused() -> None:
    with pytest.raises(ProgrammeRefused, match=r"study\.about"):
        with_study(about={})


def test_the_invented_programme_has_no_study() -> None:
    assert load_programme().study is None

"""What stands on the picture of the weeks beside moods: what has a day, in the client's own words, and nothing else."""

from __future__ import annotations

import pytest

from flows.course_entries import TaskReviewed
from flows.entries import Link, MomentsTold, MoodReported, Said
from flows.tools import Field, ToolKept
from storage.persons import Person
from tests.bot.course.test_brief import brief, write
from tests.bot.talking import Talking


@pytest.fixture
def dialect() -> str:
    """Look at one database: what is shown is the same from both."""
    return "sqlite"


def kept(tool: str, record: str, *, version: int = 1, removed: bool = False, **words: str) -> ToolKept:
    fields = tuple(Field(name=name, said=Said(text=text)) for name, text in words.items())
    return ToolKept(tool=tool, record=record, version=version, removed=removed, fields=fields)


async def test_events_are_what_was_told_of_a_day(house: Talking, two: tuple[Person, Person]) -> None:
    await write(
        house, two[1],
        MomentsTold(best=Said(text="The lake"), hardest=Said(voice="v", seconds=3)),
        kept("moment", "a", what="Door"), kept("moment", "a", version=2, what="The door"),
        kept("moment", "b", what="Gone"), kept("moment", "b", version=2, removed=True),
        kept("timeline", "t", what="A letter"), kept("timeline", "u", what="The move", when="spring, years ago"),
        kept("exchange", "x", want="Rent"),
    )  # fmt: skip

    assert [one.words for one in (await brief(house, two)).events] == ["The lake", "The door", "A letter"]


async def test_tasks_are_tried_or_not_and_words_have_numbers(house: Talking, two: tuple[Person, Person]) -> None:
    await write(
        house, two[1],
        *[TaskReviewed(task="t", tried=tried) for tried in ("done", "part", "not_yet", "decided_not", "not_safe")],
        MoodReported(mood=3), MoodReported(mood=4, link=Link.GOOD), MoodReported(mood=5, words=Said(text="Rain")),
    )  # fmt: skip

    found = await brief(house, two)
    assert [one.tried for one in found.told] == [True, True, False, False, False]
    assert [one.pin for one in found.moods if one.mood in (3, 4, 5)] == [0, 1, 2]

"""What a client hides later is hidden everywhere: in what staff read, on the plan, in supervision and in an export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.exports.fhir import bundle_of
from bot.exports.own_copy import copy_of
from bot.readings.asked import Look
from bot.readings.shown import hidden_people, records_of
from bot.web.log.looks import Sought, log_of, records_for, weeks_for
from flows.brief import Brief
from flows.course_readings import ClientCard
from flows.ending_readings import EndingCard
from flows.entries import Said
from flows.readings import ClientLog
from flows.supervision import Queue
from flows.supervision_wishes import MarkEntry
from flows.tool_readings import ToolKnown
from flows.tools import HIDDEN_FROM_STAFF, Field, ToolKept
from locales.voice import voice_for
from storage import log
from tests.bot.course.test_brief import exchange, person, write
from tests.bot.talking import Talking, known

if TYPE_CHECKING:
    from storage.persons import Person

NAME, SECRET = "Petrocanary", "Wordscanary"


def petro(version: int, answer: str, name: str = NAME) -> ToolKept:
    fields = (
        Field(name="name", said=Said(text=name)), Field(name="circle", code="outer"),
        Field(name="hard", said=Said(text=SECRET)), Field(name=HIDDEN_FROM_STAFF, code=answer),
    )  # fmt: skip
    return ToolKept(tool="my_people", record="p", version=version, fields=fields)


def gone(tool: str, version: int, record: str = "p") -> ToolKept:
    return ToolKept(tool=tool, record=record, version=version, removed=True)


def told(tool: str, version: int, field: str) -> ToolKept:
    return ToolKept(tool=tool, record="p", version=version, fields=(Field(name=field, said=Said(text=SECRET)),))


async def all_that_staff_see(house: Talking, two: tuple[Person, Person]) -> str:
    """Give everything that a therapist is shown of a client, wherever it is shown."""
    staff, client = two
    seen = [
        await house.read(staff, model, client=client.id, words="yes", plan="yes")
        for model in (Brief, ClientLog, EndingCard, ClientCard)
    ]
    seen.append(await house.read(staff, Queue))
    async with house.store.write() as tx:
        look, reader = Look(tx, house.programme), await known(tx, staff.id)
        found = await log_of(look, reader, client.id, Sought(), voice_for("en"))
        weeks = await weeks_for(look, reader, client.id, None)
        assert weeks is not None
        people = await records_for(look, reader, client.id, "my_people") or ()
        bundle = await bundle_of(look, client.id, made_for=reader)
    pages = [*found.entries, *weeks.events, *[entry for _on, entries in weeks.weeks for entry in entries], *people]
    return json.dumps(bundle) + "".join(one.model_dump_json() for one in (*seen, *pages) if one is not None)


async def marked(house: Talking, two: tuple[Person, Person]) -> None:
    """Let the therapist mark what was written last for supervision."""
    async with house.store.read() as tx:
        last = (await log.own(tx, two[1].id))[-1]
    await house.wish(two[0], MarkEntry(client=two[1].id, entry=last.id), about=two[1])


@pytest.mark.parametrize(
    "versions",
    [
        (petro(1, "yes"), petro(2, "no"), gone("my_people", 3)),
        (told("timeline", 1, "what"), told("timeline", 2, "what"), gone("timeline", 3)),
        (told("memories_before", 1, "good"), told("memories_before", 2, "good"), gone("memories_before", 3)),
        (told("plan_signs", 1, "own"), told("plan_signs", 2, "own"), gone("plan_signs", 3)),
    ],
    ids=lambda versions: versions[0].tool,
)
async def test_what_is_hidden_later_or_taken_away_is_shown_nowhere_any_more(
    house: Talking, two: tuple[Person, Person], versions: tuple[ToolKept, ToolKept, ToolKept]
) -> None:
    shown, hidden, removed = versions
    await write(house, two[1], shown)
    await marked(house, two)
    assert SECRET in await all_that_staff_see(house, two)

    for later in (hidden, removed):
        await write(house, two[1], later, private=True)
        seen = await all_that_staff_see(house, two)
        assert SECRET not in seen
        assert NAME not in seen
    async with house.store.read() as tx:
        own = json.dumps(await copy_of(tx, await known(tx, two[1].id)))
    assert own.count(SECRET) == 2


async def test_what_was_taken_away_in_the_open_leaves_that_alone(house: Talking, two: tuple[Person, Person]) -> None:
    await write(house, two[1], petro(1, "yes"), gone("my_people", 2))
    seen = await all_that_staff_see(house, two)

    assert SECRET not in seen
    assert '"removed":true' in seen


async def test_hidden_name_stays_out_of_what_else_was_written_when_the_person_is_taken_away_or_renamed(
    house: Talking, two: tuple[Person, Person]
) -> None:
    _staff, client = two
    await write(house, client, exchange(NAME))
    assert NAME in await all_that_staff_see(house, two)
    await write(house, client, petro(1, "no"), petro(2, "no", name="Tato"), private=True)
    assert NAME not in await all_that_staff_see(house, two)
    await write(house, client, gone("my_people", 3), private=True)
    assert NAME not in await all_that_staff_see(house, two)

    mine: ToolKnown = await house.read(client, ToolKnown, tool="exchange")
    assert mine.people == ()
    await write(house, client, person(NAME.lower(), "yes"))
    assert NAME in await all_that_staff_see(house, two)


async def test_somebody_who_is_shown_again_is_hidden_no_more(house: Talking, two: tuple[Person, Person]) -> None:
    await write(house, two[1], exchange(NAME))
    await write(house, two[1], petro(1, "no"), private=True)
    await write(house, two[1], petro(2, "yes"))

    assert NAME in await all_that_staff_see(house, two)
    async with house.store.read() as tx:
        assert hidden_people(await log.own(tx, two[1].id)) == ()


async def test_last_version_stands_whatever_came_first_and_what_was_taken_away_does_not(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await write(house, two[1], told("moment", 2, "what"), told("moment", 1, "how"), gone("moment", 1, "q"))
    async with house.store.read() as tx:
        (stands,) = records_of(await log.own(tx, two[1].id), "moment")

    assert (stands.version, [field.name for field in stands.fields]) == (2, ["what"])

"""What is counted for staff: moments by person, contacts, two views of a dispute; nothing private, nobody hidden, nothing concluded."""

from __future__ import annotations

from datetime import timedelta

from flows import course_wishes as wishes
from flows.content.brief_lines import brief_sections
from flows.course import Area, Stage
from flows.entries import Said
from flows.tools import Field, ToolKept
from locales.voice import voice_for
from storage.clocks import SetCalendar
from storage.persons import Person
from tests.bot.course.test_brief import brief, person, write
from tests.bot.talking import Talking


def kept(tool: str, record: str, *, version: int = 1, who: str | None = None, **codes: str) -> ToolKept:
    named = (Field(name="who", said=Said(text=who)),) if who else ()
    fields = (*named, *(Field(name=name, code=code) for name, code in codes.items()))
    return ToolKept(tool=tool, record=record, version=version, fields=fields)


async def counted(house: Talking, two: tuple[Person, Person]) -> list[str]:
    voice = voice_for("en")
    parts = brief_sections(await brief(house, two))
    return [voice.text(line) for part in parts for line in part.lines if "of 10" not in voice.text(line)]


async def test_moments_are_counted_by_person(house: Talking, two: tuple[Person, Person]) -> None:
    kinds = [("Ana", "good"), ("Ana", "hard"), ("Ana", "hard"), ("Ivan", "good")]
    moments = [kept("moment", f"r{n}", who=name, which=kind) for n, (name, kind) in enumerate(kinds)]
    await write(house, two[1], *moments)

    assert {"Moments with Ana: good 1, hard 2", "Moments with Ivan: good 1, hard 0"} <= set(await counted(house, two))


async def test_what_is_private_or_of_somebody_hidden_is_not_counted(house: Talking, two: tuple[Person, Person]) -> None:
    await write(house, two[1], person("Ana", "no"), kept("moment", "r1", who="Ana", which="hard"))
    await write(house, two[1], kept("moment", "r2", who="Ivan", which="hard"))
    await write(house, two[1], kept("moment", "r2", version=2, who="Ivan", which="hard"), private=True)
    await write(house, two[1], kept("moment", "r3", who="Zoe", which="hard"), private=True)

    counts = (await brief(house, two)).counts

    assert counts.moments == ()


async def test_contacts_are_counted_and_the_closest_apart(house: Talking, two: tuple[Person, Person]) -> None:
    ana = ToolKept(
        tool="my_people", record="p", fields=(Field(name="name", said=Said(text="Ana")), Field(name="circle", code="closest"))
    )  # fmt: skip
    await write(house, two[1], kept("encounters", "old", who="Ana"))
    assert isinstance(house.store.calendar, SetCalendar)
    house.store.calendar.set(house.store.calendar.now() + timedelta(weeks=5))
    await write(house, two[1], ana, *[kept("encounters", who, who=who) for who in ("Ana", "the baker", "Ivan")])

    assert "Contacts: 3, of these in the closest circle: 1" in await counted(house, two)


async def test_stage_and_the_clients_own_view_stand_beside_each_other_and_nothing_compares_them(
    house: Talking, two: tuple[Person, Person]
) -> None:
    staff, client = two
    chosen = wishes.ChooseArea(client=client.id, area=Area.DISPUTE, stage=Stage.RENEGOTIATION, agreed=True)
    await write(house, client, kept("where_we_stand", "r1", stand="talking"))
    await house.wish(staff, chosen, about=client)
    await write(house, client, kept("where_we_stand", "r2", stand="stuck"))

    (views,) = [part for part in brief_sections(await brief(house, two)) if part.title.msgid == "Dispute, two views"]
    mine, theirs = [voice_for("en").text(line) for line in views.lines]

    assert mine.startswith("Stage, set on ")
    assert mine.endswith(": Renegotiation")
    assert theirs.startswith("The client's own view, ")
    assert theirs.endswith(": Stuck, not talking")


async def test_without_a_stage_or_a_view_there_is_nothing_to_put_side_by_side(
    house: Talking, two: tuple[Person, Person]
) -> None:
    await write(house, two[1], kept("where_we_stand", "r1", stand="stuck"))

    assert (await brief(house, two)).counts.views is None

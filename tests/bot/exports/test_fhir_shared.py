"""A therapist's bundle holds what the client shares and nothing else; the client's own holds everything of theirs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.exports.fhir import bundle_of
from bot.programme_files import shipped_forms
from bot.readings.asked import Look
from flows import course_wishes as wishes
from flows.agreed import OwnWords, TaskFacts, TaskPlan
from flows.course import Area, Safety
from flows.entries import Entry, MoodReported, Raised, Said
from flows.tools import Field, ToolKept
from flows.wishes import AnswerConsent
from storage import audit, consents, courses, log, persons, prompts, tasks
from storage.base import Store
from storage.errors import NotFound
from storage.persons import Person
from tests.bot.course.world import World
from tests.bot.exports.bundles import loose_ends, of_kind, undefined
from tests.bot.exports.judging import in_python
from tests.bot.exports.told import measured
from tests.bot.talking import PROGRAMME, known

SHARED, PRIVATE, OTHER, HIDDEN, NICKNAME = "sharedcanary", "privatecanary", "othercanary", "Hiddencanary", "Nickcanary"
PROGRAMME_HERE = PROGRAMME.model_copy(update={"forms": shipped_forms()})


@dataclass
class Told(World):
    """A client who told some things, some of them for themselves alone; and another client of the same therapist."""

    other: Person = field(init=False)

    async def begin(self) -> None:
        """Let both meet, agree on a task, and tell."""
        self.therapist = await self.staff()
        self.client, self.other = await self.sharing(NICKNAME), await self.sharing("Marko")
        async with self.store.write() as tx:
            course = await courses.begin(tx, self.client.id, template="ipc6", sessions=6)
            await courses.change(tx, course, course.facts.model_copy(update={"area": Area.GRIEF}))
            await tasks.propose(tx, course, facts(), agreed=True)
            prompt = await prompts.plan_prompt(
                tx,
                client=self.client.id,
                flow="hard_date",
                spec="{}",
                zone="UTC",
                next_due_at=None,
                next_slot=None,
                grace=0,
            )
            await prompts.deliver(tx, prompt, "2026-03-02/10:00", "answered")
        await self.staff_wish(wishes.NoteSafety(client=self.client.id, answer=Safety.CONCERN))
        await self.tell(self.other, Raised(words=Said(text=OTHER)))
        await self.tell_all()

    async def sharing(self, nickname: str) -> Person:
        """Give a client of the therapist who has said yes to keeping and sharing."""
        made = await persons.new_person(self.store)
        async with self.store.write() as tx:
            await persons.add(
                tx, id=made, face="client", role="client", state="active", zone="Europe/Kyiv", name=nickname
            )
            await persons.link(tx, made, self.therapist.id, "therapist")
            for part in ("store", "share"):
                await consents.answer(tx, made, part, answer=True, text_id="keep_and_show", version=1, language="uk")
            return await known(tx, made)

    async def tell_all(self) -> None:
        """Tell things that are shared, and things that are not."""
        await self.tell(self.client, measured("PHQ-9", (1, 2, 3, 0, 1, 2, 3, 0, 1)))
        await self.tell(self.client, MoodReported(mood=3, words=Said(text=SHARED)))
        await self.tell(self.client, Raised(words=Said(text=PRIVATE)), private=True)
        await self.tell(self.client, measured("GAD-7", (3,) * 7), private=True)
        first = ToolKept(tool="interests", record="a", fields=(words(f"{PRIVATE} first"),))
        await self.tell(self.client, first)
        changed = {"version": 2, "fields": (words(f"{PRIVATE} later"),)}
        await self.tell(self.client, first.model_copy(update=changed), private=True)
        hides = (Field(name="name", said=Said(text=HIDDEN)), Field(name="shown", code="no"))
        await self.tell(self.client, ToolKept(tool="my_people", record="b", fields=hides), private=True)
        names = (Field(name="who", said=Said(text=HIDDEN)), words(f"{SHARED} exchange"))
        await self.tell(self.client, ToolKept(tool="exchange", record="c", fields=names))

    async def tell(self, client: Person, told: Entry, *, private: bool = False) -> None:
        """Keep something as told by a client."""
        self.steps += 1
        async with self.store.write() as tx:
            await log.keep(
                tx, client=client.id, run=None, step=f"told{self.steps}", turn=0, kind=told.kind,
                value=told.model_dump(mode="json"), private=private,
            )  # fmt: skip

    async def bundle(self, reader: Person) -> Any:
        """Give the bundle of the client as somebody may have it."""
        async with self.store.write() as tx:
            return await bundle_of(Look(tx, self.programme), self.client.id, made_for=reader)


def words(text: str) -> Field:
    """Give a field with own words."""
    return Field(name="words", said=Said(text=text))


def facts() -> TaskFacts:
    """Give a task in words that the client changed, with a plan that nobody but them has seen."""
    mine = OwnWords(said=Said(text=f"{PRIVATE} task"), language="en")
    plan = TaskPlan(on=date(2026, 3, 5), time="17:00", who=Said(text=f"{PRIVATE} aunt"))
    return TaskFacts(words=mine, reworded=True, plan=plan)


@pytest.fixture
async def world(store: Store) -> Told:
    made = Told(store, PROGRAMME_HERE)
    await made.begin()
    return made


async def test_nothing_private_and_nobody_else_is_in_a_therapists_bundle(world: Told) -> None:
    made = await world.bundle(world.therapist)

    text = json.dumps(made, ensure_ascii=False)
    assert text.count(SHARED) == 2
    for canary in (PRIVATE, OTHER, HIDDEN, NICKNAME, world.other.id, "hard_date", "note_safety"):
        assert canary not in text
    assert [one["questionnaire"].split("/")[-1][:5] for one in of_kind(made, "QuestionnaireResponse")] == ["PHQ-9"]
    assert (loose_ends(made), undefined(made), in_python(made)) == (set(), set(), [])


async def test_a_clients_own_bundle_holds_all_of_theirs_and_nothing_of_others(world: Told) -> None:
    made = await world.bundle(world.client)

    text = json.dumps(made, ensure_ascii=False)
    for kept in (SHARED, f"{PRIVATE} later", f"{PRIVATE} task", f"{PRIVATE} aunt", HIDDEN, NICKNAME):
        assert kept in text
    for absent in (
        OTHER,
        world.other.id,
        f"{PRIVATE} first",
        "note_safety",
        "grief",
    ):  # nobody has agreed on an area yet
        assert absent not in text
    assert (loose_ends(made), undefined(made), in_python(made)) == (set(), set(), [])


async def test_whoever_does_not_care_for_the_client_finds_nothing(world: Told) -> None:
    for stranger in (await world.staff("Petro"), await world.staff("Ruth", role="supervisor"), world.other):
        with pytest.raises(NotFound):
            await world.bundle(stranger)


async def test_without_sharing_nothing_that_the_client_told_is_there(world: Told) -> None:
    await world.client_wish(AnswerConsent(part="share", answer=False, text_id="keep_and_show", version=1))

    made = await world.bundle(world.therapist)

    assert "canary" not in json.dumps(made)
    assert of_kind(made, "Observation") == of_kind(made, "QuestionnaireResponse") == []
    assert in_python(made) == []


async def test_every_answer_to_a_consent_stays_and_the_last_one_stands(world: Told) -> None:
    await world.client_wish(AnswerConsent(part="share", answer=False, text_id="keep_and_show", version=1))

    given = of_kind(await world.bundle(world.client), "Consent")

    shares = [one for one in given if one["category"][1]["coding"][0]["code"] == "share"]
    assert [(one["status"], one["provision"]["type"]) for one in shares] == [("inactive", "permit"), ("active", "deny")]
    assert all(one["policyRule"]["coding"][0]["version"] == "1" for one in given)


async def test_the_client_sees_that_their_therapist_took_a_copy(world: Told) -> None:
    await world.bundle(world.therapist)

    async with world.store.read() as tx:
        deeds = [(one.deed, one.actor) for one in await audit.of(tx, world.client.id)]
    assert {("read_log", world.therapist.id), ("export_fhir", world.therapist.id)} <= set(deeds)
    events = of_kind(await world.bundle(world.client), "AuditEvent")
    assert {one["subtype"][0]["code"] for one in events} >= {"read_log", "export_fhir"}


async def test_a_problem_area_is_named_to_staff_and_to_the_client_once_both_have_spoken(world: Told) -> None:
    assert '"grief"' in json.dumps(await world.bundle(world.therapist))

    await world.staff_wish(wishes.ChooseArea(client=world.client.id, area=Area.GRIEF, agreed=True))

    assert '"grief"' in json.dumps(await world.bundle(world.client))

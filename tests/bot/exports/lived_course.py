"""What must hold of the bundles of somebody who has lived through a whole course."""

from __future__ import annotations

from typing import Any

from bot.exports.fhir import bundle_of
from bot.readings.asked import Look
from flows.entries import Entry, MoodReported, Raised, Said
from flows.measure_entries import MeasureAnswered
from flows.tools import ToolKept
from storage import log
from tests.bot.course.world import World
from tests.bot.exports.bundles import canonicals, loose_ends, observed, of_kind, recomputed, strings, undefined
from tests.bot.exports.judging import JUDGES, judged
from tests.bot.exports.told import measured

SECRET = "a secret of mine"
KINDS = {
    "Patient", "Device", "Questionnaire", "QuestionnaireResponse", "Observation", "CarePlan", "Goal", "Task",
    "Communication", "Consent", "AuditEvent", "Provenance", "CodeSystem",
}  # fmt: skip


async def fhir_holds(world: World) -> None:
    """Hold both bundles to three judges, to a reader of our own, and to the log."""
    await tell_more(world)
    look_at = (("own", await world.fresh(world.client)), ("shared", world.therapist))
    async with world.store.write() as tx:
        made = {
            name: await bundle_of(Look(tx, world.programme), world.client.id, made_for=who) for name, who in look_at
        }
        kept = await log.own(tx, world.client.id)
        assert_totals(made["own"], kept)
        assert_words(made["own"], kept)
        assert_private_stays_private(made["shared"], kept)
    for bundle in made.values():
        assert (loose_ends(bundle), canonicals(bundle), undefined(bundle)) == (set(), set(), set())
        assert {one["resource"]["resourceType"] for one in bundle["entry"]} == KINDS
    assert {name: dict(verdict) for name, verdict in judged(made).items()} == {
        name: {judge: [] for judge in JUDGES} for name in made
    }


async def tell_more(world: World) -> None:
    """Tell what the first answer to every question never is: numbers, gaps, other scripts, a voice, a secret."""
    told: list[tuple[Entry, bool]] = [
        (measured("PHQ-9", (3, 2, 1, 0, 3, 2, 1, 0, 2), difficulty=3), False),
        (measured("PHQ-9", (1, None, 1, 1, 1, 1, 1, 1, None), "uk"), False),
        (measured("GAD-7", (0, 1, 2, 3, 0, 1, 2), "ar", difficulty=1), False),
        (
            MoodReported(
                mood=None, words=Said(text="Добре\u00a0\u2014 \u0628\u062e\u064a\u0631 \U0001f33f\n<b>&amp;</b>")
            ),
            False,
        ),
        (MoodReported(mood=10, words=Said(voice="file", seconds=9)), False),
        (measured("PHQ-9", (3,) * 9), True),
        (Raised(words=Said(text=SECRET)), True),
    ]
    async with world.store.write() as tx:
        for number, (one, private) in enumerate(told):
            await log.keep(
                tx, client=world.client.id, run=None, step=f"more{number}", turn=0, kind=one.kind,
                value=one.model_dump(mode="json"), private=private,
            )  # fmt: skip


def assert_totals(bundle: Any, kept: list[log.Entry]) -> None:
    """Three ways to the same numbers: a stranger's sum of the answer codes, the bundle's totals, and ours."""
    ours = [one.value["total"] for one in kept if one.kind == MeasureAnswered.kind]
    assert {14, None, 9} <= set(ours)
    assert [*recomputed(bundle).values()] == ours
    assert observed(bundle) == {id_: total for id_, total in recomputed(bundle).items() if total is not None}


def assert_words(bundle: Any, kept: list[log.Entry]) -> None:
    """Every word that stands in the log stands in the client's own bundle."""
    standing = {(one.value["tool"], one.value["record"]): one for one in kept if one.kind == ToolKept.kind}
    told = [one.value for one in (*standing.values(), *(one for one in kept if one.kind != ToolKept.kind))]
    words = {said["text"] for value in told if not value.get("removed") for said in spoken(value) if said["text"]}
    there = "\n".join(strings(bundle))
    assert words
    assert {text for text in words if text not in there} == set()


def spoken(value: Any) -> list[dict[str, Any]]:
    """Give all own words inside an entry."""
    if isinstance(value, dict):
        inner = [said for one in value.values() for said in spoken(one)]
        return [value, *inner] if value.keys() >= {"text", "voice", "seconds"} else inner
    return [said for one in value for said in spoken(one)] if isinstance(value, list) else []


def assert_private_stays_private(bundle: Any, kept: list[log.Entry]) -> None:
    """No entry that the client keeps for themself is in the bundle of staff, nor the client's name."""
    ids = {
        one["id"].replace("-", "") for kind in ("Observation", "QuestionnaireResponse") for one in of_kind(bundle, kind)
    }
    assert not {one.id for one in kept if one.private} & ids
    assert SECRET not in set(strings(bundle))
    assert SECRET in {one.value["words"]["text"] for one in kept if one.kind == Raised.kind}
    assert "name" not in of_kind(bundle, "Patient")[0]

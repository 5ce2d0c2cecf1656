"""
What a client told, as Observations with codes of our own: a mood, a task looked at, whatever was written with a tool.

Own words stand there exactly as they came.  A voice note cannot stand in a file of text: its place says so.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.exports.fhir_codes import ASKED, DECLINED, UNSUPPORTED
from bot.exports.fhir_people import subject
from bot.exports.fhir_shapes import Code, Resource, concept, in_words, moment, own, plain, ref, uuid_of, whole
from bot.exports.records import Records
from bot.readings.shown import newest
from flows.course_entries import NOT_BY_CLIENT
from flows.entries import MoodReported, RunUnfinished
from flows.measure_entries import MeasureAnswered
from flows.questions import Json
from flows.tools import ToolKept
from storage.log import Entry

# What staff did stands in the plans, as far as there is more to say; the others are resources of their own, or not finished.
ELSEWHERE = (*NOT_BY_CLIENT, MeasureAnswered.kind, RunUnfinished.kind)
BY_THE_HOUSE = ("safety_card_shown", "task_paused")
PLAN = "plan_"
IDS = frozenset({"task", "session", "contact", "record", "tool", "version", "first", "after", "removed"})
SAID = frozenset({"text", "voice", "seconds"})
NAME = ".name"  # of a person, in the client's words
CHOICE = re.compile(r"[a-zA-Z0-9_-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Part = dict[str, Json]


def accounts(records: Records) -> list[Resource]:
    """Give everything that the client told, oldest first; of a record that was changed the last version."""
    last = {one.id for one in newest(records.entries).values()}
    told = (one for one in records.entries if one.kind not in ELSEWHERE)
    return [account(records, one) for one in told if one.kind != ToolKept.kind or (one.id in last and stands(one))]


def stands(one: Entry) -> bool:
    """Say whether a record was not taken away, and is no part of the plan for staying well, which has a place of its own."""
    return not one.value["removed"] and not one.value["tool"].startswith(PLAN)


def account(records: Records, one: Entry) -> Resource:
    """Give one thing that the client told; a task that it is about is named."""
    value = dict(one.value)
    mood = value.pop("mood", None) if one.kind == MoodReported.kind else None
    tasks = {task.id for task in records.tasks}
    about = value.get("task")
    return whole(
        "Observation", uuid_of(one.id), status="amended" if one.changed else "final", category=[concept(ASKED)],
        code=concept(*codes_of(one)), subject=ref(subject(records)),
        focus=[ref(uuid_of(about))] if about in tasks else None,
        effectiveDateTime=moment(one.at, records.client.zone), performer=told_by(records, one),
        valueInteger=mood, dataAbsentReason=concept(DECLINED) if one.kind == MoodReported.kind and mood is None else None,
        component=[*parts(value.get("tool") or one.kind, fields_of(one, value))],
    )  # fmt: skip


def told_by(records: Records, one: Entry) -> list[Json]:
    """Name the client where it was they who told; a goodbye may be the therapist's."""
    ours = one.kind in BY_THE_HOUSE or one.value.get("by") == "staff"
    return [] if ours else [ref(subject(records))]


def codes_of(one: Entry) -> Iterable[Code]:
    """Give the kind of an entry, and the tool that it was written with."""
    yield own("account", one.kind)
    tool = one.value.get("tool")
    if tool is not None:
        yield own("tool", tool)


def fields_of(one: Entry, value: dict[str, Json]) -> dict[str, Json]:
    """Give what was told by the names of its parts; the fields of a tool are those of its questions."""
    return {"fields": value["fields"]} if one.kind == ToolKept.kind else value


def parts(told: str, value: dict[str, Json]) -> Iterable[Part]:
    """Give each part of what was told."""
    if "fields" in value:
        for field in value["fields"]:
            yield from leaves(f"{told}.{field['name']}", {name: field[name] for name in ANSWERS})
        return
    for name, inner in value.items():
        if name not in IDS:
            yield from leaves(f"{told}.{name}", inner)


ANSWERS = ("said", "code", "number", "on")


def leaves(code: str, value: Json) -> Iterable[Part]:
    """Give the parts of a value: own words, codes, numbers and days, each under its own code."""
    if isinstance(value, dict) and value.keys() >= SAID:
        yield from spoken(code, value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(code if name in ANSWERS else f"{code}.{name}", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(code, inner)
    elif value is not None:
        yield from plain_value(code, value)


def spoken(code: str, said: dict[str, Json]) -> Iterable[Part]:
    """Give own words, or say that there is a voice note."""
    words = plain(said["text"])
    if words is not None:
        yield part(code, valueString=words)
    elif said["voice"] is not None:
        text = f"A voice note of {said['seconds']} seconds; it is not in this file."
        yield part(code, dataAbsentReason=concept(UNSUPPORTED, text=text))


def plain_value(code: str, value: Json) -> Iterable[Part]:
    """Give a yes, a number, a day, a choice, or a name."""
    shape = next((name for fits, name in SHAPES if fits(value)), None)
    if shape is not None:
        yield part(code, **{shape: value})
    elif CHOICE.fullmatch(str(value)) and not code.endswith(NAME):
        yield part(code, valueCodeableConcept=concept(own("account-answer", f"{code}.{value}", in_words(str(value)))))
    elif plain(str(value)) is not None:
        yield part(code, valueString=plain(str(value)))


def is_day(value: Json) -> bool:
    """Say whether a value is a day of the calendar."""
    try:
        return isinstance(value, str) and DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


SHAPES: tuple[tuple[Callable[[Json], bool], str], ...] = (
    (lambda value: isinstance(value, bool), "valueBoolean"),
    (lambda value: isinstance(value, int), "valueInteger"),
    (is_day, "valueDateTime"),
)


def part(code: str, **value: Json) -> Part:
    """Give one part under its code."""
    return {"code": concept(own("account-field", code, in_words(code))), **value}

"""The plan for staying well as FHIR: a CarePlan of its own, made of the client's words, and the Goal that it serves."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.exports.fhir_course import text_of
from bot.exports.fhir_people import subject
from bot.exports.fhir_shapes import Resource, concept, in_words, moment, own, plain, ref, uuid_of, whole
from bot.exports.records import Records
from bot.readings.shown import newest
from flows.agreed import EndingFacts
from flows.questions import Json
from flows.tools import Field, ToolKept
from storage.courses import Course

PLAN, STAYING_WELL, GOAL = "plan_", "staying_well", "staying-well goal"
BANDS, FINE = "plan_bands", "fine"


def staying_well(records: Records) -> list[Resource]:
    """Give the plan as it stands, where there is one."""
    parts = parts_of(records)
    course = records.courses[-1] if records.courses else None
    if not parts or course is None:
        return []
    return [goal(records, course, parts), plan(records, course, parts)]


def parts_of(records: Records) -> list[ToolKept]:
    """Give the last version of each part of the plan."""
    standing = [one.value for one in newest(records.entries).values() if not one.value["removed"]]
    return [ToolKept.model_validate(value) for value in standing if value["tool"].startswith(PLAN)]


def plan(records: Records, course: Course, parts: Sequence[ToolKept]) -> Resource:
    """Give the plan: each part as an activity in the client's own words, and whom to turn to as a note."""
    ending = course.facts.ending
    return whole(
        "CarePlan", uuid_of(course.id, STAYING_WELL), status="active", intent="plan",
        category=[concept(own("plan", STAYING_WELL))], subject=ref(subject(records)),
        period=agreed(ending), created=moment(written_at(records), records.client.zone),
        goal=[ref(uuid_of(course.id, GOAL))], partOf=[ref(uuid_of(course.id))],
        activity=[one for part in parts for one in activities(part)],
        note=[{"text": words} for words in (text_of(ending.care), goodbye(course)) if words is not None],
    )  # fmt: skip


def agreed(ending: EndingFacts) -> dict[str, str] | None:
    """Give from which day on the plan holds: the day on which both looked at it."""
    day: date | None = ending.agreed_on
    return {"start": day.isoformat()} if day is not None else None


def goodbye(course: Course) -> str | None:
    """Give the therapist's goodbye, once the course is over."""
    return text_of(course.facts.ending.goodbye) if course.ended_at is not None else None


def written_at(records: Records) -> datetime | None:
    """Give when something of the plan was written last."""
    times = [one.at for one in records.entries if one.kind == ToolKept.kind and one.value["tool"].startswith(PLAN)]
    return max(times, default=None)


def goal(records: Records, course: Course, parts: Sequence[ToolKept]) -> Resource:
    """Give what the plan is for, in the client's words for *fine* where they wrote some."""
    fine = [
        field.said.text for part in parts for field in part.fields
        if (part.tool, field.name) == (BANDS, FINE) and field.said is not None
    ]  # fmt: skip
    return whole(
        "Goal", uuid_of(course.id, GOAL), lifecycleStatus="active",
        description=concept(own("plan", STAYING_WELL), text=next(iter(fine), None)), subject=ref(subject(records)),
    )  # fmt: skip


def activities(part: ToolKept) -> Iterable[Json]:
    """Give one part of the plan: each answer by itself, but what was asked together line by line."""
    for number in sorted({field.round for field in part.fields}):
        together = [field for field in part.fields if field.round == number]
        groups = [together] if number else [[field] for field in together]
        for fields in groups:
            lines = [words for field in fields if (words := words_of(field)) is not None]
            code = part.tool if number else f"{part.tool}.{fields[0].name}"
            if lines:
                yield activity(code, lines)


def activity(code: str, lines: Sequence[str]) -> Json:
    """Give one thing that the client wants to do or to watch for."""
    detail = {"code": concept(own("plan-part", code)), "status": "not-started", "description": "\n".join(lines)}
    return {"detail": detail}


def words_of(field: Field) -> str | None:
    """Give the words of one answer."""
    if field.said is not None:
        return plain(field.said.text)
    if field.number is not None:
        return str(field.number)
    return field.on.isoformat() if field.on is not None else in_words(field.code or "") or None

"""The ending: the staying-well plan as it stands, then and now, a hard date, and where the ending stands for staff."""

from datetime import date

from bot.readings.asked import Asked, Look, found, local, reading_ends, who_reads
from bot.readings.courses import words_of
from bot.readings.logs import READ_PART
from bot.readings.shown import entries_for, hidden_people, people_of, records_of
from flows.agreed import EndingFacts
from flows.content.tools import ENDING
from flows.course import SessionState
from flows.ending_readings import EndingCard, Facts, HardDate, PersonThen, PlanShown, ThenShown
from flows.entries import Said
from flows.tools import HIDDEN_FROM_STAFF, ToolKept, by_name, text_of
from storage import consents, courses, log
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.courses import Course
from storage.errors import NotFound
from storage.log import Entry
from storage.persons import Person

TOOL = ToolKept.kind
READ, COUNTED = (TOOL, "task_reviewed"), ("mood_reported",)  # moods are many, and of them the plan has the number alone
TRIED = ("done", "part")
PEOPLE = 5


async def my_plan(asked: Asked) -> PlanShown:
    """Give the client's own plan."""
    return await plan_of(asked.tx, await found(asked.tx, asked.run.about))


async def plan_for(look: Look, staff: Person, id_: str) -> PlanShown | None:
    """Give a client's plan to a staff member whom the gate lets through, and note it; none where nothing is shared."""
    await gate(look.tx, actor_of(staff), id_, "care")
    client = await found(look.tx, id_)
    if not await consents.allows_until_commit(look.tx, id_, "share"):
        return None
    kept = await entries_for(look.tx, staff, id_, kinds=READ, deed=READ_PART)
    return await plan_with(look.tx, client, kept, await log.count(look.tx, id_, kinds=COUNTED, shared=True))


async def plan_of(tx: Transaction, client: Person) -> PlanShown:
    """Give the plan of a client as it stands, for the client."""
    kept = await log.own(tx, client.id, kinds=READ)
    return await plan_with(tx, client, kept, await log.count(tx, client.id, kinds=COUNTED))


async def plan_with(tx: Transaction, client: Person, kept: list[Entry], check_ins: int) -> PlanShown:
    """Give the plan that stands in some entries, beside how often the client checked in."""
    course = await courses.latest(tx, client.id)
    ending = course.facts.ending if course is not None else EndingFacts()
    standing = {tool: records_of(kept, tool) for tool in ENDING}
    ended = course is not None and course.ended_at is not None
    return PlanShown(
        parts={tool: records[-1].fields for tool, records in standing.items() if records and tool != "ending_feelings"},
        care=words_of(ending.care), goodbye=words_of(ending.goodbye) if ended else None, agreed_on=ending.agreed_on,
        hidden=hidden_people(kept), names=people_of(kept), facts=facts_of(kept, check_ins),
        open=course is not None and (course.facts.ending_spoken or ended), ended=ended,
        over_on=over_on(client, course), today=local(tx.now, client.zone).date(),
        therapist=(await who_reads(tx, client)).name,
    )  # fmt: skip


def over_on(client: Person, course: Course | None) -> date | None:
    """Give the day from which on nobody reads any more, once the course has ended."""
    return reading_ends(course, client.zone) if course is not None and course.ended_at is not None else None


def facts_of(kept: list[Entry], check_ins: int) -> Facts:
    """Count what the client did, as the log has it."""
    tried = {one.value["task"] for one in kept if one.kind == "task_reviewed" and one.value["tried"] in TRIED}
    return Facts(
        tasks=len(tried),
        moments=len(records_of(kept, "moment")),
        people=len(records_of(kept, "my_people")),
        check_ins=check_ins,
    )


async def then_shown(asked: Asked) -> ThenShown:
    """Give what the client wrote first about each person."""
    client = await found(asked.tx, asked.run.about)
    kept = await log.own(asked.tx, client.id, kinds=(TOOL,))
    course = await courses.latest(asked.tx, client.id)
    who = await who_reads(asked.tx, client)
    area = course.facts.area if course is not None and course.facts.agreed else None
    return ThenShown(
        people=tuple(first_words(kept)[:PEOPLE]),
        area=area.value if area is not None else None,
        shares=await consents.allows(asked.tx, client.id, "share"),
        name=who.name,
    )


def first_words(kept: list[Entry]) -> list[PersonThen]:
    """Give the first version of each person that still stands; one who is hidden stays out of the ending."""
    stand = {one.record: by_name(one.fields) for one in records_of(kept, "my_people")}
    firsts: dict[str, ToolKept] = {}
    for one in kept:
        if one.value["tool"] == "my_people" and one.value["record"] in stand:
            value = ToolKept.model_validate(one.value)
            first = firsts.get(value.record)
            firsts[value.record] = value if first is None or value.version < first.version else first
    shown = []
    for record, first in firsts.items():
        now, fields = stand[record], by_name(first.fields)
        name = text_of(now.get("name"))
        hidden = HIDDEN_FROM_STAFF in now and now[HIDDEN_FROM_STAFF].code == "no"
        if name is not None and not hidden:
            shown.append(PersonThen(name=name, hard=said_of(fields, "hard"), wish=said_of(fields, "wish")))
    return shown


def said_of(fields: object, name: str) -> Said | None:
    """Give the words of one field."""
    field = fields.get(name) if isinstance(fields, dict) else None
    return field.said if field is not None else None


async def hard_date(asked: Asked) -> HardDate:
    """Give a date that may be hard, as it stands now."""
    client = asked.run.about
    kept = await log.own(asked.tx, client, kinds=(TOOL,))
    record = next((one for one in records_of(kept, "hard_dates") if one.record == asked.ids.get("record")), None)
    if record is None:
        return HardDate()
    fields = dict(by_name(record.fields))
    return HardDate(
        name=text_of(fields.get("name")), on=fields["date"].on if "date" in fields else None,
        plan=said_of(fields, "plan"), record=record.record, version=record.version, fields=record.fields,
        shares=not record.private and await consents.allows(asked.tx, client, "share"),
    )  # fmt: skip


async def ending_card(asked: Asked) -> EndingCard:
    """Give where the ending of a client stands; the plan only where it is wanted, and while the client shares."""
    staff, id_ = await asked.person(), asked.ids["client"]
    await gate(asked.tx, actor_of(staff), id_, "care")
    client = await found(asked.tx, id_)
    course = await courses.latest(asked.tx, id_)
    if course is None:
        raise NotFound
    sessions = await courses.sessions(asked.tx, course)
    planned = [one.meets_at for one in sessions if one.state is SessionState.PLANNED]
    ending = course.facts.ending
    return EndingCard(
        client=id_, name=client.name or "–", open=course.ended_at is None, spoken=course.facts.ending_spoken,
        held=sum(one.state is SessionState.HELD for one in sessions), sessions=course.sessions,
        last_on=local(max(planned), staff.zone).date() if planned else None,
        care=ending.care is not None, care_text=ending.care.said.text if ending.care else None,
        goodbye=ending.goodbye is not None, goodbye_text=ending.goodbye.said.text if ending.goodbye else None,
        reads_until=reading_ends(course, client.zone, asked.tx.now), agreed_on=ending.agreed_on, monthly_until=ending.monthly_until,
        plan=await plan_for(asked, staff, id_) if asked.ids.get("plan") == "yes" and asked.words_here else None,
        today=local(asked.tx.now, staff.zone).date(), language=client.language, my_language=staff.language,
    )  # fmt: skip

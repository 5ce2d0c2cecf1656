"""The brief: what staff read before a meeting, from the log and the course, through the one gate."""

from datetime import date, datetime, timedelta

from bot.readings.asked import Asked, Look, found, local
from bot.readings.counting import counts_of
from bot.readings.logs import TWO_WEEKS, as_shown, last_look
from bot.readings.meetings import shown_to_staff
from bot.readings.pictured import events_in, pinned, tasks_told
from bot.readings.shown import entries_for
from bot.readings.tasks import shown, tasks_for
from flows.brief import Brief, MoodGiven, TotalGiven
from flows.content.tools import TOOLS
from flows.course import SessionState, Tried
from flows.course_entries import NOT_BY_CLIENT
from flows.entries import MoodReported
from flows.measure_entries import MeasureAnswered
from flows.measures import missing
from flows.tools import ToolKept, text_of
from storage import consents, courses, log, prompts
from storage.access import actor_of, gate
from storage.base import Transaction
from storage.errors import NotFound
from storage.log import Entry
from storage.persons import Person
from storage.tasks import OPEN

TWELVE_WEEKS = timedelta(weeks=12)
MOOD, ANSWERED, REVIEWED, KEPT = "mood_reported", "measure_answered", "task_reviewed", "tool_kept"
CARDS = ("safety_card_shown", "safety_noted")
RAISED = ("raised", "contact_asked", "area_doubted")
SHOWN_HERE = (MOOD, ANSWERED, *CARDS, REVIEWED, *RAISED)
NAMES = 8


async def brief(asked: Asked) -> Brief:
    """Give one client's brief to a flow."""
    if not asked.words_here:  # the flow leads to the page first
        raise NotFound
    return await brief_of(asked, await asked.person(), asked.ids["client"])


async def brief_of(look: Look, staff: Person, id_: str) -> Brief:
    """Give one client's brief to a staff member whom the gate lets through; the reading is audited."""
    tx = look.tx
    await gate(tx, actor_of(staff), id_, "care")
    client = await found(tx, id_)
    today = local(tx.now, staff.zone).date()
    if not await consents.allows(tx, id_, "share"):
        return Brief(client=id_, name=client.name or "–", shares=False, today=today)
    opened = await last_look(tx, staff.id, id_)
    kept = await entries_for(tx, staff, id_, since=tx.now - TWELVE_WEEKS)
    own, course = await log.own(tx, id_, kinds=(KEPT,)), await courses.latest(tx, id_)
    held = await meetings_held(tx, id_)
    since = max(held, default=tx.now - TWO_WEEKS)
    stands = Brief(
        client=id_, name=client.name or "–", language=client.language, today=today,
        since=day_of(max(held), staff) if held else None,
        opened_on=day_of(opened, staff) if opened else None,
        first_check_in=await next_check_in(tx, id_, staff),
        meetings=tuple(day_of(at, staff) for at in held if at > tx.now - TWELVE_WEEKS),
        gaps=tuple(await not_answered(tx, id_, since, staff)),
        tasks=tuple([shown(look, one, staff.language) for one in await tasks_for(look, staff, id_, OPEN)]),
        counts=counts_of(look, staff, own, course.facts if course is not None else None),
    )  # fmt: skip
    answered = [one for one in await log.own(tx, id_, kinds=(ANSWERED,)) if not one.private] if kept else []
    firsts = {"firsts": firsts_of([as_total(one, staff) for one in answered])}
    return stands.model_copy(update={**await ahead(tx, id_, today), **written(kept, since, staff), **firsts})


async def meetings_held(tx: Transaction, client: str) -> list[datetime]:
    """Give when therapist and client have met in this course."""
    course = await courses.latest(tx, client)
    known = await courses.sessions(tx, course) if course is not None else []
    return [one.meets_at for one in known if one.state is SessionState.HELD]


async def ahead(tx: Transaction, client: str, today: date) -> dict[str, object]:
    """Give the next meeting, and whether item 9 is known and planned for."""
    course, coming = await courses.latest(tx, client), await courses.next_session(tx, client)
    found_: dict[str, object] = {}
    if coming is not None:
        shown = await shown_to_staff(tx, coming)
        found_ |= {"next_meeting": coming.meets_at, "number": shown.number, "of": shown.of}
    known = course.facts.known if course is not None else None
    if known is not None and known.until >= today:
        found_ |= {"known_until": known.until}
    return found_


def written(kept: list[Entry], since: datetime, staff: Person) -> dict[str, object]:
    """Give what the client wrote and answered; the old moods and totals too, for the line."""
    new = [one for one in kept if one.at > since]
    return {
        "safety": tuple(as_shown(one) for one in new if cannot_wait(one)),
        "moods": pinned(as_mood(one, since, staff) for one in kept if one.kind == MOOD and told(one)),
        "events": events_in(kept, staff),
        "told": tasks_told(kept, staff),
        "totals": tuple(as_total(one, staff) for one in kept if one.kind == ANSWERED),
        "raised": tuple(as_shown(one) for one in new if one.kind in RAISED),
        "reviews": tuple(as_shown(one) for one in new if one.kind == REVIEWED and not cannot_wait(one)),
        "people": tuple(people_in(new))[:NAMES],
        "other": sum(one.kind not in (*SHOWN_HERE, *NOT_BY_CLIENT) for one in new),
    }


def cannot_wait(one: Entry) -> bool:
    """Say whether an entry stands first: a safety card that was shown, what was said after it, or a task that was not safe."""
    return one.kind in CARDS or (one.kind == REVIEWED and one.value["tried"] == Tried.NOT_SAFE.value)


def told(mood: Entry) -> bool:
    """Say whether a mood holds anything: a number, what went with it, or words; all of it can be left out."""
    return any(mood.value[part] is not None for part in ("mood", "link", "words"))


def as_mood(one: Entry, since: datetime, staff: Person) -> MoodGiven:
    """Give one mood with the client's own account of it."""
    given = MoodReported.model_validate(one.value)
    return MoodGiven(
        on=day_of(one.at, staff), mood=given.mood, worst=given.worst, link=given.link, words=given.words, language=one.language,
        new=one.at > since, entry=one.id,
    )  # fmt: skip


def as_total(one: Entry, staff: Person) -> TotalGiven:
    """Give one measure, item 9 apart."""
    given = MeasureAnswered.model_validate(one.value)
    return TotalGiven(
        on=day_of(one.at, staff), instrument=given.instrument, total=given.total, missing=missing(given.answers),
        item9=given.safety_answer, form=given.form, language=given.language,
    )  # fmt: skip


def firsts_of(totals: list[TotalGiven]) -> tuple[TotalGiven, ...]:
    """Give the first total of each form; two forms are never compared."""
    found: dict[tuple[str, str], TotalGiven] = {}
    for one in totals:
        if one.total is not None:
            found.setdefault((one.instrument, one.form), one)
    return tuple(found.values())


def people_in(entries: list[Entry]) -> list[str]:
    """Name whom the client wrote about, each once."""
    names: dict[str, None] = {}
    for one in entries:
        if one.kind != KEPT or one.value["removed"]:
            continue
        asks = {step.name for step in TOOLS[one.value["tool"]].steps() if step.kind == "who"}
        fields = ToolKept.model_validate(one.value).fields
        names |= {name: None for field in fields if field.name in asks and (name := text_of(field)) is not None}
    return [*names]


async def not_answered(tx: Transaction, client: str, since: datetime, staff: Person) -> list[date]:
    """Give the days of the check-ins that came and were not answered; why is unknown."""
    flows = {one.id: one.flow for one in await prompts.all_of_client(tx, client)}
    missed = await prompts.deliveries(tx, client, since=since, outcomes=["missed"])
    return [day_of(one.due_at, staff) for one in missed if flows.get(one.prompt) == "check_in"]


async def next_check_in(tx: Transaction, client: str, staff: Person) -> date | None:
    """Give the day of the next check-in."""
    coming = [one.next_due_at for one in await prompts.of_client(tx, client) if one.flow == "check_in"]
    return min((day_of(at, staff) for at in coming if at is not None), default=None)


def day_of(moment: datetime, staff: Person) -> date:
    """Give a day on the reader's calendar."""
    return local(moment, staff.zone).date()

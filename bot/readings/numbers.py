"""A client's own numbers: the plain line, and twelve weeks as a picture that client and therapist may look at together."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.readings.asked import Asked, found, local
from bot.readings.briefs import ANSWERED, MOOD, as_mood, as_total, day_of, not_answered, told
from bot.readings.pictured import events_in, pinned, tasks_told
from flows.agreed import CourseFacts
from flows.brief import Brief
from flows.course import SessionState
from flows.measure_readings import MeasurePoint, MoodPoint, MyNumbers
from flows.measures import missing
from storage import courses, log
from storage.base import Transaction
from storage.log import Entry
from storage.persons import Person

SHOWN, POINTS = 20, 2  # a line needs two points
TOGETHER = timedelta(weeks=12)


async def my_numbers(asked: Asked) -> MyNumbers:
    """Give the client's own line: every mood, and the measures as far as the therapist lets them be shown."""
    client = await found(asked.tx, asked.run.about)
    course = await courses.latest(asked.tx, client.id)
    facts = course.facts if course is not None else CourseFacts()
    looked_at = max(await meetings_ever(asked.tx, client.id), default=None)
    kept = await log.own(asked.tx, client.id, kinds=(ANSWERED, MOOD))
    today = local(asked.tx.now, client.zone).date()
    since = begins(today - TOGETHER, client)
    drawn = await picture_of(asked.tx, client, client, [one for one in kept if one.at >= since], (since, today))
    return MyNumbers(
        moods=tuple(MoodPoint(at=one.at, mood=one.value["mood"]) for one in moods_in(kept))[-SHOWN:],
        measures=tuple(point(one, facts, looked_at) for one in kept if one.kind == ANSWERED)[-SHOWN:],
        weeks=without_words(drawn) if len(drawn.numbered) >= POINTS else None,
    )


async def picture_of(
    tx: Transaction, client: Person, reader: Person, kept: Iterable[Entry], days: tuple[datetime, date]
) -> Brief:
    """Give what the picture of some weeks stands on: moods, totals that the client sees too, meetings, gaps."""
    since, last = days
    kept = list(kept)
    course = await courses.latest(tx, client.id)
    facts = course.facts if course is not None else CourseFacts()
    held = await meetings_ever(tx, client.id)
    met = max(held, default=None)
    return Brief(
        client=client.id, name=client.name or "–", today=last,
        moods=pinned(as_mood(one, since, reader) for one in kept if one.kind == MOOD and told(one)),
        totals=tuple(as_total(one, reader) for one in kept if one.kind == ANSWERED and point(one, facts, met).shown),
        meetings=tuple(day_of(at, reader) for at in held if at >= since),
        gaps=tuple(on for on in await not_answered(tx, client.id, since, reader) if on <= last),
        events=events_in(kept, reader), told=tasks_told(kept, reader),
    )  # fmt: skip


async def meetings_ever(tx: Transaction, client: str) -> list[datetime]:
    """Give when therapist and client have met, in every course: what was looked at together stays looked at."""
    known = [one for course in await courses.of_client(tx, client) for one in await courses.sessions(tx, course)]
    return [one.meets_at for one in known if one.state is SessionState.HELD]


def moods_in(kept: Iterable[Entry]) -> list[Entry]:
    """Give the entries that hold a mood."""
    return [one for one in kept if one.kind == MOOD and one.value["mood"] is not None]


def without_words(drawn: Brief) -> Brief:
    """Leave out the words: there is no list beside the picture, and what is not needed is not sent along."""
    bare = tuple(one.model_copy(update={"words": None, "link": None, "pin": 0}) for one in drawn.moods)
    return drawn.model_copy(update={"moods": bare, "events": ()})


def point(entry: Entry, facts: CourseFacts, looked_at: datetime | None) -> MeasurePoint:
    """Give one measure with its number, where the client may see it by now."""
    shown = facts.numbers == "at_once" or (
        facts.numbers == "after_meeting" and looked_at is not None and looked_at >= entry.at
    )
    return MeasurePoint(
        at=entry.at, instrument=entry.value["instrument"], total=entry.value["total"] if shown else None,
        missing=missing(entry.value["answers"]), shown=shown,
    )  # fmt: skip


def begins(on: date, reader: Person) -> datetime:
    """Give the moment at which a day begins for the reader."""
    return datetime.combine(on, time(), ZoneInfo(reader.zone))

"""What a reading starts from, and the two or three facts that several readings share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.content.library import Library, library_with
from flows.programme import Programme
from flows.readings import Absence, WhoReads
from storage import courses, persons
from storage.base import Transaction
from storage.courses import Course
from storage.errors import NotFound
from storage.persons import Person
from storage.runs import Run

TOLD_AHEAD = timedelta(days=2)  # an absence is named this long before it begins
NOT_JOINED = ("invited", "joining")
READ_AFTER_END = timedelta(days=14)  # what is written in the last days is still read


@dataclass(frozen=True)
class Look:
    """One look: the transaction and the programme."""

    tx: Transaction
    programme: Programme

    def library(self, language: str) -> Library:
        """Give the task ideas of the programme, as somebody of this language reads them."""
        return library_with(self.programme.tasks, language)


@dataclass(frozen=True)
class Asked(Look):
    """A look for a conversation: the run that asks, and the ids it gave."""

    run: Run
    ids: Mapping[str, str]

    @property
    def words_here(self) -> bool:
        """Say whether what clients write may stand in a chat of staff; where there is a page, it stands there alone."""
        return self.programme.page_at is None

    async def person(self) -> Person:
        """Give the person who talks."""
        return await found(self.tx, self.run.person)

    async def today(self) -> date:
        """Give the date on the calendar of the person who talks."""
        return local(self.tx.now, (await self.person()).zone).date()


async def found(tx: Transaction, id_: str) -> Person:
    """Give a person who must be there."""
    person = await persons.get(tx, id_)
    if person is None:
        raise NotFound
    return person


def local(moment: datetime, zone: str) -> datetime:
    """Give a moment as the clocks of a zone show it."""
    return moment.astimezone(ZoneInfo(zone))


async def who_reads(tx: Transaction, client: Person) -> WhoReads:
    """Say who reads a client's entries, when next, and who advises."""
    carers = await persons.carers(tx, client.id)
    reader = next((person for person, kind in carers if kind != "supervisor"), None)
    if reader is None or reader.state == "ended" or await nobody_reads_any_more(tx, client):
        return WhoReads()
    away = absence_of(reader, tx.now)
    advises = [person for person in await persons.staff(tx, "supervisor") if person.name and person.id != reader.id]
    return WhoReads(
        name=reader.name or "–",
        weekdays=reader.reads_on,
        looks_by=looks_by(reader, local(tx.now, client.zone).date(), away),
        supervisor=advises[0].name if advises else None,
        absence=away,
    )


def reading_ends(course: Course, zone: str, now: datetime | None = None) -> date:
    """Give the day from which on nobody reads: when the monthly look ends, or two weeks after the course; `now` is for one that is open."""
    until, ended_at = course.facts.ending.monthly_until, course.ended_at or now
    ended = local(ended_at, zone).date() + READ_AFTER_END if ended_at is not None else None
    return max(day for day in (until, ended) if day is not None)


async def nobody_reads_any_more(tx: Transaction, client: Person) -> bool:
    """Say whether the course of a client is over, and the time after it too."""
    course = await courses.latest(tx, client.id)
    if course is None or course.ended_at is None:
        return False
    return local(tx.now, client.zone).date() >= reading_ends(course, client.zone)


def absence_of(reader: Person, now: datetime) -> Absence | None:
    """Give an absence that is on, or begins within two days."""
    if reader.away_from is None or reader.away_until is None:
        return None
    if not reader.away_from - TOLD_AHEAD <= now < reader.away_until:
        return None
    last = local(reader.away_until - timedelta(seconds=1), reader.zone).date()
    return Absence(away_from=local(reader.away_from, reader.zone).date(), away_until=last, cover=reader.cover)


def looks_by(reader: Person, today: date, away: Absence | None) -> date | None:
    """Give the next usual reading day after today, and after an absence that has begun; never a promise."""
    if not reader.reads_on:
        return None
    after = max(today, away.away_until) if away and away.away_from <= today else today
    days = [after + timedelta(days=n) for n in range(1, 8)]
    return next(day for day in days if day.isoweekday() in reader.reads_on)

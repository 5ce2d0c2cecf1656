"""What the page looks at: the log, the work, people, weeks and the plan; each through the one gate, each reading audited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.readings.asked import Look, found, local
from bot.readings.briefs import day_of
from bot.readings.logs import READ_PART, as_shown
from bot.readings.numbers import TOGETHER, begins, picture_of
from bot.readings.pictured import happened
from bot.readings.shown import KEPT, entries_for, given, records_of, shown
from flows.brief import Brief
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import KINDS
from flows.readings import EntryShown
from flows.tool_readings import RecordShown
from locales.voice import Voice
from storage import consents, log
from storage.access import actor_of, gate
from storage.log import Entry
from storage.persons import Person

AT_ONCE = timedelta(weeks=4)
FARTHEST = timedelta(days=3650)
MOST = 25  # entries on one page, and the rest of the oldest day: who writes much must not make the page slow
TOLD = ("mood_reported", "moments_told", "task_reviewed")  # what a week is made of, in the client's own account


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a log is wanted: a group of kinds, days on the reader's calendar, words."""

    kind: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Part of a log, the newest first; `more` says that what was sought goes on before, until the day `earlier`."""

    name: str
    shares: bool
    entries: tuple[EntryShown, ...]
    first: date
    last: date
    more: bool

    @property
    def earlier(self) -> date:
        """Give the last day of what came before."""
        return self.first - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Some weeks side by side: the picture, each week with its Monday and what was told in it, and events of long ago."""

    brief: Brief
    weeks: tuple[tuple[date, tuple[EntryShown, ...]], ...]
    events: tuple[RecordShown, ...]

    @property
    def earlier(self) -> date:
        """Give the last day of the weeks before."""
        return self.brief.today - TOGETHER


async def log_of(look: Look, staff: Person, id_: str, sought: Sought, voice: Voice) -> Found:
    """Give the part of a client's log that is sought; four weeks and some 25 entries at a time."""
    await gate(look.tx, actor_of(staff), id_, "care")
    client = await found(look.tx, id_)
    first, last = span(sought, local(look.tx.now, staff.zone).date())
    shares = await consents.allows(look.tx, id_, "share")
    kept = await entries_for(
        look.tx, staff, id_, kinds=kinds_of(sought),
        since=begins(first, staff), until=begins(last + timedelta(days=1), staff),
    ) if shares else []  # fmt: skip
    found_, first, more = newest(matching(kept, sought.words, voice), staff, first)
    return Found(client.name or "–", shares, found_, first, last, more)


async def own_log(look: Look, client: Person, sought: Sought, voice: Voice, *, shared: bool) -> Found:
    """Give a client's own part of the log; `shared` leaves out what the therapist does not see."""
    first, last = span(sought, local(look.tx.now, client.zone).date())
    until = begins(last + timedelta(days=1), client)
    written = await log.own(look.tx, client.id, begins(first, client), kinds=kinds_of(sought))
    kept = [one for one in await given(look.tx, client.id, written) if one.at < until]
    shares = await consents.allows(look.tx, client.id, "share")
    if shared:
        kept = shown(kept, await log.own(look.tx, client.id, kinds=(KEPT,))) if shares else []
    found_, first, more = newest(matching(kept, sought.words, voice), client, first)
    return Found(client.name or "–", shares, found_, first, last, more)


def kinds_of(sought: Sought) -> tuple[str, ...] | None:
    """Give the kinds of entries that are wanted; none: all of them."""
    return KINDS[sought.kind][1] if sought.kind in KINDS else None


def span(sought: Sought, today: date) -> tuple[date, date]:
    """Give the first and the last day of what is sought."""
    last = sought.last or today
    first = sought.first or last - (FARTHEST if sought.words else AT_ONCE)
    return max(first, last - FARTHEST), last


def matching(kept: Iterable[Entry], words: str, voice: Voice) -> list[EntryShown]:
    """Give the entries that hold the words, the newest first."""
    return [one for one in map(as_shown, kept) if holds(one, words, voice)][::-1]


def newest(entries: list[EntryShown], reader: Person, first: date) -> tuple[tuple[EntryShown, ...], date, bool]:
    """Give whole days of entries until the page is full, the first day on it, and whether there is more before."""
    if len(entries) <= MOST:
        return tuple(entries), first, False
    last_one = day_of(entries[MOST - 1].at, reader)
    here = tuple(one for one in entries if day_of(one.at, reader) >= last_one)
    return here, last_one if len(here) < len(entries) else first, len(here) < len(entries)


def holds(entry: EntryShown, words: str, voice: Voice) -> bool:
    """Say whether an entry, as it is read, holds the words."""
    wanted = words.casefold().strip()
    return not wanted or any(wanted in voice.text(line).casefold() for line in entry_lines(entry))


async def records_for(look: Look, staff: Person, id_: str, tool: str) -> tuple[RecordShown, ...] | None:
    """Give what a client has written with one tool and shows; none where nothing is shared."""
    await gate(look.tx, actor_of(staff), id_, "care")
    if not await consents.allows(look.tx, id_, "share"):
        return None
    return records_of(await entries_for(look.tx, staff, id_, kinds=(KEPT,), deed=READ_PART), tool)


async def weeks_for(look: Look, staff: Person, id_: str, last: date | None) -> Weeks | None:
    """Give twelve weeks that one may look at together: nothing of staff is in them, and nobody whom the client hides."""
    await gate(look.tx, actor_of(staff), id_, "care")
    client = await found(look.tx, id_)
    if not await consents.allows(look.tx, id_, "share"):
        return None
    last = last or local(look.tx.now, staff.zone).date()
    since, until = begins(last - TOGETHER, staff), begins(last + timedelta(days=1), staff)
    kept = await entries_for(look.tx, staff, id_, since=since, until=until, deed=READ_PART)
    every = await entries_for(look.tx, staff, id_, kinds=(KEPT,), deed=READ_PART)
    return await weeks_with(look, client, staff, kept, every, (since, last))


async def own_weeks(look: Look, client: Person, last: date | None) -> Weeks:
    """Give a client's own twelve weeks."""
    last = last or local(look.tx.now, client.zone).date()
    since, until = begins(last - TOGETHER, client), begins(last + timedelta(days=1), client)
    kept = [one for one in await log.own(look.tx, client.id, since) if one.at < until]
    every = await log.own(look.tx, client.id, kinds=(KEPT,))
    return await weeks_with(look, client, client, kept, shown(every, every), (since, last))


async def weeks_with(
    look: Look, client: Person, reader: Person, kept: list[Entry], every: list[Entry], days: tuple[datetime, date]
) -> Weeks:
    """Put weeks together: the picture, own words, tasks, events."""
    brief = await picture_of(look.tx, client, reader, kept, days)
    weeks: dict[date, list[EntryShown]] = {}
    for one in kept:
        if one.kind in TOLD or happened(one):
            on = day_of(one.at, reader)
            weeks.setdefault(on - timedelta(days=on.weekday()), []).append(as_shown(one))
    return Weeks(brief, tuple((on, tuple(told)) for on, told in sorted(weeks.items())), records_of(every, "timeline"))


def day_from(text: str) -> date | None:
    """Read a day as a browser sends it; anything else is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

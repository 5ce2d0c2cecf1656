"""What the page looks at: the list, one client's brief, the whole log; each through the one gate, each reading audited."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.readings.asked import Look, found, local
from bot.readings.logs import as_shown
from flows.content.entry_lines import entry_lines
from flows.content.page_lines import KINDS
from flows.readings import EntryShown
from locales.voice import Voice
from storage import consents, log
from storage.access import actor_of, gate
from storage.persons import Person

AT_ONCE = timedelta(weeks=4)
FARTHEST = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a log is wanted: a group of kinds, days on the reader's calendar, words."""

    kind: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Part of a log, the newest first; `earlier` is the last day of what came before."""

    name: str
    shares: bool
    entries: tuple[EntryShown, ...]
    first: date
    last: date
    earlier: date


async def log_of(look: Look, staff: Person, id_: str, sought: Sought, voice: Voice) -> Found:
    """Give the part of a client's log that is sought; four weeks at a time where nothing else is said."""
    await gate(look.tx, actor_of(staff), id_, "care")
    client = await found(look.tx, id_)
    last = sought.last or local(look.tx.now, staff.zone).date()
    first = max(sought.first or last - (FARTHEST if sought.words else AT_ONCE), last - FARTHEST)
    shares = await consents.allows(look.tx, id_, "share")
    kinds = KINDS[sought.kind][1] if sought.kind in KINDS else None
    kept = await log.entries(
        look.tx, actor_of(staff), id_, kinds=kinds,
        since=begins(first, staff), until=begins(last + timedelta(days=1), staff),
    ) if shares else []  # fmt: skip
    shown = [as_shown(one) for one in reversed(kept)]
    return Found(
        client.name or "–", shares, tuple(one for one in shown if holds(one, sought.words, voice)),
        first, last, first - timedelta(days=1),
    )  # fmt: skip


def holds(entry: EntryShown, words: str, voice: Voice) -> bool:
    """Say whether an entry, as it is read, holds the words."""
    wanted = words.casefold().strip()
    return not wanted or any(wanted in voice.text(line).casefold() for line in entry_lines(entry))


def begins(on: date, staff: Person) -> datetime:
    """Give the moment at which a day begins for the reader."""
    return datetime.combine(on, time(), ZoneInfo(staff.zone))


def day_from(text: str) -> date | None:
    """Read a day as a browser sends it; anything else is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

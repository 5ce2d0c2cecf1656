"""Last read: since when nobody has read what a client wrote; opening a page is not reading."""

from datetime import datetime

from bot.readings.asked import found, nobody_reads_any_more
from flows.course import SessionState
from storage import audit, courses, log
from storage.base import Transaction

SEEN = "seen"


async def unread_since(tx: Transaction, client: str) -> datetime | None:
    """Give when the oldest shared entry was written that nobody has read; none when all is read, or when it is over."""
    if await nobody_reads_any_more(tx, await found(tx, client)):
        return None
    after = await last_read(tx, client)
    own = [entry.at for entry in await log.own(tx, client, after) if not entry.private and by_client(entry.kind)]
    return min((at for at in own if after is None or at > after), default=None)


def by_client(kind: str) -> bool:
    """Say whether an entry of this kind holds what the client told."""
    return kind in {
        "mood_reported", "raised", "moments_told", "contact_asked", "run_unfinished", "task_reviewed", "task_told",
        "day_noted",
    }  # fmt: skip


async def last_read(tx: Transaction, client: str) -> datetime | None:
    """Give when somebody last read: answered by *Seen*, met the client, or got in touch."""
    seen = [deed.at for deed in await audit.of(tx, client) if deed.deed in (SEEN, "made_contact")]
    course = await courses.latest(tx, client)
    held = await courses.sessions(tx, course) if course is not None else []
    met = [one.meets_at for one in held if one.state is SessionState.HELD]
    return max((*seen, *met), default=None)

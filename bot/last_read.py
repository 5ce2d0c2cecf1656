"""Last read: since when nobody has read what a client wrote; opening a page is not reading."""

from datetime import datetime

from bot.readings.asked import found, nobody_reads_any_more
from bot.readings.logs import READ_LOG
from flows.course import SessionState
from storage import audit, courses, log
from storage.base import Transaction

SEEN = "seen"


async def unread_since(tx: Transaction, client: str) -> datetime | None:
    """Give when the client told the first thing that they share and nobody has read; none when all is read, or it is over."""
    if await nobody_reads_any_more(tx, await found(tx, client)):
        return None
    return await log.first_told(tx, client, await last_read(tx, client))


async def last_opened(tx: Transaction, client: str) -> datetime | None:
    """Give when somebody last opened the notes or answered by *Seen*: what the client is told; a meeting is no reading."""
    return max((deed.at for deed in await audit.of(tx, client) if deed.deed in (SEEN, READ_LOG)), default=None)


async def last_read(tx: Transaction, client: str) -> datetime | None:
    """Give when somebody last read for the guard's purpose: answered by *Seen*, met the client, or got in touch."""
    seen = [deed.at for deed in await audit.of(tx, client) if deed.deed in (SEEN, "made_contact")]
    course = await courses.latest(tx, client)
    held = await courses.sessions(tx, course) if course is not None else []
    met = [one.meets_at for one in held if one.state is SessionState.HELD]
    return max((*seen, *met), default=None)

"""Last read: since when nobody has read what a client wrote; opening a page is not reading."""

from datetime import datetime

from bot.readings.asked import found, nobody_reads_any_more
from flows.course import SessionState
from storage import audit, courses, log
from storage.base import Transaction

SEEN = "seen"


async def unread_since(tx: Transaction, client: str) -> datetime | None:
    """Give when the client told the first thing that they share and nobody has read; none when all is read, or it is over."""
    if await nobody_reads_any_more(tx, await found(tx, client)):
        return None
    return await log.first_told(tx, client, await last_read(tx, client))


async def last_read(tx: Transaction, client: str) -> datetime | None:
    """Give when somebody last read: answered by *Seen*, met the client, or got in touch."""
    seen = [deed.at for deed in await audit.of(tx, client) if deed.deed in (SEEN, "made_contact")]
    course = await courses.latest(tx, client)
    held = await courses.sessions(tx, course) if course is not None else []
    met = [one.meets_at for one in held if one.state is SessionState.HELD]
    return max((*seen, *met), default=None)

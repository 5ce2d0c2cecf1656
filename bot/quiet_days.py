"""
Quiet days: days that a client wished to be quiet, each a due row at its midnight on the client's own clock.

The row says which day it is for, so that it silences no other one: not after downtime, and not in another zone.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from storage import due, persons
from storage.base import Transaction
from storage.due import Due
from storage.persons import Person

HUSH = "hush"
RECORD_AT_MOST = 36  # characters of a record's id in a subject


async def keep_quiet(tx: Transaction, client: Person, record: str, on: date) -> None:
    """Have a day be quiet."""
    await plan(tx, client, f"{of(client.id, record)}{on.isoformat()}")


async def let_sound(tx: Transaction, client: str, record: str) -> None:
    """Have what was planned to be quiet for a record not be quiet."""
    for row in await due.starting_with(tx, HUSH, of(client, record)):
        await due.cancel(tx, HUSH, row.subject)


async def follow_zone(tx: Transaction, client: Person) -> None:
    """Let the quiet days begin at midnight where the client is now."""
    for row in await due.starting_with(tx, HUSH, f"{client.id}:"):
        await plan(tx, client, row.subject)


async def begins_now(tx: Transaction, row: Due) -> Person | None:
    """Give the client whose quiet day this is; one that has not begun yet comes later, and one that is over never."""
    client = await persons.get(tx, row.subject.partition(":")[0])
    if client is None:
        return None
    today = tx.now.astimezone(ZoneInfo(client.zone)).date()
    if today < day_of(row.subject):
        await plan(tx, client, row.subject)
    return client if today == day_of(row.subject) else None


async def plan(tx: Transaction, client: Person, subject: str) -> None:
    """Set the midnight at which a quiet day begins."""
    midnight = datetime.combine(day_of(subject), time(0), ZoneInfo(client.zone)).astimezone(UTC)
    await due.set(tx, HUSH, subject, midnight, about=client.id)


def of(client: str, record: str) -> str:
    """Give how the subjects of a record begin."""
    return f"{client}:{record[:RECORD_AT_MOST]}:"


def day_of(subject: str) -> date:
    """Give the day of a subject."""
    return date.fromisoformat(subject.rpartition(":")[2])

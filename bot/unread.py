"""
Unread: somebody writes, and nobody reads.

The staff are told first, then the team, and only then the client, whose questions wait until somebody has read.  Opening
a page is not reading: *Seen*, a meeting that was held, or a contact that was made is.
Once the course is over and its time after it too, the client knows that nobody reads, and nothing of this happens.
"""

from datetime import timedelta

from bot.last_read import unread_since
from bot.readings.asked import who_reads
from bot.reminding import remind_of
from bot.wishes.keeping import tell_client
from bot.wishes.notifying import UNREAD, tell_carers, tell_supervisors
from flows.content.notices import not_read
from storage import consents, contacts, due, persons
from storage.base import Transaction
from storage.due import Due

TOLD_BEFORE, CALL_WITHIN = timedelta(days=2), timedelta(days=1)


async def watch(tx: Transaction, client: str, days: int) -> None:
    """Begin to watch, from the first entry that nobody has read; nothing while somebody is watching already."""
    if days and await due.waiting_for(tx, UNREAD, client) is None:
        await due.set(tx, UNREAD, client, tx.now + timedelta(days=days) - TOLD_BEFORE, about=client)


async def look(tx: Transaction, row: Due, days: int) -> bool:
    """Look whether what a client wrote has been read; tell the staff first, and the client when it is too long."""
    client = await persons.get(tx, row.subject)
    if client is None or not days or not await consents.allows(tx, client.id, "share"):
        return True
    waiting = await unread_since(tx, client.id)
    if waiting is None:
        return True
    if tx.now < waiting + timedelta(days=days) - TOLD_BEFORE:
        await due.set(tx, UNREAD, client.id, waiting + timedelta(days=days) - TOLD_BEFORE, about=client.id)
    elif tx.now < waiting + timedelta(days=days):
        await tell_carers(tx, client, "unread_soon")
        await due.set(tx, UNREAD, client.id, waiting + timedelta(days=days), about=client.id)
    else:
        await stop_asking(tx, client)
    return True


async def stop_asking(tx: Transaction, client: persons.Person) -> None:
    """Tell the team, have somebody call, and tell the client without leaving them alone."""
    await tell_carers(tx, client, "unread")
    await tell_supervisors(tx, client, "unread")
    await remind_of(tx, await contacts.plan(tx, client.id, tx.now + CALL_WITHIN, "unread"))
    reader = await who_reads(tx, client)
    await tell_client(tx, client.id, not_read(reader.name), hangs_on=f"unread:{client.id}")

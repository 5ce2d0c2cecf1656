"""Staff rounds: what staff are asked or reminded of by themselves: the meetings of the day, a contact that is due."""

from datetime import timedelta

from bot.circumstances import free
from bot.conversation import STILL_TALKING, Conversation
from bot.coursework import EVENING
from bot.readings.meetings import to_be_told
from bot.readings.mornings import of_today
from bot.reminding import CONTACT
from bot.wishes.notifying import tell_carers, tell_supervisors
from storage import contacts, due, persons, runs
from storage.base import Transaction
from storage.due import Due

OVERDUE_AFTER = timedelta(days=1)


async def contact_due(tx: Transaction, row: Due) -> bool:
    """Remind the therapist of a contact, and a day later the supervisors too; not of one that was made."""
    contact = await contacts.get(tx, row.subject)
    client = await persons.get(tx, contact.client) if contact is not None else None
    if contact is None or client is None or contact.done_at is not None:
        return True
    await tell_carers(tx, client, "heard_back" if contact.reason == "referred" else "contact_due")
    if tx.now >= contact.due_at + OVERDUE_AFTER:
        await tell_supervisors(tx, client, "contact_due")
    else:
        await due.set(tx, CONTACT, contact.id, contact.due_at + OVERDUE_AFTER, about=contact.client)
    return True


async def morning(tx: Transaction, row: Due, conversation: Conversation) -> bool:
    """Tell a therapist who comes today; not on a day without meetings, and not into a conversation."""
    staff = await persons.get(tx, row.subject.partition(":")[0])
    if staff is None or staff.chat_id is None or staff.state != "active" or not await free(tx, staff.id):
        return True
    if not await of_today(tx, staff):
        return True
    await conversation.begin(tx, staff.id, "today", prompted=True)
    return True


async def evening(tx: Transaction, row: Due, conversation: Conversation) -> bool:
    """Ask a therapist about the meetings of the day, all at once; not when each was told of, and not into a conversation."""
    staff = await persons.get(tx, row.subject.partition(":")[0])
    if staff is None or staff.chat_id is None or not await to_be_told(tx, staff):
        return True
    if not await free(tx, staff.id):
        return False
    floor = await runs.floor_of(tx, staff.id)
    if floor is not None and floor.answered and tx.now - floor.touched_at < STILL_TALKING:
        await due.set(tx, EVENING, row.subject, floor.touched_at + STILL_TALKING, about=staff.id)
        return True
    await conversation.begin(tx, staff.id, "meetings_today", prompted=True)
    return True

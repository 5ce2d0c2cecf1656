"""
Escalating: a notice that cannot wait, and nobody has looked.

It is said in one place that such a notice was sent (`tell_carers`), at once; here it is known how long the programme
lets it rest.  Then the supervisors hear of it, once, unless somebody has seen it or done something for the client.
"""

from datetime import UTC, datetime, timedelta

from bot.wishes.notifying import ESCALATE, LAST_WAY, STAMP, tell_supervisors
from storage import audit, due, notices, persons
from storage.base import Transaction
from storage.due import Due
from storage.persons import Person


async def escalate(tx: Transaction, row: Due, hours: int) -> bool:
    """Look again when a notice has rested for so many hours, and tell the supervisors; never where there are none."""
    id_, _colon, stamp = row.subject.partition(":")
    client = await persons.get(tx, id_)
    if client is None or not hours:
        return True
    since = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    if tx.now < since + timedelta(hours=hours):
        await due.set(tx, ESCALATE, row.subject, since + timedelta(hours=hours), about=client.id)
    elif await nobody_looked(tx, client, since):
        await tell_supervisors(tx, client, "not_opened")
    return True


async def nobody_looked(tx: Transaction, client: Person, since: datetime) -> bool:
    """Say whether something waits of which the supervisors have not heard, and nobody has seen or done anything."""
    sent = await notices.sent_since(tx, client.id, since)
    waits = [one for one in sent if one.kind not in LAST_WAY and one.escalated_at is None and matters(one.kind, client)]
    if not waits or any(one.seen_at is not None for one in sent):
        return False
    return not await audit.somebody_acted(tx, client.id, since)


def matters(kind: str, client: Person) -> bool:
    """Say whether a notice still says something: not that messages do not arrive, when they do again."""
    return kind != "unreachable" or not client.reachable

"""How the house is, in numbers: what waits, what was set aside, how old the oldest update is, who has nobody."""

from collections.abc import Mapping

from storage import inbox, outbox, persons
from storage.base import Store


async def health_of(store: Store) -> Mapping[str, int | float | str | bool | None]:
    """Count what waits; no ids, no names, no content."""
    async with store.read() as tx:
        received, posted = await inbox.counts(tx), await outbox.counts(tx)
        alone = await persons.count_alone(tx)
    waits = (store.calendar.now() - received.oldest_at).total_seconds() if received.oldest_at else 0.0
    return {
        "inbox_waiting": received.waiting,
        "inbox_aside": received.aside,
        "inbox_unparsable": received.unparsable,
        "inbox_oldest_seconds": round(waits, 1),
        "outbox_waiting": posted.get("pending", 0) + posted.get("sending", 0),
        "outbox_aside": posted.get("aside", 0),
        "outbox_unknown": posted.get("unknown", 0),
        "clients_alone": alone,
    }

"""Whether anything is ready to go that only the machine's clock holds back."""

from sqlalchemy import or_, select

from storage.base import Transaction
from storage.tables import chat, outbox


async def held_by_the_clock(tx: Transaction) -> bool:
    """Say whether a row of a reachable chat waits for a bucket, a pause or a lease."""
    ready = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= tx.now)
    query = select(outbox.c.id).join(chat, chat.c.chat_index == outbox.c.chat_index)
    query = query.where(outbox.c.state.in_(["pending", "sending"]), ready, chat.c.reachable).limit(1)
    return await tx.db.scalar(query) is not None

"""
Research: who has said yes to it, and what is known of how their conversations went.

Nothing here opens what a client wrote.  An id stands in the list of the willing only with a standing yes, and the yes is
looked at again, and held, in the commit that notes the export.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import consents
from storage.base import Transaction
from storage.forgetting import FORGOTTEN
from storage.runs import OPEN
from storage.tables import consent, outbox, person, run

RESEARCH = "research"
CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Sent:
    """One question that went to the client, and in which language."""

    at: datetime
    language: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as far as it is still known; a month after its end nothing of it is."""

    id: str
    delivery: str | None
    opened_at: datetime
    open: bool
    sent: tuple[Sent, ...]


async def willing(tx: Transaction) -> Sequence[str]:
    """Give the clients whose last answer to research is yes, and who are not forgotten."""
    last = select(consent.c.client, func.max(consent.c.at).label("at")).where(consent.c.part == RESEARCH)
    newest = last.group_by(consent.c.client).subquery()
    standing = (consent.c.client == newest.c.client) & (consent.c.at == newest.c.at) & (consent.c.part == RESEARCH)
    query = select(consent.c.client).join(newest, standing).join(person, person.c.id == consent.c.client)
    here = (consent.c.answer, person.c.face == CLIENT, person.c.state != FORGOTTEN)
    return (await tx.db.scalars(query.where(*here).distinct())).all()


async def is_willing_until_commit(tx: Transaction, client: str) -> bool:
    """Say whether a client may be exported now, and let no answer change it before the commit."""
    if not await consents.allows_until_commit(tx, client, RESEARCH):
        return False
    state = await tx.db.scalar(select(person.c.state).where(person.c.id == client))
    return state is not None and state != FORGOTTEN


async def talks(tx: Transaction, client: str) -> list[Talk]:
    """Give the conversations about a client that are still known, with the questions that were sent in each."""
    sent: dict[str, list[Sent]] = {}
    went = (outbox.c.about == client, outbox.c.kind == "question", outbox.c.sent_at.is_not(None))
    questions = select(outbox.c.run, outbox.c.sent_at, outbox.c.language).where(*went).order_by(outbox.c.sent_at)
    for row in await tx.db.execute(questions):
        sent.setdefault(row.run, []).append(Sent(row.sent_at, row.language))
    known = select(run.c.id, run.c.delivery, run.c.opened_at, run.c.state).where(run.c.about == client)
    return [
        Talk(row.id, row.delivery, row.opened_at, row.state == OPEN, tuple(sent.get(row.id, ())))
        for row in await tx.db.execute(known)
    ]

"""Safety notes: what staff noted after asking in private; for staff only, never shown to a client or exported."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, insert, select

from flows.course import Safety
from storage.access import Actor, gate
from storage.base import Transaction
from storage.course_tables import safety_note

LABEL = "safety_note.answer"
VALID_FOR, A_MOMENT = timedelta(weeks=6), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class SafetyNote:
    """One note."""

    answer: Safety
    staff: str
    at: datetime


async def note(tx: Transaction, actor: Actor, client: str, answer: Safety) -> None:
    """Keep what was found when somebody asked."""
    await gate(tx, actor, client, "care")
    id_ = uuid4().hex
    sealed = await tx.seal(client, LABEL, id_, answer.value)
    last = await tx.db.scalar(select(func.max(safety_note.c.at)).where(safety_note.c.client == client))
    at = tx.now if last is None else max(tx.now, last + A_MOMENT)  # the later of two within one moment counts
    row = {"id": id_, "client": client, "staff": actor.person, "answer": sealed, "at": at}
    await tx.db.execute(insert(safety_note).values(row))


async def valid(tx: Transaction, client: str, since: datetime | None = None) -> SafetyNote | None:
    """
    Give the newest note while it counts: for six weeks, and not from before a stage was set.

    It is for rules of the house and for staff, never for a screen of the client.
    """
    after = tx.now - VALID_FOR if since is None else max(since, tx.now - VALID_FOR)
    query = select(safety_note).where(safety_note.c.client == client, safety_note.c.at >= after)
    row = (await tx.db.execute(query.order_by(safety_note.c.at.desc(), safety_note.c.id).limit(1))).one_or_none()
    if row is None:
        return None
    answer = Safety(await tx.open(client, LABEL, row.id, row.answer))
    return SafetyNote(answer, row.staff, row.at)


async def answer_now(tx: Transaction, client: str, since: datetime | None = None) -> Safety:
    """Give the answer that counts now; without a note it was not asked."""
    newest = await valid(tx, client, since)
    return newest.answer if newest is not None else Safety.NOT_ASKED

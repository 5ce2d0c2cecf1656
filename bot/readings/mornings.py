"""Who comes today, and what has changed since each last meeting; every look is in the audit."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.readings.asked import Asked, Look, found, local
from bot.readings.briefs import MOOD, RAISED, REVIEWED, TWELVE_WEEKS, cannot_wait, meetings_held
from bot.readings.logs import MORNING, READ_PART
from bot.readings.shown import entries_for
from flows.course import SessionState, Tried
from flows.morning import Coming, Today
from storage import consents, courses, persons
from storage.base import Transaction
from storage.courses import Session
from storage.log import Entry
from storage.persons import Person


async def today(asked: Asked) -> Today:
    """Give the meetings of today to the staff member who talks."""
    staff = await asked.person()
    deed = MORNING if asked.run.prompted else READ_PART  # what comes by itself is nobody's look
    rows = [await coming(asked, staff, one, deed) for one in await of_today(asked.tx, staff)]
    return Today(coming=tuple(rows), numbers=asked.programme.morning_numbers)


async def of_today(tx: Transaction, staff: Person) -> list[Session]:
    """Give the planned meetings of the staff member's day, in order."""
    day = local(tx.now, staff.zone).date()
    begins = datetime.combine(day, time(), ZoneInfo(staff.zone))
    ends = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(staff.zone))
    clients = [one.id for one in await persons.clients_of(tx, staff.id) if one.state == "active"]
    return await courses.between(tx, clients, begins, ends, SessionState.PLANNED)


async def coming(look: Look, staff: Person, session: Session, deed: str) -> Coming:
    """Give one meeting with its facts."""
    client = await found(look.tx, session.client)
    row = Coming(client=client.id, name=client.name or "–", meets_at=session.meets_at)
    if not await consents.allows(look.tx, client.id, "share"):
        return row
    held = await meetings_held(look.tx, client.id)
    kept = await entries_for(look.tx, staff, client.id, since=look.tx.now - TWELVE_WEEKS, deed=deed)
    return row.model_copy(update=changed(kept, max(held, default=None)))


def changed(kept: list[Entry], since: datetime | None) -> dict[str, object]:
    """Give what has changed since the last meeting: the newest mood beside the last one before, the task, what to raise."""
    new = [one for one in kept if since is None or one.at > since]
    moods = [one.value["mood"] for one in new if one.kind == MOOD and one.value["mood"] is not None]
    before = [
        one.value["mood"] for one in kept if one not in new and one.kind == MOOD and one.value["mood"] is not None
    ]
    tried = [Tried(one.value["tried"]) for one in new if one.kind == REVIEWED]
    return {
        "mood": moods[-1] if moods else None, "mood_before": before[-1] if before else None,
        "task": tried[-1] if tried else None, "raised": sum(one.kind in RAISED for one in new),
        "safety": any(cannot_wait(one) for one in new),
    }  # fmt: skip

"""Meetings: which one comes, which ones were held, and of which nobody has said anything yet."""

from datetime import datetime, timedelta

from bot.readings.asked import Asked, found, local
from flows.course import SessionState
from flows.course_readings import Meetings, MetMeeting, SessionShown
from storage import courses, persons
from storage.base import Transaction
from storage.courses import Session
from storage.persons import Person

ASKED_FOR = timedelta(days=14)  # a meeting further back is not asked about by itself any more


async def meetings(asked: Asked) -> Meetings:
    """Give the meetings of today, and earlier ones of which nobody has said anything."""
    staff = await asked.person()
    shown = [await shown_to_staff(asked.tx, session) for session in await to_be_told(asked.tx, staff)]
    return Meetings(meetings=tuple(shown))


async def to_be_told(tx: Transaction, staff: Person) -> list[Session]:
    """Give the planned meetings of a staff member that have begun by now."""
    clients = [client.id for client in await persons.clients_of(tx, staff.id) if client.state == "active"]
    return await courses.between(tx, clients, tx.now - ASKED_FOR, tx.now, SessionState.PLANNED)


async def shown_to_staff(tx: Transaction, session: Session) -> SessionShown:
    """Give one meeting with its number in the course: what was held and what is planned count, in the order of time."""
    client = await found(tx, session.client)
    course = await courses.latest(tx, session.client)
    all_of_them = await courses.sessions(tx, course) if course is not None else []
    return SessionShown(
        id=session.id, client=session.client, name=client.name or "–", meets_at=session.meets_at, state=session.state,
        number=number_of(session, all_of_them), of=course.sessions if course is not None else 0,
        logged_by=session.logged_by,
    )  # fmt: skip


def number_of(session: Session, all_of_them: list[Session]) -> int:
    """Give which meeting this is: those before it that were held or may still be."""
    before = [one for one in all_of_them if counts(one) and one.meets_at < session.meets_at]
    return len(before) + 1


def counts(session: Session) -> bool:
    """Say whether a meeting counts in the course."""
    return session.state in (SessionState.HELD, SessionState.PLANNED)


async def met_meeting(asked: Asked) -> MetMeeting:
    """Give the meeting that a client is asked about; none when somebody has said what became of it."""
    session = await courses.get_session(asked.tx, asked.ids.get("session", ""))
    if session is None or session.client != asked.run.about or session.state is not SessionState.PLANNED:
        return MetMeeting()
    course = await courses.latest(asked.tx, session.client)
    number = number_of(session, await courses.sessions(asked.tx, course)) if course is not None else 0
    return MetMeeting(meets_at=session.meets_at, number=number)


def soon(session: Session, now: datetime, zone: str) -> bool:
    """Say whether a meeting is within two days."""
    return local(session.meets_at, zone).date() <= local(now, zone).date() + timedelta(days=2)

"""
Courses and their sessions: what was agreed, when people meet, and what became of each meeting.

A client has at most one open course.  Nothing here decides anything; every date and every state was chosen by staff, or
told by the client and marked so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Row, Select, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite says ON CONFLICT in the same words

from flows.agreed import CourseFacts
from flows.course import SessionState
from storage.base import Transaction
from storage.course_tables import course as course_table
from storage.course_tables import session as session_table

LABEL = "course.body"
LOGGED = (SessionState.HELD, SessionState.MISSED)


@dataclass(frozen=True, slots=True)
class Course:
    """One course of a client."""

    id: str
    client: str
    template: str
    sessions: int
    days_apart: int
    facts: CourseFacts
    opened_at: datetime
    ended_at: datetime | None
    ended: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting: planned, held, missed or dropped; `logged_by` says whether staff or the client told so."""

    id: str
    client: str
    course: str
    meets_at: datetime
    state: SessionState
    logged_at: datetime | None
    logged_by: str | None
    moves: int


async def begin(
    tx: Transaction,
    client: str,
    *,
    template: str,
    sessions: int,
    days_apart: int = 7,
    id: str | None = None,  # noqa: A002 - an id is called id in every table
) -> Course:
    """Open a course; one that was still open is closed as finished early.  The same id opens the same course anew."""
    older = (course_table.c.client == client, course_table.c.ended_at.is_(None), course_table.c.id != (id or ""))
    await tx.db.execute(update(course_table).where(*older).values(ended_at=tx.now, ended="early"))
    made = Course(id or uuid4().hex, client, template, sessions, days_apart, CourseFacts(), tx.now, None, None)
    body = await tx.seal(client, LABEL, made.id, made.facts.model_dump(mode="json"))
    values = {
        "id": made.id, "client": client, "template": template, "sessions": sessions, "days_apart": days_apart,
        "body": body, "opened_at": tx.now,
    }  # fmt: skip
    again = {name: values[name] for name in ("template", "sessions", "days_apart")}
    await tx.db.execute(insert(course_table).values(values).on_conflict_do_update(index_elements=["id"], set_=again))
    return made


async def current(tx: Transaction, client: str) -> Course | None:
    """Give the open course of a client."""
    query = select(course_table).where(course_table.c.client == client, course_table.c.ended_at.is_(None))
    return next(iter(await _courses(tx, query)), None)


async def latest(tx: Transaction, client: str) -> Course | None:
    """Give the open course of a client, or else the one that ended last."""
    query = select(course_table).where(course_table.c.client == client)
    return next(iter(await _courses(tx, query.order_by(course_table.c.opened_at.desc()).limit(1))), None)


async def of_client(tx: Transaction, client: str) -> list[Course]:
    """Give every course of a client, the first one first."""
    query = select(course_table).where(course_table.c.client == client)
    return await _courses(tx, query.order_by(course_table.c.opened_at, course_table.c.id))


async def change(tx: Transaction, course: Course, facts: CourseFacts, *, sessions: int | None = None) -> None:
    """Keep other facts of a course; the log keeps what they were before."""
    body = await tx.seal(course.client, LABEL, course.id, facts.model_dump(mode="json"))
    values = {"body": body, "sessions": course.sessions if sessions is None else sessions}
    await tx.db.execute(update(course_table).where(course_table.c.id == course.id).values(values))


async def end(tx: Transaction, course: Course, how: str) -> None:
    """End a course; what was still planned of it is dropped."""
    await tx.db.execute(update(course_table).where(course_table.c.id == course.id).values(ended_at=tx.now, ended=how))
    planned = (session_table.c.course == course.id, session_table.c.state == SessionState.PLANNED.value)
    await tx.db.execute(
        update(session_table).where(*planned).values(state=SessionState.DROPPED.value, logged_at=tx.now)
    )


async def plan_session(
    tx: Transaction,
    course: Course,
    meets_at: datetime,
    *,
    id: str | None = None,  # noqa: A002 - as above
) -> Session:
    """Plan a meeting; the same id plans the same meeting anew."""
    made = Session(id or uuid4().hex, course.client, course.id, meets_at, SessionState.PLANNED, None, None, 0)
    values = {
        "id": made.id, "client": made.client, "course": made.course, "meets_at": meets_at,
        "state": made.state.value, "moves": 0,
    }  # fmt: skip
    again = {"meets_at": meets_at, "state": made.state.value, "logged_at": None, "logged_by": None}
    await tx.db.execute(insert(session_table).values(values).on_conflict_do_update(index_elements=["id"], set_=again))
    return made


async def move_session(tx: Transaction, session: Session, meets_at: datetime) -> None:
    """Let a meeting be at another time; one that was logged as missed is planned again."""
    values = {
        "meets_at": meets_at, "moves": session.moves + 1, "state": SessionState.PLANNED.value,
        "logged_at": None, "logged_by": None,
    }  # fmt: skip
    await tx.db.execute(update(session_table).where(session_table.c.id == session.id).values(values))


async def log_session(tx: Transaction, session: Session, state: SessionState, by: str) -> None:
    """Note what became of a meeting, and who said so; what staff have said is never changed by a client's word."""
    which = [session_table.c.id == session.id]
    if by == "client":
        which.append(session_table.c.state == SessionState.PLANNED.value)
    values = {"state": state.value, "logged_at": tx.now, "logged_by": by}
    await tx.db.execute(update(session_table).where(*which).values(values))


async def get_session(tx: Transaction, id: str) -> Session | None:  # noqa: A002 - an id is called id in every table
    """Give a meeting."""
    return next(iter(await _sessions(tx, select(session_table).where(session_table.c.id == id))), None)


async def sessions(tx: Transaction, course: Course) -> list[Session]:
    """Give every meeting of a course, the first one first."""
    query = select(session_table).where(session_table.c.course == course.id)
    return await _sessions(tx, query)


async def next_session(tx: Transaction, client: str) -> Session | None:
    """Give the next planned meeting of a client's open course."""
    course = await current(tx, client)
    if course is None:
        return None
    coming = (
        session_table.c.course == course.id,
        session_table.c.state == SessionState.PLANNED.value,
        session_table.c.meets_at > tx.now,
    )
    return next(iter(await _sessions(tx, select(session_table).where(*coming).limit(1))), None)


async def between(
    tx: Transaction, clients: Sequence[str], since: datetime, until: datetime, state: SessionState | None = None
) -> list[Session]:
    """Give the meetings of some clients in a span of time, `since` included and `until` not."""
    which = [session_table.c.client.in_(clients), session_table.c.meets_at >= since, session_table.c.meets_at < until]
    if state is not None:
        which.append(session_table.c.state == state.value)
    return await _sessions(tx, select(session_table).where(*which))


async def _courses(tx: Transaction, query: Select[tuple[object, ...]]) -> list[Course]:
    return [await _course(tx, row) for row in (await tx.db.execute(query)).all()]


async def _course(tx: Transaction, row: Row[tuple[object, ...]]) -> Course:
    facts = CourseFacts.model_validate(await tx.open(row.client, LABEL, row.id, row.body))
    return Course(
        row.id, row.client, row.template, row.sessions, row.days_apart, facts, row.opened_at, row.ended_at, row.ended
    )


async def _sessions(tx: Transaction, query: Select[tuple[object, ...]]) -> list[Session]:
    ordered = query.order_by(session_table.c.meets_at, session_table.c.id)
    return [
        Session(
            row.id, row.client, row.course, row.meets_at, SessionState(row.state), row.logged_at, row.logged_by,
            row.moves,
        )
        for row in await tx.db.execute(ordered)
    ]  # fmt: skip

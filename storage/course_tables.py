"""The tables of the work itself: courses, sessions, tasks, scheduled contacts, safety notes and marks for supervision."""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables import Instant, data, id_column

course = Table(
    "course",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("template", String(20), nullable=False),  # code of flows.course.TEMPLATES, or 'own'
    Column("sessions", Integer, nullable=False),  # how many are planned
    Column("days_apart", Integer, nullable=False, default=7),
    Column("body", LargeBinary, nullable=False),  # sealed flows.agreed.CourseFacts
    Column("opened_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended", String(16)),  # finished early moved not_reached referred worker_left died
    UniqueConstraint("client", "id"),
)
Index("ix_course_client_ended_at", course.c.client, course.c.ended_at)

session = Table(
    "session",
    data,
    id_column(primary=True),
    Column("client", String(32), nullable=False),
    Column("course", String(32), nullable=False),
    Column("meets_at", Instant, nullable=False),
    Column("state", String(10), nullable=False),  # planned held missed dropped
    Column("logged_at", Instant),
    Column("logged_by", String(8)),  # staff | client
    Column("moves", Integer, nullable=False, default=0),
    UniqueConstraint("client", "id"),
    ForeignKeyConstraint(["client", "course"], ["course.client", "course.id"], ondelete="CASCADE"),
)
Index("ix_session_client_meets_at", session.c.client, session.c.meets_at)
Index("ix_session_meets_at", session.c.meets_at)

task = Table(
    "task",
    data,
    id_column(primary=True),
    Column("client", String(32), nullable=False),
    Column("course", String(32), nullable=False),
    Column("state", String(10), nullable=False),  # proposed agreed paused closed
    Column("body", LargeBinary, nullable=False),  # sealed flows.agreed.TaskFacts
    Column("made_at", Instant, nullable=False),
    Column("agreed_at", Instant),
    Column("paused_at", Instant),
    Column("closed_at", Instant),
    UniqueConstraint("client", "id"),
    ForeignKeyConstraint(["client", "course"], ["course.client", "course.id"], ondelete="CASCADE"),
)
Index("ix_task_client_state", task.c.client, task.c.state)

contact = Table(  # somebody shall get in touch: a call, a quarter of an hour
    "contact",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("reason", String(12), nullable=False),  # planned asked silence unread referred
    Column("due_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("done_by", String(32)),  # staff
    UniqueConstraint("client", "id"),
)
Index("ix_contact_client_done_at", contact.c.client, contact.c.done_at)

safety_note = Table(  # for staff only: never on a client's screen, plan, file or export
    "safety_note",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("staff", String(32), nullable=False),
    Column("answer", LargeBinary, nullable=False),  # sealed flows.course.Safety
    Column("at", Instant, nullable=False),
    UniqueConstraint("client", "id"),
)
Index("ix_safety_note_client_at", safety_note.c.client, safety_note.c.at)

mark = Table(  # for staff only: what a counsellor wants to discuss in supervision
    "mark",
    data,
    id_column(primary=True),
    Column("client", String(32), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("staff", String(32), nullable=False),  # the counsellor who asks
    Column("entry", String(32), nullable=False),
    Column("question", LargeBinary),  # sealed words of the counsellor, with their language
    Column("outcome", LargeBinary),  # sealed words of the supervisor
    Column("marked_at", Instant, nullable=False),
    Column("discussed_at", Instant),
    UniqueConstraint("client", "id"),
)
Index("ix_mark_discussed_at", mark.c.discussed_at)

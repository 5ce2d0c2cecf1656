"""Readings about supervision: what was marked, for the counsellor who asked and for the supervisors."""

from datetime import datetime

from flows.course_readings import WordsShown
from flows.readings import EntryShown, Known


class MarkShown(Known):
    """One entry that a counsellor marked; the entry is gone when the client no longer shares it."""

    id: str
    staff: str | None = None
    client: str | None = None
    question: WordsShown | None = None
    entry: EntryShown | None = None
    outcome: WordsShown | None = None
    marked_at: datetime


class Queue(Known):
    """What waits for supervision; a counsellor sees the own marks with what came of them, a supervisor all that wait."""

    marks: tuple[MarkShown, ...] = ()
    mine_to_close: bool = False
    on_page: bool = False  # the entries are read on the page, and are not here

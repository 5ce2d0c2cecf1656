"""Readings for the morning: who comes today, in order, as facts that fit on one line each."""

from datetime import datetime

from flows.course import Tried
from flows.readings import Known


class Coming(Known):
    """One meeting of today, and what has changed since the last one; nothing but the name where the client keeps notes private."""

    client: str
    name: str
    meets_at: datetime
    mood: int | None = None
    mood_before: int | None = None
    task: Tried | None = None
    raised: int = 0
    safety: bool = False


class Today(Known):
    """The meetings of the day of the one who talks; `numbers` is off where the programme wants no moods in this message."""

    coming: tuple[Coming, ...] = ()
    numbers: bool = True

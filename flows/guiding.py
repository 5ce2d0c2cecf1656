"""Readings of the session cards: what a lay counsellor may read before a meeting, never filled from a score."""

from flows.course import Area
from flows.course_readings import WordsShown
from flows.readings import Known


class SessionGuide(Known):
    """The card of the next meeting of a client; without an aim there is none for this course."""

    client: str
    name: str
    number: int = 1
    of: int = 1
    aim: WordsShown | None = None
    ask: tuple[WordsShown, ...] = ()
    close: WordsShown | None = None
    draft: bool = True
    area: Area | None = None
    ideas: tuple[WordsShown, ...] = ()  # the first task ideas of the area that may be given now

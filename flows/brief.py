"""The brief: what a therapist reads in the five minutes before a meeting, all of it from the client's own log."""

from datetime import date, datetime

from flows.counting import Counts
from flows.course_readings import TaskShown
from flows.entries import Link, Said
from flows.readings import EntryShown, Known


class MoodGiven(Known):
    """One mood, with the client's own account of what went with it, pinned to its number; who gave none may have written."""

    on: date
    mood: int | None
    worst: int | None = None  # the lowest of the week, where it is asked for
    link: Link | None = None
    words: Said | None = None
    language: str = "en"
    new: bool = True  # given since the last meeting
    entry: str = ""  # the entry it comes from
    pin: int = 0  # the number by which its words are found in a list below the picture; none: there are no words


class TotalGiven(Known):
    """One measure as it was answered; the total is none where an item is missing."""

    on: date
    instrument: str
    total: int | None = None
    missing: int = 0
    item9: int | None = None
    form: str = ""  # totals of two forms are never put on one line
    language: str = "en"


class EventTold(Known):
    """Something that happened on a day, in the client's own words."""

    on: date
    words: str


class TaskTold(Known):
    """A task that the client told of on a day: tried, or not; neither counts against anybody."""

    on: date
    tried: bool


class Brief(Known):
    """
    One client on one page; what the client keeps private is not in it.

    Days are on the reader's calendar.  `gaps` are check-ins that came and were not answered: why is unknown.
    """

    client: str
    name: str = "–"
    language: str = "en"
    shares: bool = True
    today: date
    since: date | None = None  # the last meeting that was held; none: nobody has met yet, and two weeks are shown
    next_meeting: datetime | None = None
    number: int = 0
    of: int = 0
    opened_on: date | None = None  # when this reader opened the notes before
    first_check_in: date | None = None  # when nothing was written yet: when the first question goes out
    safety: tuple[EntryShown, ...] = ()
    known_until: date | None = None  # item 9 is known, and there is a plan, until this day
    moods: tuple[MoodGiven, ...] = ()  # of twelve weeks, oldest first
    gaps: tuple[date, ...] = ()
    meetings: tuple[date, ...] = ()  # those that were held
    totals: tuple[TotalGiven, ...] = ()
    firsts: tuple[TotalGiven, ...] = ()  # of each form the first that has a total, however old it is
    events: tuple[EventTold, ...] = ()  # as the client told them, for the picture
    told: tuple[TaskTold, ...] = ()
    raised: tuple[EntryShown, ...] = ()
    tasks: tuple[TaskShown, ...] = ()
    reviews: tuple[EntryShown, ...] = ()
    people: tuple[str, ...] = ()
    counts: Counts = Counts()  # of four weeks
    other: int = 0  # entries since the last meeting that stand in the notes and not here

    @property
    def numbered(self) -> tuple[tuple[MoodGiven, int], ...]:
        """Give the moods that have a number, each with it."""
        return tuple((one, one.mood) for one in self.moods if one.mood is not None)

"""Readings about a course: what the client may know of it, and what staff see of it."""

from datetime import date, datetime
from typing import Any, Literal

from flows.agreed import CourseFacts, TaskPlan
from flows.course import Carried, Ended, Mechanism, Phase, Safety, SessionState, TaskState, Tried
from flows.entries import Said
from flows.readings import Known
from locales.line import Line, verbatim

Closed = Literal["not_asked", "concern", "phone_not_private"]


class WordsShown(Known):
    """A sentence of the library, as a Line; or somebody's own words, which are never translated."""

    line: Any = None  # a Line as JSON
    said: Said | None = None
    language: str | None = None  # of own words

    def as_line(self) -> Line:
        """Give what can be read; for a voice note, an empty place that the caller replaces by a button."""
        if self.line is not None:
            return Line.from_json(self.line)
        return verbatim(self.said.text if self.said and self.said.text else "…")

    @property
    def voice(self) -> str | None:
        """The voice note, where there are no words."""
        return self.said.voice if self.said is not None and not self.said.text else None


class TaskShown(Known):
    """One task, for the client or for staff."""

    id: str
    state: TaskState
    words: WordsShown
    smaller: WordsShown | None = None  # a smaller version, where the library has one and it was not taken yet
    done_when: WordsShown | None = None
    why: WordsShown | None = None
    minutes: int | None = None
    by: date | None = None
    plan: TaskPlan | None = None
    tried: Tried | None = None
    carried: Carried | None = None
    days: int = 0  # a task of several days: how many
    noted: int = 0  # and how many of them were noted
    daily: WordsShown | None = None
    rated: bool = False
    low_words: WordsShown | None = None
    high_words: WordsShown | None = None
    by_client: bool = False
    made_at: datetime


class MyTask(Known):
    """The task that a conversation with the client is about, by the id given; none when it is closed or paused by now."""

    task: TaskShown | None = None
    today: date
    days_free: tuple[
        date, ...
    ] = ()  # the days on which it could be tried: from today until its last day, at most seven
    time: str = "18:00"  # the client's usual time
    next_session: datetime | None = None


class MyCourse(Known):
    """What the client may know of the course; area and stage only after staff said that both agreed."""

    open: bool = False
    held: int = 0
    sessions: int = 0
    next_session: datetime | None = None
    session_soon: bool = False  # the next meeting is within two days, or none is set: the full check-in
    worst: bool = False  # the check-in asks for the lowest mood of the week too
    area: Any = None  # flows.course.Area as its code
    second: Any = None  # the same; the check-in asks about each in turn
    goal: WordsShown | None = None
    formulation: WordsShown | None = None
    word: WordsShown | None = None  # what both call it
    tasks: tuple[TaskShown, ...] = ()  # agreed ones that wait to be looked at; never a paused one
    proposed: tuple[TaskShown, ...] = ()
    last_read_on: date | None = None  # the day on which somebody last opened the notes


class SessionShown(Known):
    """One meeting, for staff."""

    id: str
    client: str
    name: str
    meets_at: datetime
    state: SessionState
    number: int
    of: int
    logged_by: str | None = None


class ContactShown(Known):
    """One contact that is due."""

    id: str
    reason: str
    by: date
    overdue: bool = False


class SentShown(Known):
    """One prompt and what became of it, as it is: planned, sent, accepted, answered, not sent and why, unknown."""

    flow: str
    due_at: datetime
    state: str


class AimShown(Known):
    """How many tasks of the last four weeks were for one thing, and how many of them the client tried."""

    aim: Mechanism
    given: int
    tried: int


class Over(Known):
    """A course that has ended: how, when, from when on nobody reads, and who the client was told to turn to."""

    how: Ended
    on: date
    reads_until: date
    care: str | None = None


class ClientCard(Known):
    """Everything staff need to act for one client; the client's words only while the client shares."""

    client: str
    name: str
    language: str
    shares: bool = True
    open: bool = False
    template: str = ""
    held: int = 0
    sessions: int = 0
    phase: Phase = Phase.OPENING
    facts: CourseFacts = CourseFacts()
    next_session: SessionShown | None = None
    unlogged: tuple[SessionShown, ...] = ()  # meetings whose time has passed and of which nobody said anything
    usual_time: str = "10:00"
    tasks: tuple[TaskShown, ...] = ()  # not closed, newest last
    done: tuple[TaskShown, ...] = ()  # closed, newest last, at most ten
    aims: tuple[AimShown, ...] = ()  # tasks of the library only: own words have no such mark
    contacts: tuple[ContactShown, ...] = ()
    safety: Safety = Safety.NOT_ASKED
    safety_on: date | None = None
    quiet: bool = False  # everything is silent by staff
    ended: Over | None = None  # a course was there, and has ended
    guide: str = ""  # the session card of the next meeting, where there is one
    new: int = 0
    sent: tuple[SentShown, ...] = ()  # the last ten prompts
    today: date
    my_language: str = "en"


class IdeaShown(Known):
    """One idea of the library, for staff; `closed` says why it may not be given now."""

    id: str
    words: WordsShown
    done_when: WordsShown
    days: int = 0
    draft: bool = True
    closed: Closed | None = None


class Ideas(Known):
    """The ideas that fit the area and stage of a client's course, and those for every area."""

    client: str
    name: str
    ideas: tuple[IdeaShown, ...] = ()
    by: date | None = None  # a sensible last day: the day before the next meeting, or in a week
    has_task: bool = False  # a task is open already


class Meetings(Known):
    """Today's meetings of the staff member who talks, in order, and earlier ones of which nobody said anything."""

    meetings: tuple[SessionShown, ...] = ()


class MetMeeting(Known):
    """The meeting that a client is asked about, by the id given; none when somebody said what became of it."""

    meets_at: datetime | None = None
    number: int = 0

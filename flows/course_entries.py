"""The entries of a course: what was opened, agreed, tried, moved and held.  Each names its task or session by id."""

from datetime import date, datetime
from enum import Enum
from typing import ClassVar, Literal

from flows.agreed import OwnWords, TaskPlan
from flows.course import Area, Carried, SessionState, Soon, Stage, Tried
from flows.entries import Entry, Said

# Entries that staff or the house made: for a reader they are no news of the client.
NOT_BY_CLIENT = (
    "course_opened", "area_chosen", "goal_set", "formulation_set", "session_planned", "session_moved", "session_logged",
    "course_ended", "task_proposed", "task_reopened", "contact_planned", "contact_made", "silence_noted", "ending_spoken",
    "plan_agreed", "care_written", "referred", "word_chosen",
)  # fmt: skip
# In these nothing was told that anybody could read: the house showed or paused something, or the client left something out.
NOTHING_TOLD = ("safety_card_shown", "task_paused", "check_in_skipped", "measure_left")


class CourseOpened(Entry):
    """A course was opened."""

    kind: ClassVar[str] = "course_opened"
    template: str
    sessions: int


class AreaChosen(Entry):
    """The therapist chose what to work on; `agreed` says that both have spoken about it."""

    kind: ClassVar[str] = "area_chosen"
    area: Area | None
    second: Area | None = None
    stage: Stage | None = None
    agreed: bool = False


class GoalSet(Entry):
    """The goal line of the course."""

    kind: ClassVar[str] = "goal_set"
    words: OwnWords


class FormulationSet(Entry):
    """Why this was chosen, in one or two sentences that the client may read again."""

    kind: ClassVar[str] = "formulation_set"
    words: OwnWords


class WordChosen(Entry):
    """What both call it; without words no word is needed, or an illness is spoken of."""

    kind: ClassVar[str] = "word_chosen"
    words: OwnWords | None = None
    medical: bool = False


class AreaDoubted(Entry):
    """The client is not sure any more that this is what to work on."""

    kind: ClassVar[str] = "area_doubted"


class SessionPlanned(Entry):
    """A meeting was planned."""

    kind: ClassVar[str] = "session_planned"
    session: str
    meets_at: datetime


class SessionMoved(Entry):
    """A meeting was moved."""

    kind: ClassVar[str] = "session_moved"
    session: str
    before: datetime
    meets_at: datetime


class SessionLogged(Entry):
    """What became of a meeting, and who said so."""

    kind: ClassVar[str] = "session_logged"
    session: str
    meets_at: datetime
    state: SessionState
    by: Literal["staff", "client"]


class CourseEnded(Entry):
    """A course ended, in whatever week."""

    kind: ClassVar[str] = "course_ended"
    how: str


class TaskProposed(Entry):
    """A task was given to the client; `room` when it was agreed face to face."""

    kind: ClassVar[str] = "task_proposed"
    task: str
    idea: str | None = None
    words: OwnWords | None = None
    why: OwnWords | None = None
    minutes: int | None = None
    by: date | None = None
    room: bool = False


class TaskTold(Entry):
    """The client told after a meeting what was agreed there."""

    kind: ClassVar[str] = "task_told"
    task: str
    words: Said


class Reply(Enum):
    """What the client said to a task."""

    YES = "yes"
    CHANGE = "change"
    SMALLER = "smaller"
    NOT_NOW = "not_now"


class TaskAnswered(Entry):
    """The client answered to a task; `words` are the client's own wording of it."""

    kind: ClassVar[str] = "task_answered"
    task: str
    reply: Reply
    words: Said | None = None


class TaskPlanned(Entry):
    """The client planned when to try it."""

    kind: ClassVar[str] = "task_planned"
    task: str
    plan: TaskPlan


class Fits(Enum):
    """Whether the plan still fits today."""

    YES = "yes"
    MOVE = "move"
    NOT_TODAY = "not_today"


class TaskMoment(Entry):
    """At the planned moment: whether it still fits, and how the mood is just before."""

    kind: ClassVar[str] = "task_moment"
    task: str
    fits: Fits
    mood: int | None = None


class DayNoted(Entry):
    """One day of a task of several days."""

    kind: ClassVar[str] = "day_noted"
    task: str
    on: date
    number: int | None = None
    did: bool | None = None
    words: Said | None = None


class Hindered(Enum):
    """What got in the way."""

    FORGOT = "forgot"
    NO_TIME = "no_time"
    TOO_HARD = "too_hard"
    FELT_LOW = "felt_low"
    NO_SENSE = "no_sense"
    NOT_THERE = "not_there"
    OTHER = "other"


class TaskReviewed(Entry):
    """How it went, in the client's own account; nothing of it counts against anybody."""

    kind: ClassVar[str] = "task_reviewed"
    task: str
    tried: Tried
    words: Said | None = None
    helped: Said | None = None
    hindered: Hindered | None = None
    mood_after: int | None = None


class TaskCarried(Entry):
    """What shall happen with a task at the next meeting."""

    kind: ClassVar[str] = "task_carried"
    task: str
    carried: Carried
    by: Literal["staff", "client"] = "client"


class TaskPaused(Entry):
    """A task rests until staff open it again, because it was not safe."""

    kind: ClassVar[str] = "task_paused"
    task: str


class TaskReopened(Entry):
    """Staff opened a task again."""

    kind: ClassVar[str] = "task_reopened"
    task: str


class ContactPlanned(Entry):
    """Somebody shall get in touch by a day."""

    kind: ClassVar[str] = "contact_planned"
    contact: str
    reason: str
    by: date


class ContactMade(Entry):
    """Somebody got in touch."""

    kind: ClassVar[str] = "contact_made"
    contact: str


class Referred(Entry):
    """Staff turned to somebody else for the client; `passes` is what the client agreed may be passed on."""

    kind: ClassVar[str] = "referred"
    to: OwnWords
    soon: Soon
    passes: OwnWords | None = None
    rests: bool = False  # tasks rest meanwhile


class SilenceNoted(Entry):
    """So many weeks in a row without an answer: what that means is unknown."""

    kind: ClassVar[str] = "silence_noted"
    weeks: int

"""
Wishes about a course: what staff or the client want done with meetings, tasks and contacts, in the same commit.

`client` is given where staff act; without it the run's own client is meant.  A flow that keeps an entry about something
new names its id by `new_id`, which the run's own step makes stable.
"""

from datetime import date
from typing import ClassVar, Literal

from flows.agreed import OwnWords, TaskPlan
from flows.course import Area, Carried, Ended, Phase, Safety, Soon, Stage, Tried
from flows.entries import Said
from flows.wishes import Wished


class OpenCourse(Wished):
    """Open a course with its first planned meeting, if there is one."""

    kind: ClassVar[str] = "open_course"
    client: str
    template: str
    sessions: int
    first_on: date | None = None  # local date and time of the staff member who opens it
    time: str | None = None


class ChooseArea(Wished):
    """Set what to work on; none means that it is not chosen yet."""

    kind: ClassVar[str] = "choose_area"
    client: str
    area: Area | None
    second: Area | None = None
    stage: Stage | None = None
    agreed: bool = False


class SetPhase(Wished):
    """Set the part of the course; none means that the number of the meeting says it."""

    kind: ClassVar[str] = "set_phase"
    client: str
    phase: Phase | None = None


class SetGoal(Wished):
    """Set the goal line."""

    kind: ClassVar[str] = "set_goal"
    client: str
    words: OwnWords


class SetFormulation(Wished):
    """Set why this was chosen."""

    kind: ClassVar[str] = "set_formulation"
    client: str
    words: OwnWords


class ChooseWord(Wished):
    """Set what both call it: their own word, or none; `medical` lets a text speak of an illness that can be treated."""

    kind: ClassVar[str] = "choose_word"
    client: str
    words: OwnWords | None = None
    medical: bool = False


class DoubtArea(Wished):
    """Tell staff that the client is not sure about the area."""

    kind: ClassVar[str] = "doubt_area"


class PlanSession(Wished):
    """Plan a meeting on a local date and time of the staff member who talks."""

    kind: ClassVar[str] = "plan_session"
    client: str
    on: date
    time: str


class MoveSession(Wished):
    """Move a meeting; the client is told once."""

    kind: ClassVar[str] = "move_session"
    session: str
    on: date
    time: str


class DropSession(Wished):
    """Leave a planned meeting out."""

    kind: ClassVar[str] = "drop_session"
    session: str


class LogSession(Wished):
    """Say that a meeting was held or missed; `same_next` plans the next one at the same time."""

    kind: ClassVar[str] = "log_session"
    session: str
    state: Literal["held", "missed"]
    same_next: bool = False


class EndCourse(Wished):
    """End a course in whatever week."""

    kind: ClassVar[str] = "end_course"
    client: str
    how: Ended


class QuietNow(Wished):
    """Stop every message to a client in this commit, or let them begin again; the reason stays with staff."""

    kind: ClassVar[str] = "quiet_now"
    client: str
    quiet: bool = True


class NoteSafety(Wished):
    """Keep what was found when somebody asked in private."""

    kind: ClassVar[str] = "note_safety"
    client: str
    answer: Safety


class ProposeTask(Wished):
    """Give a task to a client; one agreed in the room needs no further yes, only the day."""

    kind: ClassVar[str] = "propose_task"
    client: str
    idea: str | None = None
    words: OwnWords | None = None
    why: OwnWords | None = None
    minutes: int | None = None
    by: date | None = None
    smaller: bool = False
    room: bool = False


class TellTask(Wished):
    """Keep the task that the client says was agreed, and let staff confirm it with one tap."""

    kind: ClassVar[str] = "tell_task"
    words: Said


class ConfirmTask(Wished):
    """Say that a task told by the client is the one that was agreed."""

    kind: ClassVar[str] = "confirm_task"
    task: str


class AcceptTask(Wished):
    """Say yes to a task, in the client's own words or as its smaller version if wished."""

    kind: ClassVar[str] = "accept_task"
    task: str
    words: Said | None = None
    smaller: bool = False


class DeclineTask(Wished):
    """Say not now; the therapist is told, and nothing is asked about it."""

    kind: ClassVar[str] = "decline_task"
    task: str


class PlanTask(Wished):
    """Plan when to try it; the reminder comes then."""

    kind: ClassVar[str] = "plan_task"
    task: str
    plan: TaskPlan


class NoteDay(Wished):
    """Keep one day of a task of several days."""

    kind: ClassVar[str] = "note_day"
    task: str
    on: date
    number: int | None = None
    did: bool | None = None


class ReviewTask(Wished):
    """Keep how it went; *not safe* pauses the task and everything that hangs on it, and staff are told."""

    kind: ClassVar[str] = "review_task"
    task: str
    tried: Tried


class CarryTask(Wished):
    """Say what shall happen with a task: keep it, make it smaller, change it, or drop it."""

    kind: ClassVar[str] = "carry_task"
    task: str
    carried: Carried


class ReopenTask(Wished):
    """Let a paused task go on; only staff may."""

    kind: ClassVar[str] = "reopen_task"
    task: str


class CloseTask(Wished):
    """Take a task back or close it; only staff may."""

    kind: ClassVar[str] = "close_task"
    task: str


class PlanContact(Wished):
    """Plan that somebody gets in touch by a local date."""

    kind: ClassVar[str] = "plan_contact"
    client: str
    by: date


class MadeContact(Wished):
    """Say that the person who talks got in touch."""

    kind: ClassVar[str] = "made_contact"
    contact: str


class Refer(Wished):
    """Turn to somebody else for a client: the client is told, supervisors hear of it, and somebody asks what came of it."""

    kind: ClassVar[str] = "refer"
    client: str
    to: OwnWords
    soon: Soon
    passes: OwnWords | None = None
    rests: bool = False


class TellMet(Wished):
    """Say as a client whether the meeting took place; what staff said is never changed by it."""

    kind: ClassVar[str] = "tell_met"
    session: str
    state: Literal["held", "moved", "missed"]

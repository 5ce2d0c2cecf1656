"""
What was agreed: the facts of a course and of a task, as they are kept sealed with the client's key.

Whoever wrote something freely is kept beside the language in which it was written: it is never translated by a machine.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from flows.course import Area, Carried, Phase, Stage, Tried
from flows.entries import Said


class Fact(BaseModel):
    """A frozen value of the plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OwnWords(Fact):
    """What somebody wrote or said, and in which language."""

    said: Said
    language: str


class MeasurePlan(Fact):
    """A measure that the therapist has switched on: at every meeting (0), or when so many days have passed."""

    instrument: str
    every_days: int = 0


class KnownItem(Fact):
    """Item 9 is known up to this answer, and client and therapist have a plan, until a day of review."""

    answer: int
    until: date


class ToolOn(Fact):
    """A tool that is switched on; `met_on` is the day on which the client first saw it."""

    tool: str
    on: date
    met_on: date | None = None


Numbers = Literal["at_once", "after_meeting", "never"]


class EndingFacts(Fact):
    """What therapist and client have spoken of about the ending, and what staff give the client to keep."""

    asked_on: date | None = None  # the therapist was asked whether it was spoken of
    care: OwnWords | None = None  # who to turn to afterwards, how, and how fast
    goodbye: OwnWords | None = None
    agreed_on: date | None = None  # therapist and client looked at the plan together
    monthly_until: date | None = None  # the monthly look ends with this day


class CourseFacts(Fact):
    """
    What a client and a therapist work on; without an area the course is in its opening, and that is a full state.

    `agreed` says that both have spoken about area and stage: before that no client text names them.  `phase` stands only
    where the therapist chose it; else the number of the meeting says it.
    """

    area: Area | None = None
    second: Area | None = None
    stage: Stage | None = None
    agreed: bool = False
    staged_at: datetime | None = None  # when the stage was last set: a safety note from before does not count any more
    phase: Phase | None = None
    goal: OwnWords | None = None
    formulation: OwnWords | None = None
    word: OwnWords | None = None  # what both call it, agreed in the room; without one no text needs a word
    medical: bool = False  # the therapist chose the medical explanation; only then a text may speak of an illness
    ending_spoken: bool = False
    measures: tuple[MeasurePlan, ...] = ()
    numbers: Numbers = "after_meeting"
    worst: bool = False  # the check-in asks for the lowest mood of the week too (clinical C2: off unless chosen)
    known: KnownItem | None = None
    tools: tuple[ToolOn, ...] = ()
    ending: EndingFacts = EndingFacts()

    @property
    def areas(self) -> tuple[Area, ...]:
        """Both areas, the first one first; what closes for safety looks at each."""
        return tuple(area for area in (self.area, self.second) if area is not None)


class TaskPlan(Fact):
    """When the client wants to try it, and what they thought of beforehand; only the day is ever asked for."""

    on: date
    time: str  # local wall time 'HH:MM'
    where: Said | None = None
    who: Said | None = None
    first_step: Said | None = None
    obstacle: Said | None = None
    plan_b: Said | None = None


class DayNote(Fact):
    """One day of a task of several days: a number from 0 to 10, or whether it was done."""

    on: date
    number: int | None = None
    did: bool | None = None


class TaskFacts(Fact):
    """One task: an idea of the library or own words, why, how long, by when, and how it went."""

    idea: str | None = None
    words: OwnWords | None = None
    smaller: bool = False
    why: OwnWords | None = None
    minutes: int | None = None
    by: date | None = None
    area: Area | None = None
    stage: Stage | None = None
    contact: bool = False  # doing it brings contact with the person of a dispute
    days: int = 0  # noted on several days: how many
    by_client: bool = False  # told by the client after a meeting
    reworded: bool = False  # the words are the client's own
    plan: TaskPlan | None = None
    notes: tuple[DayNote, ...] = ()
    tried: Tried | None = None
    carried: Carried | None = None

"""Readings about the ending: the staying-well plan, then and now, and where the ending stands."""

from datetime import date
from typing import Any

from pydantic import Field as PydanticField

from flows.course_readings import WordsShown
from flows.entries import Said
from flows.readings import Known
from flows.tools import Field


class Facts(Known):
    """What the client did, as facts of the log; zeros are never shown."""

    tasks: int = 0
    moments: int = 0
    people: int = 0
    check_ins: int = 0


class PlanShown(Known):
    """The staying-well plan as it stands: the last version of each of its parts, by tool."""

    parts: dict[str, tuple[Field, ...]] = PydanticField(default_factory=dict)
    care: WordsShown | None = None
    goodbye: WordsShown | None = None
    agreed_on: date | None = None
    hidden: tuple[str, ...] = ()  # names that never stand on a plan
    names: tuple[str, ...] = ()  # names that may become initials
    facts: Facts = Facts()
    open: bool = False  # both have spoken of the ending, or the course is over
    over_on: date | None = None  # from this day on nobody reads any more
    ended: bool = False
    today: date
    therapist: str | None = None


class PersonThen(Known):
    """One person as the client first wrote of them."""

    name: str
    hard: Said | None = None
    wish: Said | None = None


class ThenShown(Known):
    """What the client wrote first, to be put beside today."""

    people: tuple[PersonThen, ...] = ()
    area: Any = None  # flows.course.Area as its code, where both have agreed on it
    shares: bool = True
    name: str | None = None


class HardDate(Known):
    """A date that may be hard; none when it is not there any more."""

    name: str | None = None
    on: date | None = None
    plan: Said | None = None
    record: str = ""
    version: int = 1
    fields: tuple[Field, ...] = ()
    shares: bool = True


class EndingCard(Known):
    """Where the ending of one client stands, for staff; the plan only where it was asked for, and while the client shares."""

    client: str
    name: str
    open: bool = True  # a course is open
    spoken: bool = False
    held: int = 0
    sessions: int = 0
    last_on: date | None = None  # the day of the last planned meeting
    care: bool = False
    care_text: str | None = None  # as it was written; none where it is a voice note
    goodbye: bool = False
    goodbye_text: str | None = None
    reads_until: date  # from this day on nobody reads: as it is, or as it would be if the course ended today
    agreed_on: date | None = None
    monthly_until: date | None = None
    plan: PlanShown | None = None
    today: date
    language: str
    my_language: str = "en"

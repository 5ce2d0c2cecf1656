"""
Entries: the typed facts of the log.

An entry says what happened, in the past tense.  Codes are kept, never their words, so that each reader sees them in
their own language; what a person wrote or said is kept exactly as it came.
"""

from enum import Enum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from flows.questions import Json, Skipped, Written

ENTRIES: dict[str, type["Entry"]] = {}


class Entry(BaseModel):
    """A fact of the log; `kind` is what storage files it under, and every kind is known by being written down once."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **_more: Any) -> None:
        """Let `entry_from` know the kind."""
        ENTRIES[cls.kind] = cls


class Link(Enum):
    """What with people went along with the mood, in the client's own account; never read as a cause."""

    GOOD = "good"
    HARD = "hard"
    BOTH = "both"
    NOTHING = "nothing"


class Said(BaseModel):
    """A person's own words: text, or the reference of a voice note."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str | None = None
    voice: str | None = None
    seconds: int = 0


class MoodReported(Entry):
    """The client gave a mood, and may have said what with people went along with it."""

    kind: ClassVar[str] = "mood_reported"
    mood: int | None = None
    worst: int | None = None  # the lowest mood of the week, where staff chose to ask for it
    link: Link | None = None
    words: Said | None = None
    first: bool = False  # given at the end of joining
    after: tuple[str, ...] = ()  # the measures answered just before: the words are the client's account of them too


class Raised(Entry):
    """The client left something for the next meeting."""

    kind: ClassVar[str] = "raised"
    words: Said


class MomentsTold(Entry):
    """The client told the best and the hardest moment of the week."""

    kind: ClassVar[str] = "moments_told"
    best: Said | None = None
    hardest: Said | None = None


class ContactAsked(Entry):
    """The client asked the therapist to get in touch; not urgent."""

    kind: ClassVar[str] = "contact_asked"
    words: Said | None = None


class CheckInSkipped(Entry):
    """The client left out one check-in, which is fine."""

    kind: ClassVar[str] = "check_in_skipped"


class RunUnfinished(Entry):
    """A conversation was left open; `answers` holds what had been answered, by entry field."""

    kind: ClassVar[str] = "run_unfinished"
    flow: str
    answers: dict[str, Json]


def said(written: Written | Skipped) -> Said | None:
    """Give what was written as an entry keeps it; nothing when it was skipped."""
    if isinstance(written, Skipped):
        return None
    return Said(text=written.text, voice=written.voice, seconds=written.seconds)


def entry_from(kind: str, value: Any) -> Entry | None:
    """Give a kept entry back as its type; none when this version does not know the kind."""
    known = ENTRIES.get(kind)
    return known.model_validate(value) if known else None

"""
A programme's own tasks: new ones, and other words for those that Interlude ships.

They are read from `tasks.toml`, which lies beside `programme.toml`.  A task with the id of a shipped one changes only
what it gives.  What protects a client can be added there, never taken away.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from flows.content.tasks.shipped import SHIPPED
from flows.course import Area, Mechanism, Stage, Touch
from locales.languages import LANGUAGES, shipped
from locales.line import Line, verbatim

Spoken = Literal["wording", "smaller", "done_when", "daily", "low_words", "high_words"]
LONGEST = 300  # characters: a task that needs more is more than one task


def _in_languages_we_speak(said: Mapping[str, str]) -> Mapping[str, str]:
    """Accept a table of sentences by language, each short enough to be read on a small phone."""
    codes = [one.code for one in shipped()]
    for code, sentence in said.items():
        if code not in codes:
            raise ValueError(f"found the language '{code}'; write one of: {', '.join(codes)}")
        if not sentence.strip():
            raise ValueError(f"found nothing for '{code}'; write a sentence or take the line out")
        if len(sentence) > LONGEST:
            raise ValueError(f"found {len(sentence)} characters for '{code}'; write at most {LONGEST}")
    return said


Words = Annotated[dict[str, str], AfterValidator(_in_languages_we_speak)]


class OwnTask(BaseModel):
    """One task of a programme; what is not given stays as shipped, or is empty in a new task."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,30}$")
    area: Area | None = None
    stage: Stage | None = None
    mechanism: Mechanism | None = None
    touch: Touch | None = None
    safety: bool = False
    days: int | None = Field(default=None, ge=0, le=7)
    rated: bool | None = None
    medical: bool | None = None
    signed_by: str | None = Field(default=None, min_length=1)
    wording: Words = {}
    smaller: Words = {}
    done_when: Words = {}
    daily: Words = {}
    low_words: Words = {}
    high_words: Words = {}

    @property
    def new(self) -> bool:
        """Say whether Interlude ships no task of this id."""
        return self.id not in SHIPPED

    @model_validator(mode="after")
    def what_belongs_together_is_there(self) -> "OwnTask":
        """Refuse a new task that lacks a part, and a shipped one that would lose its protection."""
        fault = self._lacks() if self.new else self._loses()
        if fault:
            raise ValueError(f"{fault} (in the task '{self.id}')")
        return self

    def _lacks(self) -> str:
        given = self.model_fields_set
        for field in ("wording", "smaller", "done_when", "mechanism", "touch"):
            if not getattr(self, field):
                return f"'{field}' is not there; a new task needs it"
        if self.days and not self.daily:
            return "'daily' is not there; a task of several days needs the question of each day"
        if self.rated and not (self.low_words and self.high_words):
            return "'low_words' and 'high_words' are not there; say what 0 and 10 stand for"
        if "stage" in given and self.stage and self.area is not Area.DISPUTE:
            return "'stage' is given without area = \"dispute\"; take it out, or write the area"
        return ""

    def _loses(self) -> str:
        kept = SHIPPED[self.id]
        if self.area not in {None, kept.area} or self.stage not in {None, kept.stage}:
            return "'area' or 'stage' differs from the shipped task; give it an id of its own"
        if self.touch is not None and self.touch is not kept.touch and kept.touch is not Touch.NONE:
            return f'found touch = "{self.touch.value}"; it stays "{kept.touch.value}" here, or give an id of its own'
        if (self.days or 0) > 0 and not (self.daily or kept.daily):
            return "'daily' is not there; a task of several days needs the question of each day"
        return ""

    def said(self, field: Spoken, language: str, otherwise: Line | None = None) -> Line | None:
        """Give the words for a reader: in their language or the nearest, else `otherwise`, else as they were written."""
        words: dict[str, str] = getattr(self, field)
        return in_the_language_of(language, words, otherwise)


def in_the_language_of(reader: str, words: Mapping[str, str], otherwise: Line | None = None) -> Line | None:
    """Give words for a reader: in their language or the nearest, else `otherwise`, else as they were written."""
    spoken = LANGUAGES.get(reader)
    for code in (reader, *(spoken.chain if spoken else ("en",))):
        if code in words:
            return verbatim(words[code])
    return otherwise or next((verbatim(sentence) for sentence in words.values()), None)

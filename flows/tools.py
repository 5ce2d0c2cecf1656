"""
Tools: what a client can write down between two meetings, each a short list of questions.

A tool is data, and one conversation holds them all (`flows/client/tool.py`).  What is kept is a record of fields in the
client's own words; changing it keeps a new version, and nothing is ever judged, counted up or answered by the program.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from flows.course import Area, Safety, Touch
from flows.entries import Entry, Said
from locales.line import Line

Kind = Literal["words", "who", "pick", "several", "scale", "date", "day"]
Suggests = Literal["", "people", "helped"]
Group = Literal["opening", "middle", "grief", "dispute", "change", "loneliness", "ending"]
ToolClosed = Literal["off", "not_asked", "concern", "phone_not_private", "daylight"]
HIDDEN_FROM_STAFF = "shown"  # the field whose answer "no" keeps a record for the client alone


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its words, how the log heads the answer, and what kind of answer it takes."""

    name: str
    asked: Line
    label: Line
    kind: Kind = "words"
    options: tuple[tuple[str, Line], ...] = ()
    low: Line | None = None
    high: Line | None = None
    needed: bool = False
    suggests: Suggests = ""
    own: str = ""  # the step whose answer it is when the client writes instead of choosing; none: this one

    def words_of(self, code: str) -> Line | None:
        """Give the words of one of the options."""
        return dict(self.options).get(code)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Questions that are asked again and again: the lines of an exchange, the ways to decide."""

    name: str
    label: Line
    steps: tuple[Step, ...]
    again: Line
    at_most: int
    at_least: int = 1


Part: TypeAlias = Step | Rounds


@dataclass(frozen=True, slots=True)
class Tool:
    """
    One tool.

    `many` says that there can be several records; `hard` that it opens with a choice and ends with *how are you now?*;
    `tidies` that its messages leave the chat ten minutes after they were saved; `touch` what a safety note may close;
    `gate` that therapist and client must have spoken of it first.
    """

    id: str
    title: Line
    intro: Line
    parts: tuple[Part, ...]
    group: Group
    area: Area | None = None
    touch: Touch = Touch.NONE
    many: bool = False
    hard: bool = False
    tidies: bool = False
    gate: bool = False
    daylight: bool = False
    heading: str = ""  # the field that names a record in a list
    draft: bool = True

    def steps(self) -> Iterator[Step]:
        """Give every question."""
        for part in self.parts:
            yield from (part.steps if isinstance(part, Rounds) else (part,))

    @property
    def asks_who_sees(self) -> bool:
        """Say whether the client is asked of each record if staff may see it."""
        return any(step.name == HIDDEN_FROM_STAFF for step in self.steps())

    def part(self, name: str) -> Part | None:
        """Find a part by its name."""
        return next((part for part in self.parts if part.name == name), None)


class Field(BaseModel):
    """One answer of a record: own words, a code, a number or a day; `round` counts within repeated questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    round: int = 0
    said: Said | None = None
    code: str | None = None
    number: int | None = None
    on: date | None = None


class ToolKept(Entry):
    """A record of a tool, whole; one with the same `record` takes the place of the one before."""

    kind: ClassVar[str] = "tool_kept"
    tool: str
    record: str
    fields: tuple[Field, ...] = ()
    version: int = 1  # counts the changes of one record
    removed: bool = False


class ToolDone(Entry):
    """Something was written with a tool and kept by the client alone."""

    kind: ClassVar[str] = "tool_done"
    tool: str


def by_name(fields: Sequence[Field]) -> Mapping[str, Field]:
    """Give the single fields of a record by their names."""
    return {field.name: field for field in fields if field.round == 0}


def text_of(field: Field | None) -> str | None:
    """Give the words of a field, where it has any."""
    return field.said.text if field is not None and field.said is not None else None


def tool_closed(tool: Tool, safety: Safety, areas: Collection[Area]) -> ToolClosed | None:
    """
    Say why a tool may not be used now, as the same safety note closes tasks; none when it may.

    Whoever was not asked in private whether they are safe prepares no contact within a dispute.
    """
    dispute = Area.DISPUTE in (tool.area, *areas)
    match safety:
        case Safety.NOT_ASKED if dispute and tool.touch is Touch.CONTACT:
            return "not_asked"
        case Safety.CONCERN if tool.touch is Touch.CONTACT:
            return "concern"
        case Safety.PHONE_NOT_PRIVATE if tool.touch is Touch.RECORD:
            return "phone_not_private"
        case _:
            return None

"""Answers: what arrives from a person, and what it is once a question has taken it."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeAlias, TypeVar

from locales.line import Line

T = TypeVar("T")


class Skipped(Enum):
    """The answer of a question that the client chose to skip."""

    SKIPPED = "skipped"


class Expired(Enum):
    """The answer of a question whose time ran out."""

    EXPIRED = "expired"


class Left(Enum):
    """The answer of a question at which the client stopped altogether."""

    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of this very question was pressed."""

    code: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words were written, as they came."""

    text: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """A voice note was recorded; `seconds` is its length."""

    file_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Something else was sent, such as a sticker, a photo or a place."""

    kind: str


Raw: TypeAlias = Pressed | Wrote | Spoke | Sent


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """An answer of the promised type."""

    value: T


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An answer that the question cannot take, and what to say kindly before asking again."""

    line: Line


@dataclass(frozen=True)
class Written:
    """What a person wrote or said: words, or a voice note that is kept as a reference."""

    text: str | None = None
    voice: str | None = None
    seconds: int = 0

"""
The question: what every question promises, and the questions around another one: skippable, leavable, timed, helped.

A question takes what arrived (a press, words, a voice note), stores it as JSON, and restores it as the promised
type.  Codes travel and are kept; words are only shown.
"""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from flows.answers import Expired, Left, NotTaken, Pressed, Raw, Skipped, Taken
from locales.line import Line, pgettext

Json: TypeAlias = Any  # what json.dumps takes; a precise recursive alias costs every caller a cast and proves nothing
T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: the code that travels and the Line that is shown."""

    code: str
    line: Line


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Question(ABC, Generic[T]):
    """A question that promises an answer of type T."""

    line: Line

    @abstractmethod
    def take(self, raw: Raw) -> Taken[T] | NotTaken:
        """Turn what arrived into an answer, or say what would fit."""

    @abstractmethod
    def store(self, value: T) -> Json:
        """Give the answer as JSON for the journal."""

    @abstractmethod
    def restore(self, kept: Json) -> T:
        """Give the answer back from the journal."""

    @abstractmethod
    def form(self) -> Json:
        """Name the kind and the codes, never the words: what the shape is made of."""

    @abstractmethod
    def shown(self, value: T) -> Line:
        """Show the answer in the settled message."""

    def lines(self) -> tuple[Line, ...]:
        """Give what is shown above the buttons."""
        return (self.line,)

    def buttons(self) -> Rows:
        """Give the rows of buttons, none by default."""
        return ()

    @property
    def waits_for(self) -> timedelta | None:
        """How long the question stays open before the answer is `Expired`; none means the run's own window."""
        return None

    @property
    def help_button(self) -> bool:
        """Whether the help card is offered inline as well (hard topics and measures)."""
        return False

    def shape(self) -> str:
        """Give the short hash that pins a journal row to this question."""
        return hashlib.sha256(json.dumps(self.form(), sort_keys=True).encode()).hexdigest()[:16]

    def or_skip(self) -> "Question[T | Skipped]":
        """Let the client skip the question."""
        return Skippable(line=self.line, inner=self)

    def within(self, time: timedelta) -> "Question[T | Expired]":
        """Answer `Expired` by itself after `time`."""
        return Timed(line=self.line, inner=self, time=time)

    def or_leave(self) -> "Question[T | Left]":
        """Let the client stop here, in the middle of something hard; what was answered is kept."""
        return Leavable(line=self.line, inner=self)

    def with_help(self) -> "Question[T]":
        """Offer the help card under the question."""
        return Helped(line=self.line, inner=self)


@dataclass(frozen=True)
class _Around(Question[V], Generic[V, T]):
    """A question around another one, which it mostly repeats."""

    inner: Question[T]

    def lines(self) -> tuple[Line, ...]:
        return self.inner.lines()

    def buttons(self) -> Rows:
        return self.inner.buttons()

    def form(self) -> Json:
        return self.inner.form()

    @property
    def waits_for(self) -> timedelta | None:
        return self.inner.waits_for

    @property
    def help_button(self) -> bool:
        return self.inner.help_button


ENDINGS: dict[str, Line] = {
    "~skip": pgettext("answer", "skipped"),
    "~expired": pgettext("answer", "no answer"),
    # Translators: stands under a question at which the client stopped
    "~leave": pgettext("answer", "stopped here"),
}


@dataclass(frozen=True)
class _Ending(_Around[T | V, T], Generic[T, V]):
    """A question around another one that adds one value of its own, told by `mark`."""

    mark: Literal["~skip", "~expired", "~leave"] = "~skip"
    extra: Any = None  # the one value added; its type is V, said by the classes below

    def take(self, raw: Raw) -> Taken[T | V] | NotTaken:
        if isinstance(raw, Pressed) and raw.code == self.mark:
            return Taken(self.extra)
        taken = self.inner.take(raw)
        return Taken(taken.value) if isinstance(taken, Taken) else taken

    def store(self, value: T | V) -> Json:
        return {"mark": self.mark} if value is self.extra else self.inner.store(value)  # type: ignore[arg-type]

    def restore(self, kept: Json) -> T | V:
        if isinstance(kept, dict) and kept.get("mark") == self.mark:
            return self.extra  # type: ignore[no-any-return]
        return self.inner.restore(kept)

    def shown(self, value: T | V) -> Line:
        if value is self.extra:
            return ENDINGS[self.mark]
        return self.inner.shown(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Skippable(_Ending[T, Skipped]):
    """A question that may be skipped."""

    extra: Any = Skipped.SKIPPED


@dataclass(frozen=True)
class Leavable(_Ending[T, Left]):
    """A question at which the client may stop altogether."""

    mark: Literal["~skip", "~expired", "~leave"] = "~leave"
    extra: Any = Left.LEFT


@dataclass(frozen=True)
class Timed(_Ending[T, Expired]):
    """A question that answers itself when its time is over."""

    time: timedelta = timedelta()
    mark: Literal["~skip", "~expired", "~leave"] = "~expired"
    extra: Any = Expired.EXPIRED

    @property
    def waits_for(self) -> timedelta | None:
        """Give the time after which the answer is `Expired`."""
        return self.time


@dataclass(frozen=True)
class Helped(_Around[T, T]):
    """A question with the help card one tap away."""

    @property
    def help_button(self) -> bool:
        """Say that the help card is offered."""
        return True

    def take(self, raw: Raw) -> Taken[T] | NotTaken:
        """Leave the answer to the question inside."""
        return self.inner.take(raw)

    def store(self, value: T) -> Json:
        """Leave the keeping to the question inside."""
        return self.inner.store(value)

    def restore(self, kept: Json) -> T:
        """Leave the restoring to the question inside."""
        return self.inner.restore(kept)

    def shown(self, value: T) -> Line:
        """Leave the showing to the question inside."""
        return self.inner.shown(value)


def in_rows(buttons: Sequence[Button], columns: int) -> Rows:
    """Lay buttons out in rows of at most `columns`."""
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))


def skippable(question: Question[Any]) -> bool:
    """Say whether the client may skip this question."""
    return _wrapped(question, Skippable)


def leavable(question: Question[Any]) -> bool:
    """Say whether the client may stop altogether at this question."""
    return _wrapped(question, Leavable)


def _wrapped(question: Question[Any], kind: type[Any]) -> bool:
    while isinstance(question, _Around):
        if isinstance(question, kind):
            return True
        question = question.inner
    return False


def with_line(question: Question[T], line: Line) -> Question[T]:
    """Give the same question in other words."""
    if isinstance(question, _Around):
        return replace(question, line=line, inner=with_line(question.inner, line))
    return replace(question, line=line)

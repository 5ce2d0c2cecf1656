"""
Questions: what a flow may ask, and the type of answer that each promises.

A question takes what arrived (a press, words, a voice note), stores it as JSON, and restores it as the promised
type.  Codes travel and are kept; words are only shown.
"""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from flows.answers import (
    Expired,
    NotTaken,
    Pressed,
    Raw,
    Sent,
    Skipped,
    Spoke,
    Taken,
    Written,
    Wrote,
)
from locales.digits import digits_to_latin
from locales.line import Count, Line, _, pgettext, verbatim

Json: TypeAlias = Any  # what json.dumps takes; a precise recursive alias costs every caller a cast and proves nothing
T = TypeVar("T")
V = TypeVar("V")
__all__ = [
    "Button",
    "Choice",
    "Expired",
    "Helped",
    "Json",
    "NotTaken",
    "Option",
    "Pressed",
    "Question",
    "Raw",
    "Rows",
    "Scale",
    "Sent",
    "Skippable",
    "Skipped",
    "Spoke",
    "Taken",
    "Timed",
    "Words",
    "Written",
    "Wrote",
    "in_rows",
    "skippable",
    "with_line",
]


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

    def with_help(self) -> "Question[T]":
        """Offer the help card under the question."""
        return Helped(line=self.line, inner=self)


@dataclass(frozen=True)
class Option(Generic[V]):
    """One way to answer a choice: the value, whose code is kept, and its words."""

    value: V
    line: Line

    @property
    def code(self) -> str:
        """Give the stable code of the value."""
        return str(self.value.value) if isinstance(self.value, Enum) else str(self.value)


@dataclass(frozen=True)
class Choice(Question[V]):
    """One of several buttons."""

    options: Sequence[Option[V]]
    columns: int = 1

    def take(self, raw: Raw) -> Taken[V] | NotTaken:
        """Accept a press, or words that are exactly an option's code."""
        code = raw.code if isinstance(raw, Pressed) else raw.text.strip().casefold() if isinstance(raw, Wrote) else ""
        for option in self.options:
            if option.code == code:
                return Taken(option.value)
        return NotTaken(_("I could not keep that here. Please tap one of the buttons."))

    def store(self, value: V) -> Json:
        """Keep the code."""
        return Option(value, self.line).code

    def restore(self, kept: Json) -> V:
        """Find the value again by its code."""
        return next(option.value for option in self.options if option.code == kept)

    def form(self) -> Json:
        """Name the kind and the codes."""
        return ["choice", sorted(option.code for option in self.options)]

    def shown(self, value: V) -> Line:
        """Show the words of the chosen option."""
        return next(option.line for option in self.options if option.value == value)

    def buttons(self) -> Rows:
        """Give the options in rows of `columns`."""
        return in_rows([Button(option.code, option.line) for option in self.options], self.columns)


@dataclass(frozen=True)
class Scale(Question[int]):
    """A whole number between two ends, both said in words above the numbers."""

    low_words: Line
    high_words: Line
    low: int = 0
    high: int = 10

    def take(self, raw: Raw) -> Taken[int] | NotTaken:
        """Accept a press or a number typed in any digits."""
        text = raw.code if isinstance(raw, Pressed) else raw.text if isinstance(raw, Wrote) else ""
        try:
            number = int(digits_to_latin(text.strip()))
        except ValueError:
            return self._again()
        return Taken(number) if self.low <= number <= self.high else self._again()

    def _again(self) -> NotTaken:
        # Translators: somebody wrote words, or another number, where a number from {low} to {high} was asked
        line = _("I could not keep that here. Please tap a number from {low} to {high}.")
        return NotTaken(line.fill(low=Count(self.low), high=Count(self.high)))

    def store(self, value: int) -> Json:
        """Keep the number."""
        return value

    def restore(self, kept: Json) -> int:
        """Give the number back."""
        return int(kept)

    def form(self) -> Json:
        """Name the kind and both ends."""
        return ["scale", self.low, self.high]

    def shown(self, value: int) -> Line:
        """Show the number."""
        return _("{number}", number=Count(value))

    def lines(self) -> tuple[Line, ...]:
        """Say both ends in words, every time."""
        # Translators: both ends of a scale; {low} and {high} are numbers, the words stand for them
        ends = _("{low} = {low_words}\n{high} = {high_words}")
        ends = ends.fill(
            low=Count(self.low), high=Count(self.high), low_words=self.low_words, high_words=self.high_words
        )
        return (self.line, ends)

    def buttons(self) -> Rows:
        """Give rows of at most six numbers."""
        numbers = [Button(str(n), _("{number}", number=Count(n))) for n in range(self.low, self.high + 1)]
        return in_rows(numbers, 6)


@dataclass(frozen=True)
class Words(Question[Written]):
    """Free words, or a voice note."""

    max_length: int = 4096  # as long as Telegram lets one message be: nobody is sent back with what was hard to write
    voice: bool = True

    def take(self, raw: Raw) -> Taken[Written] | NotTaken:
        """Accept words up to the limit, or a voice note."""
        if isinstance(raw, Wrote) and 0 < len(raw.text.strip()) <= self.max_length:
            return Taken(Written(text=raw.text))
        if isinstance(raw, Wrote) and raw.text.strip():
            return NotTaken(
                _(
                    "That is longer than I can keep here ({limit} letters). Please send something shorter.",
                    limit=Count(self.max_length),
                )
            )
        if isinstance(raw, Spoke) and self.voice:
            return Taken(Written(voice=raw.file_id, seconds=raw.seconds))
        return NotTaken(self._wish())

    def _wish(self) -> Line:
        return _("I can keep words or a voice note here.") if self.voice else _("I can keep only words here.")

    def store(self, value: Written) -> Json:
        """Keep the words or the reference."""
        return {"text": value.text, "voice": value.voice, "seconds": value.seconds}

    def restore(self, kept: Json) -> Written:
        """Give the words back."""
        return Written(text=kept["text"], voice=kept["voice"], seconds=kept["seconds"])

    def form(self) -> Json:
        """Name the kind."""
        return ["words"]

    def shown(self, value: Written) -> Line:
        """Show the person's own words."""
        return verbatim(value.text) if value.text else pgettext("answer", "a voice note")


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


@dataclass(frozen=True)
class _Ending(_Around[T | V, T], Generic[T, V]):
    """A question around another one that adds one value of its own, told by `mark`."""

    mark: Literal["~skip", "~expired"] = "~skip"
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
            return pgettext("answer", "skipped") if self.mark == "~skip" else pgettext("answer", "no answer")
        return self.inner.shown(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Skippable(_Ending[T, Skipped]):
    """A question that may be skipped."""

    extra: Any = Skipped.SKIPPED


@dataclass(frozen=True)
class Timed(_Ending[T, Expired]):
    """A question that answers itself when its time is over."""

    time: timedelta = timedelta()
    mark: Literal["~skip", "~expired"] = "~expired"
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
    while isinstance(question, _Around):
        if isinstance(question, Skippable):
            return True
        question = question.inner
    return False


def with_line(question: Question[T], line: Line) -> Question[T]:
    """Give the same question in other words."""
    if isinstance(question, _Around):
        return replace(question, line=line, inner=with_line(question.inner, line))
    return replace(question, line=line)

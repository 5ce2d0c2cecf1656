"""Questions: what a flow may ask, and the type of answer that each promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from flows.answers import Expired, Left, NotTaken, Pressed, Raw, Sent, Skipped, Spoke, Taken, Written, Wrote
from flows.question import (
    Button,
    Helped,
    Json,
    Leavable,
    Question,
    Rows,
    Skippable,
    Timed,
    _Around,
    in_rows,
    leavable,
    skippable,
    with_line,
)
from locales.digits import digits_to_latin
from locales.line import Count, Line, _, pgettext, verbatim
from locales.wording import columns

V = TypeVar("V")
LABEL = 24  # columns of one button in a row, before Telegram cuts its words
__all__ = [
    "Button",
    "Choice",
    "Expired",
    "Helped",
    "Json",
    "Leavable",
    "Left",
    "NotTaken",
    "Option",
    "OrWords",
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
    "leavable",
    "skippable",
    "with_line",
]


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
    """Free words, or a voice note; `suggestions` are the person's own earlier words, each one tap away."""

    max_length: int = 4096  # as long as Telegram lets one message be: nobody is sent back with what was hard to write
    voice: bool = True
    written: bool = True
    longest: int | None = None  # seconds of a voice note; none: as long as it is
    suggestions: tuple[str, ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """Show the question; suggestions too long for a button stand under it with their numbers."""
        if not self.suggestions or self._short:
            return (self.line,)
        listed = [
            # Translators: one of the client's own earlier sentences, with the number of its button
            _("{number}. {words}", number=Count(n), words=verbatim(text))
            for n, text in enumerate(self.suggestions, 1)
        ]
        return (self.line, *listed)

    def buttons(self) -> Rows:
        """Offer the suggestions."""
        labels = [verbatim(text) for text in self.suggestions] if self._short else [
            _("{number}", number=Count(n)) for n in range(1, len(self.suggestions) + 1)
        ]  # fmt: skip
        return in_rows([Button(f"s{n}", label) for n, label in enumerate(labels, 1)], 2 if self._short else 4)

    @property
    def _short(self) -> bool:
        return all(columns(text) <= LABEL and "\n" not in text for text in self.suggestions)

    def take(self, raw: Raw) -> Taken[Written] | NotTaken:
        """Accept words up to the limit, a voice note, or a suggestion."""
        if isinstance(raw, Pressed) and raw.code[:1] == "s" and raw.code[1:].isdecimal():
            place = int(raw.code[1:]) - 1
            if 0 <= place < len(self.suggestions):
                return Taken(Written(text=self.suggestions[place]))
        if isinstance(raw, Wrote) and self.written and 0 < len(raw.text.strip()) <= self.max_length:
            return Taken(Written(text=raw.text))
        if isinstance(raw, Wrote) and self.written and raw.text.strip():
            return NotTaken(
                _(
                    "That is longer than I can keep here ({limit} letters). Please send something shorter.",
                    limit=Count(self.max_length),
                )
            )
        if isinstance(raw, Spoke) and self.voice and (self.longest is None or raw.seconds <= self.longest):
            return Taken(Written(voice=raw.file_id, seconds=raw.seconds))
        return NotTaken(self._wish())

    def _wish(self) -> Line:
        if self.longest is not None:
            # Translators: {seconds} is how long a voice note may be
            return _("I can take a voice note here, up to {seconds} seconds.", seconds=Count(self.longest))
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
class OrWords(_Around[V | Written, V]):
    """A choice that takes own words too: nobody who has found words for something hard is sent back to the buttons."""

    def take(self, raw: Raw) -> Taken[V | Written] | NotTaken:
        """Accept an option, or else words or a voice note."""
        taken = self.inner.take(raw)
        if isinstance(taken, Taken):
            return Taken(taken.value)
        if not isinstance(raw, Wrote | Spoke):
            return taken
        words = Words(self.line).take(raw)
        return Taken(words.value) if isinstance(words, Taken) else words

    def store(self, value: V | Written) -> Json:
        """Keep the words as words, and an option as its code."""
        return Words(self.line).store(value) if isinstance(value, Written) else self.inner.store(value)

    def restore(self, kept: Json) -> V | Written:
        """Give the words back, or the option."""
        return Words(self.line).restore(kept) if isinstance(kept, dict) else self.inner.restore(kept)

    def shown(self, value: V | Written) -> Line:
        """Show the person's own words, or those of the option."""
        return Words(self.line).shown(value) if isinstance(value, Written) else self.inner.shown(value)

"""
A Line: what will be said, before anyone knows in which language.

Lines are values.  They are kept as JSON in the outbox and the journal, and become words only in the sender, in the
language that the reader has then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Name:
    """A person's own words inside a sentence: a nickname, a name, a note."""

    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number, shown in the reader's digits."""

    n: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, shown with its weekday."""

    on: date


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware moment, shown by the reader's own clock."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A local wall time such as '18:00'."""

    time: str


@dataclass(frozen=True, slots=True)
class City:
    """A time zone such as 'Europe/Kyiv', shown by the name of its city."""

    zone: str


Blank: TypeAlias = "str | int | Name | Count | Day | Moment | Clock | City | Line"


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a catalog with the values of its blanks; never words of a particular language."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    blanks: tuple[tuple[str, Blank], ...] = ()

    def fill(self, **blanks: Blank) -> "Line":
        """Give the same line with these blanks added or replaced."""
        return replace(self, blanks=_ordered({**dict(self.blanks), **blanks}))

    def to_json(self) -> dict[str, Any]:
        """Give the line as JSON."""
        found: dict[str, Any] = {"m": self.msgid}
        if self.plural is not None:
            found["p"] = self.plural
        if self.context is not None:
            found["c"] = self.context
        if self.blanks:
            found["b"] = {name: _blank_to_json(blank) for name, blank in self.blanks}
        return found

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Line":
        """Take the line back from JSON."""
        blanks = {name: _blank_from_json(blank) for name, blank in kept.get("b", {}).items()}
        return cls(kept["m"], kept.get("p"), kept.get("c"), _ordered(blanks))


def _(msgid: str, **blanks: Blank) -> Line:
    """Mark a sentence."""
    return Line(msgid, blanks=_ordered(blanks))


def ngettext(one: str, many: str, n: int, **blanks: Blank) -> Line:
    """Mark a sentence that counts; `{n}` is the number."""
    return Line(one, many, blanks=_ordered({**blanks, "n": Count(n)}))


def pgettext(context: str, msgid: str, **blanks: Blank) -> Line:
    """Mark a sentence whose translation depends on where it stands."""
    return Line(msgid, context=context, blanks=_ordered(blanks))


def npgettext(context: str, one: str, many: str, n: int, **blanks: Blank) -> Line:
    """Mark a counting sentence with a context."""
    return Line(one, many, context, _ordered({**blanks, "n": Count(n)}))


def verbatim(text: str) -> Line:
    """Carry a person's own words, or official words, which are never translated."""
    return Line("{words}", context="verbatim", blanks=(("words", Name(text)),))


def _ordered(blanks: Mapping[str, Blank]) -> tuple[tuple[str, Blank], ...]:
    return tuple(sorted(blanks.items()))


def _blank_to_json(blank: Blank) -> Any:
    match blank:
        case Name(text):
            return {"t": "name", "v": text}
        case Count(n):
            return {"t": "count", "v": n}
        case Day(on):
            return {"t": "day", "v": on.isoformat()}
        case Moment(at):
            return {"t": "moment", "v": at.isoformat()}
        case Clock(time):
            return {"t": "clock", "v": time}
        case City(zone):
            return {"t": "city", "v": zone}
        case Line():
            return {"t": "line", "v": blank.to_json()}
        case _:
            return blank


def _blank_from_json(kept: Any) -> Blank:
    if not isinstance(kept, dict):
        return kept  # type: ignore[no-any-return]
    value = kept["v"]
    made: dict[str, Blank] = {}
    match kept["t"]:
        case "name":
            made["b"] = Name(value)
        case "count":
            made["b"] = Count(value)
        case "day":
            made["b"] = Day(date.fromisoformat(value))
        case "moment":
            made["b"] = Moment(datetime.fromisoformat(value))
        case "clock":
            made["b"] = Clock(value)
        case "city":
            made["b"] = City(value)
        case _:
            made["b"] = Line.from_json(value)
    return made["b"]

"""
The chat: all that a flow can see of the world.

`ask`, `read`, `now` and `until` are awaited and journalled; `say`, `keep` and `wish` only add to the turn.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, Self, TypeVar

from flows.entries import Entry
from flows.questions import Json, Question
from flows.wishes import Wished
from locales.line import Line

T = TypeVar("T")
M = TypeVar("M", bound="Kept")
Urgency = Literal["safety", "reply", "courtesy"]


class Kept(Protocol):
    """What can be journalled whole: a frozen pydantic model."""

    def model_dump(self, *, mode: str) -> dict[str, Json]:
        """Give the model as JSON."""
        ...

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """Make the model from JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """The flow waits for an answer."""

    key: str
    question: Question[Any]
    fills: str | None = None
    alone: bool = False  # left unfinished, the answer is for the client alone


@dataclass(frozen=True, slots=True)
class Reading:
    """The flow wants to know something that storage knows."""

    key: str
    model: type[Any]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Looking:
    """The flow looks at the calendar."""

    key: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The flow waits for a moment."""

    key: str
    until: datetime


Command = Asking | Reading | Looking | Waiting


@dataclass(frozen=True, slots=True)
class Say:
    """Words to be sent to the person who talks; `extras` are the host's (keyboard, gone_in, photo_qr, voice …)."""

    lines: tuple[Line, ...]
    urgency: Urgency = "reply"
    extras: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keep:
    """A log entry about the client."""

    entry: Any  # a model of flows.entries
    private: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to be done in the same commit."""

    wish: Any  # a model of flows.wishes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a flow ended before its last line."""

    state: Literal["later", "cancelled", "restart"]
    args: Mapping[str, Json] = field(default_factory=dict)


class _Step:
    """One awaitable step; the engine sends the journalled value back in."""

    __slots__ = ("command",)

    def __init__(self, command: Command) -> None:
        self.command = command

    def __await__(self) -> Generator[Command, Json, Json]:
        return (yield self.command)


Emit = Callable[[str, Say | Keep | Wish], None]


class Chat:
    """The person who talks, as a flow sees them."""

    def __init__(self, args: Mapping[str, Json], emit: Emit, prefix: str = "", *, alone: bool = False) -> None:
        self.args = args
        self._emit = emit
        self._prefix = prefix
        self._alone = alone

    def under(self, prefix: str) -> "Chat":
        """Give the same chat with `prefix.` before every key: for a flow called by another, or a round of a loop."""
        return Chat(self.args, self._emit, f"{self._prefix}{prefix}.", alone=self._alone)

    def alone(self) -> "Chat":
        """Give the same chat, in which what is answered and then left unfinished is for the client alone."""
        return Chat(self.args, self._emit, self._prefix, alone=True)

    async def ask(self, key: str, question: Question[T], *, fills: str | None = None) -> T:
        """Ask, and give the answer as the type that the question promises; `fills` names an entry field."""
        return question.restore(await _Step(Asking(self._prefix + key, question, fills, self._alone)))

    async def read(self, key: str, model: type[M], **ids: str) -> M:
        """Read something that storage knows, as it is at this step; replay sees the same."""
        return model.model_validate(await _Step(Reading(self._prefix + key, model, ids)))

    async def now(self, key: str) -> datetime:
        """Look at the calendar once; replay sees the same moment."""
        return datetime.fromisoformat(await _Step(Looking(self._prefix + key)))

    async def until(self, key: str, moment: datetime) -> None:
        """Wait for a moment, through restarts and deploys."""
        await _Step(Waiting(self._prefix + key, moment))

    def say(self, key: str, *lines: Line, urgency: Urgency = "reply", **extras: Json) -> None:
        """Say one message of one or more short paragraphs."""
        self._emit(f"say:{self._prefix}{key}", Say(lines, urgency, extras))

    def keep(self, entry: Entry, *, key: str = "", private: bool = False) -> None:
        """Keep a log entry; a loop that keeps several of one kind gives each a key."""
        self._emit(f"keep:{self._prefix}{entry.kind}{key and '/' + key}", Keep(entry, private))

    def wish(self, wish: Wished, *, key: str = "") -> None:
        """Have something done in the same commit."""
        self._emit(f"wish:{self._prefix}{wish.kind}{key and '/' + key}", Wish(wish))

    def later(self) -> Ending:
        """End here, to be opened again later."""
        return Ending("later")

    def cancel(self) -> Ending:
        """End here because the client wants to stop."""
        return Ending("cancelled")

    def restart(self, **args: Json) -> Ending:
        """Go on as a new run with these arguments, so that an endless conversation keeps a short journal."""
        return Ending("restart", args)

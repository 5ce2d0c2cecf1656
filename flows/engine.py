"""
The engine: a flow is an async function, made durable by replaying its journal.

A trampoline drives the coroutine with `send()`.  Every step whose answer is in the journal returns at once; the first
one without an answer is the open step.  Nothing is held in memory between two messages, so any process can serve any
client's next one.  Going back is a new row: history is kept, and what the flow did after that step is done again.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flows.chat import Asking, Chat, Command, Ending, Keep, Looking, Reading, Say, Waiting, Wish
from flows.errors import ForeignAwait, RunTooLong, StepMoved, StepRepeated
from flows.questions import Json, NotTaken, Raw, Taken

CAP = 500
REWIND = "~rewind"
FlowFunction = Callable[[Chat], Coroutine[Any, Any, Ending | None]]


@dataclass(frozen=True, slots=True)
class Row:
    """One journal row; `seq` counts from 1, `turn` counts the rewinds that crossed the step."""

    seq: int
    turn: int
    key: str
    shape: str
    value: Json
    at: datetime
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a flow said, kept or wished, keyed so that a replay repeats nothing."""

    key: str
    turn: int
    position: int
    what: Say | Keep | Wish


@dataclass(frozen=True)
class Standing:
    """Where a run stands after a replay."""

    effects: tuple[Effect, ...]
    open: Asking | Reading | Waiting | None
    ending: Ending | None
    rows: tuple[Row, ...]  # the standing rows, those that no rewind has crossed
    added: tuple[Row, ...]  # rows made by this replay itself (looks at the calendar)
    turn: int  # of the open step
    last_seq: int
    answered: tuple[Row, ...] = ()  # the standing rows that hold a person's answer
    filled: Mapping[str, Json] = field(default_factory=dict)  # entry field -> answer, for a run left unfinished
    alone: bool = False  # some of it is for the client alone

    def since(self, position: int) -> tuple[Effect, ...]:
        """Give the effects that came after the first `position` standing rows."""
        return tuple(effect for effect in self.effects if effect.position >= position)


def play(function: FlowFunction, args: Mapping[str, Json], journal: Sequence[Row], now: datetime) -> Standing:
    """Replay a journal and say where the run stands; `now` is used only where the flow looks at the calendar anew."""
    return _Walk(function, args, journal, now).play()


def answer(standing: Standing, raw: Raw, at: datetime, update_id: int | None = None) -> Row | NotTaken:
    """Turn what arrived into the journal row of the open question, or say why it cannot."""
    asking = standing.open
    if not isinstance(asking, Asking):
        raise TypeError("engine: an answer came where no question is open; look at `standing.open` first")
    taken = asking.question.take(raw)
    if not isinstance(taken, Taken):
        return taken
    return _row(standing, asking.key, asking.question.shape(), asking.question.store(taken.value), at, update_id)


def told(standing: Standing, value: Json, at: datetime) -> Row:
    """Give the journal row of an open reading or of a wait that is over."""
    match standing.open:
        case Reading(key, model):
            return _row(standing, key, f"read:{model.__name__}", value, at, None)
        case Waiting(key):
            return _row(standing, key, "until", value, at, None)
        case _:
            raise TypeError("engine: nothing was to be told; look at `standing.open` first")


def rewind(standing: Standing, key: str, at: datetime, update_id: int | None = None) -> Row:
    """Give the row that goes back to the question `key`; everything from there on is asked and done again."""
    position = next(place for place, row in enumerate(standing.rows) if row.key == key)
    return Row(standing.last_seq + 1, standing.turn, REWIND, "rewind", {"to": position, "key": key}, at, update_id)


def _row(standing: Standing, key: str, shape: str, value: Json, at: datetime, update_id: int | None) -> Row:
    return Row(standing.last_seq + 1, standing.turn, key, shape, value, at, update_id)


class _Walk:
    """One replay: the coroutine, the standing rows, and what was collected on the way."""

    def __init__(self, function: FlowFunction, args: Mapping[str, Json], journal: Sequence[Row], now: datetime) -> None:
        if len(journal) > CAP:
            raise RunTooLong(length=len(journal), cap=CAP)
        self.rows, self.rewinds = stand(journal)
        self.last_seq = journal[-1].seq if journal else 0
        self.now = now
        self.position = 0
        self.effects: list[Effect] = []
        self.added: list[Row] = []
        self.answered: list[Row] = []
        self.filled: dict[str, Json] = {}
        self.alone = False
        self.used: set[str] = set()
        self.coroutine = function(Chat(args, self.emit))

    def play(self) -> Standing:
        """Drive the flow to its open step or to its end."""
        opened: Command | None = None
        ending: Ending | None = None
        value: Json = None
        try:
            while opened is None:
                command = self.coroutine.send(value)
                opened, value = self.step(command)
        except StopIteration as stop:
            ending = stop.value
        finally:
            self.coroutine.close()
        return self.standing(opened, ending)

    def step(self, command: object) -> tuple[Command | None, Json]:
        """Give the journalled value of a step, or the step itself when it is open."""
        if not isinstance(command, Asking | Reading | Looking | Waiting):
            raise ForeignAwait(found=type(command).__name__)
        self.once(f"step:{command.key}")
        if self.position == len(self.rows):
            if not isinstance(command, Looking):
                return command, None
            self.look(command)
        return None, self.replayed(command)

    def look(self, command: Looking) -> None:
        """Journal a first look at the calendar."""
        self.last_seq += 1
        row = Row(self.last_seq, self.turn(), command.key, "now", self.now.isoformat(), self.now)
        self.rows.append(row)
        self.added.append(row)

    def replayed(self, command: Command) -> Json:
        """Take the next standing row, which must fit the step."""
        row = self.rows[self.position]
        if (row.key, row.shape) != (command.key, shape_of(command)):
            raise StepMoved(saved=f"{row.key} ({row.shape})", expected=f"{command.key} ({shape_of(command)})")
        self.position += 1
        if isinstance(command, Asking):
            self.answered.append(row)
            if command.fills:
                self.filled[command.fills] = row.value
                self.alone |= command.alone
        return row.value

    def emit(self, key: str, what: Say | Keep | Wish) -> None:
        """Collect an effect at the place where the flow is now."""
        self.once(key)
        self.effects.append(Effect(key, self.turn(-1), self.position, what))

    def once(self, key: str) -> None:
        """Refuse a key that was used before in this run."""
        if key in self.used:
            raise StepRepeated(key=key)
        self.used.add(key)

    def turn(self, offset: int = 0) -> int:
        """Count the rewinds that crossed the step at this place (an effect belongs to the step before it)."""
        return sum(to <= self.position + offset for to in self.rewinds)

    def standing(self, opened: Command | None, ending: Ending | None) -> Standing:
        """Collect the result."""
        assert not isinstance(opened, Looking)
        return Standing(
            effects=tuple(self.effects),
            open=opened,
            ending=ending,
            rows=tuple(self.rows),
            added=tuple(self.added),
            turn=self.turn(),
            last_seq=self.last_seq,
            answered=tuple(self.answered),
            filled=dict(self.filled),
            alone=self.alone,
        )


def stand(journal: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """Give the rows that no rewind has crossed, and the place to which each rewind went."""
    rows: list[Row] = []
    rewinds: list[int] = []
    for row in journal:
        if row.key == REWIND:
            rewinds.append(row.value["to"])
            del rows[row.value["to"] :]
        else:
            rows.append(row)
    return rows, rewinds


def unwound(journal: Sequence[Row]) -> list[Row]:
    """Give a journal as it was before somebody went back and had not answered anew."""
    kept = list(journal)
    while kept and kept[-1].key == REWIND:
        kept.pop()
    return kept


def shape_of(command: Command) -> str:
    """Name what a journal row of this step must look like; never its words."""
    match command:
        case Asking(question=question):
            return question.shape()
        case Reading(model=model):
            return f"read:{model.__name__}"
        case Looking():
            return "now"
        case Waiting():
            return "until"


def renumbered(row: Row, seq: int) -> Row:
    """Give the same row under another number."""
    return replace(row, seq=seq)

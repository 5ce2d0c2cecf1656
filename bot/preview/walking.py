"""Symbolic runs: a flow is played down every road, by its buttons and by sample words, without any storage."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from bot.preview.samples import NOW, samples
from flows.chat import Asking, Reading, Say, Waiting
from flows.engine import Row, Standing, answer, play, told
from flows.questions import NotTaken, Pressed, Question, Raw, Wrote, leavable, skippable
from flows.registry import Flow
from locales.line import Line

LONGEST, WROTE = 80, "~words"
SAMPLE = "Tea with Olha. We laughed."
ARGS = {"client": "c1", "task": "t1", "session": "s1", "record": "r1", "invite": "1", "of": "r1", "prompted": True}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the screen: something said, or a question with its buttons and the answer given here."""

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Line, ...], ...] = ()
    answer: Line | None = None


@dataclass
class Map:
    """What the symbolic runs of a flow found: its open questions, and where each answer leads."""

    nodes: dict[str, int] = field(default_factory=dict)  # step key -> how far from the beginning
    edges: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # (from, to) -> codes of the answers

    def add(self, source: str, target: str, code: str) -> None:
        """Note that an answer leads from one question to another, or to the end."""
        found = self.edges.setdefault((source, target), [])
        if code not in found:
            found.append(code)


class Run:
    """One symbolic run."""

    def __init__(self, flow: Flow, known: Mapping[type[Any], Any] | None = None) -> None:
        self.flow, self.known, self.rows = flow, known or samples(flow.face), list[Row]()
        self.standing = self._settled()

    @property
    def key(self) -> str:
        """The open question, or the end."""
        return self.standing.open.key if isinstance(self.standing.open, Asking) else END

    @property
    def depth(self) -> int:
        """How many answers were given."""
        return len(self.standing.answered)

    @property
    def question(self) -> Question[Any] | None:
        """The open question."""
        return self.standing.open.question if isinstance(self.standing.open, Asking) else None

    def ways(self) -> list[str]:
        """Give every answer that the open question takes, the plainest first."""
        asked = self.question
        if asked is None:
            return []
        found = [button.code for row in asked.buttons() for button in row]
        found += [WROTE] if not isinstance(asked.take(Wrote(SAMPLE)), NotTaken) else []
        return found + (["~skip"] if skippable(asked) else []) + (["~leave"] if leavable(asked) else [])

    def looked_at(self) -> set[str]:
        """Name what was looked at."""
        return {row.shape.removeprefix("read:") for row in self.rows if row.shape.startswith("read:")}

    def telling(self) -> list[str]:
        """Give the answers that may lead elsewhere: of numbers, only the first and the last."""
        ways = self.ways()
        numbers = [code for code in ways if code.isdigit()]
        return [code for code in ways if code not in numbers[1:-1]]

    def onward(self) -> str:
        """Give the answer that leads to the end soonest: skipping where it may be, else the plainest."""
        ways = self.ways()
        return "~skip" if "~skip" in ways else ways[0]

    def fork(self) -> "Run":
        """Give another run that stands at the same place."""
        other = copy(self)
        other.rows = list(self.rows)
        return other

    def take(self, code: str) -> None:
        """Answer the open question."""
        raw: Raw = Wrote(SAMPLE) if code == WROTE else Pressed(code)
        row = answer(self.standing, raw, NOW)
        assert isinstance(row, Row), "only what a question takes is given"
        self.rows.append(row)
        self.standing = self._settled()

    def _settled(self) -> Standing:
        standing = play(self.flow.function, ARGS, self.rows, NOW)
        while isinstance(standing.open, Reading | Waiting):
            value = (
                self.known[standing.open.model].model_dump(mode="json") if isinstance(standing.open, Reading) else None
            )
            self.rows += [*standing.added, told(standing, value, NOW)]
            standing = play(self.flow.function, ARGS, self.rows, NOW)
        self.rows += standing.added
        return play(self.flow.function, ARGS, self.rows, NOW)


END = "end"


def story(flow: Flow) -> list[Step]:
    """Play a flow once with the plainest answers, and give everything on the screen in order."""
    run, steps, seen = Run(flow), list[Step](), 0
    while True:
        for effect in run.standing.effects[seen:]:
            if isinstance(effect.what, Say):
                steps.append(said(effect.what))
        seen = len(run.standing.effects)
        asked = run.question
        if asked is None or len(steps) > LONGEST:
            return steps
        code = next(iter(run.ways()))
        buttons = tuple(tuple(button.line for button in row) for row in asked.buttons())
        run.take(code)
        given = asked.shown(asked.restore(next(row.value for row in reversed(run.standing.answered))))
        steps.append(Step(asked.lines(), buttons, given))


def said(say: Say) -> Step:
    """Give something said, with the doors that it opens."""
    opens = [Line.from_json(line) for _name, line in say.extras.get("open", ())]
    return Step(say.lines, tuple((line,) for line in opens))


def roads(flow: Flow) -> Map:
    """Find every question of a flow and where each answer leads, each answer of each question once."""
    begun = Run(flow)
    found = Map({begun.key: 0})
    for source, code, run in passed(flow):
        found.nodes[run.key] = min(found.nodes.get(run.key, run.depth), run.depth)
        found.add(source, run.key, code)
    return found


def passed(
    flow: Flow, known: Mapping[type[Any], Any] | None = None, *, brief: bool = False
) -> Iterator[tuple[str, str, Run]]:
    """
    Go every road of a flow to its end, and give each answer as it is given: its question, its code, the run after it.

    A brief look leaves out the numbers between the first and the last.
    """
    waiting: list[tuple[Run, str | None]] = [(Run(flow, known), None)]
    tried = set[tuple[str, str]]()
    while waiting:
        run, code = waiting.pop()
        while run.question is not None and run.depth < LONGEST:
            if code is None:
                fresh = [one for one in (run.telling() if brief else run.ways()) if (run.key, one) not in tried]
                tried |= {(run.key, one) for one in fresh}
                waiting += [(run.fork(), one) for one in fresh[1:]]
                code = fresh[0] if fresh else run.onward()
            source = run.key
            run.take(code)
            yield source, code, run
            code = None

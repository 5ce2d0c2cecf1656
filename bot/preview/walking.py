"""Symbolic runs: a flow is played down every road, by its buttons and by sample words, without any storage."""

from collections.abc import Mapping
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
    found, waiting, tried = Map(), [tuple[str, ...]()], set[tuple[str, str]]()
    while waiting:
        course = waiting.pop()
        run = Run(flow)
        for code in course:
            run.take(code)
        found.nodes.setdefault(run.key, len(course))
        while run.question is not None and len(course) < LONGEST:
            fresh = [code for code in run.ways() if (run.key, code) not in tried]
            tried |= {(run.key, code) for code in fresh}
            waiting += [(*course, code) for code in fresh[1:]]
            code = (fresh or run.ways())[0]
            source, course = run.key, (*course, code)
            run.take(code)
            found.nodes[run.key] = min(found.nodes.get(run.key, len(course)), len(course))
            found.add(source, run.key, code)
            if not fresh:
                break
        if course:
            note_last(flow, found, course)
    return found


def note_last(flow: Flow, found: Map, course: tuple[str, ...]) -> None:
    """Note where the last answer of a road leads."""
    before = Run(flow)
    for code in course[:-1]:
        before.take(code)
    source = before.key
    before.take(course[-1])
    found.nodes.setdefault(before.key, len(course))
    found.add(source, before.key, course[-1])

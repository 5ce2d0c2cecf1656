"""Everything that a flow can say: every message, question and button on every road, each once, whatever is the case."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bot.preview.otherwise import OTHERWISE
from bot.preview.samples import samples
from bot.preview.walking import Run, Step, passed, said, story
from flows.chat import Say, Wish
from flows.measure_readings import MeasuresDue
from flows.registry import Flow
from flows.wishes import Erase
from locales.line import Line

Shape = tuple[Any, ...]


@cache
def others(flow: Flow) -> tuple[Step, ...]:
    """Give what the plainest road does not show, in the order in which it is met."""
    seen = {shape for step in story(flow) for shape in shapes(step)}
    found: list[Step] = []
    for step in every_step(flow):
        new = shapes(step) - seen
        if new:
            found.append(step)
            seen |= new
    return tuple(found)


def every_step(flow: Flow) -> Iterator[Step]:
    """Give every step of every road: as usual, then with each thing that the flow looks at being otherwise."""
    usual = dict(samples(flow.face))
    looked_at = set[str]()
    for run in runs(flow, usual):
        looked_at |= run.looked_at()
        yield from screen(run)
    # A measure is looked at from every side where it is a conversation of its own.
    brief = dict(usual)
    if flow.name != "measure":
        brief[MeasuresDue] = usual[MeasuresDue].model_copy(update={"due": ()})
    for model, update in OTHERWISE:
        if model.__name__ in looked_at:
            for run in runs(flow, brief | {model: usual[model].model_copy(update=update)}, brief=True):
                yield from screen(run)


def runs(flow: Flow, known: Mapping[type[Any], Any], *, brief: bool = False) -> Iterator[Run]:
    """Give a run at its beginning, and after each answer on every road."""
    yield Run(flow, known)
    yield from (run for _source, _code, run in passed(flow, known, brief=brief))


def screen(run: Run) -> Iterator[Step]:
    """Give what stands on the screen of a run."""
    for effect in run.standing.effects:
        if isinstance(effect.what, Say):
            yield said(effect.what)
        elif isinstance(effect.what, Wish) and isinstance(effect.what.wish, Erase):
            yield Step(tuple(Line.from_json(line) for line in effect.what.wish.receipt))
    if run.question is not None:
        yield Step(run.question.lines(), tuple(tuple(one.line for one in row) for row in run.question.buttons()))


def keys(step: Step) -> Iterator[tuple[str | None, str]]:
    """Name every line of a step, and every line within it, as the catalogs do."""
    answer = (step.answer,) if step.answer is not None else ()
    waiting = [*step.lines, *answer, *(line for row in step.buttons for line in row)]
    while waiting:
        line = waiting.pop()
        waiting += [value for _name, value in line.blanks if isinstance(value, Line)]
        yield line.context, line.msgid


def shapes(step: Step) -> set[Shape]:
    """Give the shapes of the lines and buttons of a step."""
    return {shape(line) for line in (*step.lines, *(line for row in step.buttons for line in row))}


def shape(line: Line) -> Shape:
    """Give a line without the values of its blanks; a line inside it is a part of it."""
    return (line.context, line.msgid, *(shape(value) for _name, value in line.blanks if isinstance(value, Line)))

"""
Walks every scene down every road, each time by the same deeds, whatever the language.

A course is a list of deeds from the first question to the end; the courses of a scene together do everything that can
be done at each of its questions: every button, words, a voice note, skipping, going back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flows import registry
from flows.content.tools import TOOLS
from flows.questions import NotTaken, Pressed, Question, Raw, Sent, Spoke, Wrote, leavable, skippable
from flows.wishes import Erase
from locales.line import Line
from locales.voice import voice_for
from tests.flows.player import Player
from tests.flows.scenes import OTHERWISE, Scene
from tests.flows.screens import screens_of

LONGEST = 60  # deeds of one course
# One conversation holds every tool: three are walked down every road, the others down those that say something new.
ALIKE = frozenset(TOOLS) - {"my_people", "memories_during", "plan_signs"}
SKIP, BACK, WRITE, SPEAK, LEAVE = "~skip", "~back", "~write", "~speak", "~leave"
TOO_LONG = Wrote("?" * 2001)
Course = tuple[str, ...]


@dataclass
class Walk:
    """One course: the lines asked at each step, and as they were said then; every line shown; what the journal holds."""

    asked: list[list[Line]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    seen: dict[Line, None] = field(default_factory=dict)  # in order, each once; a line is the same in every language
    screens: dict[str, None] = field(default_factory=dict)  # the payloads in JSON, each once
    history: list[object] = field(default_factory=list)
    over: bool = False
    effects: int = 0  # how many were looked at


def every_flow() -> list[str]:
    """Name every flow that people can meet."""
    return sorted({flow.name for flow in registry.all_flows() if not flow.name.startswith("tests.")})


@cache
def scenes(flow: str) -> tuple[Scene, ...]:
    """Give a flow as usual, and once with each thing that it looks at being otherwise."""
    if flow in ALIKE:
        return (Scene(flow),)
    usual = [Scene(flow), *([Scene(flow, prompted=True)] if flow == "check_in" else [])]
    others = [Scene(flow, number) for number, (model, _) in enumerate(OTHERWISE) if model.__name__ in looked_at(flow)]
    return (*usual, *(scene for scene in others if courses(scene)))


def every_course(flow: str, *, usual: bool = False) -> Iterator[tuple[Scene, Course]]:
    """Give every course of every scene of a flow, or only of the usual ones."""
    yield from ((scene, course) for scene in scenes(flow) if scene.usual or not usual for course in courses(scene))


@cache
def looked_at(flow: str) -> frozenset[str]:
    """Name what a flow looks at, on any of its roads."""
    rows = [row for course in courses(Scene(flow)) for row in played(Scene(flow), course).rows]
    return frozenset(row.shape.removeprefix("read:") for row in rows if row.shape.startswith("read:"))


@cache
def courses(scene: Scene) -> tuple[Course, ...]:
    """Give the courses of a scene; where one thing differs from the usual, those on which something new is seen."""
    if scene.usual:
        return roads(scene)
    usual, kept = Scene(scene.flow), []
    known = {line for course in roads(usual) for line in walked(usual, course, ("en",)).seen}
    for course in roads(scene):
        seen = walked(scene, course, ("en",)).seen.keys()
        if seen - known:
            kept.append(course)
            known |= seen
    return tuple(kept)


@cache
def roads(scene: Scene) -> tuple[Course, ...]:
    """Find courses that together do every deed at every question, each going on with the first deed to the end."""
    waiting: list[Course] = [()]
    known: set[tuple[str | None, str]] = set()
    found = []
    while waiting:
        course = waiting.pop()
        player = played(scene, course)
        while not player.over and len(course) < LONGEST:
            first, *others = deeds(player)
            fresh = [deed for deed in others if (player.key, deed) not in known and (whole(scene) or telling(deed))]
            known.update((player.key, deed) for deed in fresh)
            waiting += [(*course, deed) for deed in fresh]
            act(player, first)
            course = (*course, first)
        found.append(course)
    return tuple(found)


def whole(scene: Scene) -> bool:
    """Say whether every deed is done: in the usual scene, but of what is held alike only in some: three tools, one check-in."""
    return scene.usual and scene.flow not in ALIKE and (scene.flow != "check_in" or scene.prompted)


def telling(deed: str) -> bool:
    """Say whether a deed can change what is said; where only one thing differs from the usual, the others are left out."""
    return deed not in {BACK, SPEAK} and not deed.isdigit()


def played(scene: Scene, course: Course) -> Player:
    """Play a course in English."""
    player = scene.opened("en")
    for deed in course:
        act(player, deed)
    return player


def deeds(player: Player) -> list[str]:
    """Give what can be done at the open question, the plainest first."""
    found = [button.code for row in player.question.buttons() for button in row]
    found += [deed for deed in (WRITE, SPEAK) if not isinstance(taken(player.question, raw(deed)), NotTaken)]
    found += [SKIP] if skippable(player.question) else []
    found += [LEAVE] if leavable(player.question) else []
    return [*found, *([BACK] if player.standing.answered else [])]


def raw(deed: str) -> Raw:
    """Give what a deed sends; words are without letters, so that no script shines through."""
    return Wrote("12 345") if deed == WRITE else Spoke("f1", 5) if deed == SPEAK else Pressed(deed)


def taken(question: Question[Any], sent: Raw) -> Any:
    """Let a question take what was sent."""
    found = question.take(sent)
    return found if isinstance(found, NotTaken) else found.value


def act(player: Player, deed: str) -> None:
    """Do one deed."""
    match deed:
        case "~back":
            player.back()
        case "~write":
            player.write("12 345")
        case "~speak":
            player.speak()
        case _:
            player.tap(deed)


@cache
def walked(scene: Scene, course: Course, languages: tuple[str, ...]) -> Walk:
    """Walk a course, in one language or in several that take turns at every step."""
    player, walk = scene.opened(languages[0]), Walk()
    for number, deed in enumerate(course):
        player.language = languages[number % len(languages)]
        walk.asked.append(list(player.question.lines()))
        walk.said.append(said(walk.asked[-1], player.language))
        look(player, walk)
        if deed != BACK:
            show(walk, [player.question.shown(taken(player.question, raw(deed)))])
        act(player, deed)
    look(player, walk)
    walk.history, walk.over = history(player), player.over
    return walk


def look(player: Player, walk: Walk) -> None:
    """Note everything that can be seen now: what was said, what it opens, a receipt, the question, a kind refusal."""
    walk.screens.update(dict.fromkeys(screens_of(player, since=walk.effects)))
    for effect in player.effects[walk.effects :]:
        lines = list(getattr(effect.what, "lines", ()))
        lines += [Line.from_json(line) for _name, line in getattr(effect.what, "extras", {}).get("open", ())]
        show(walk, lines)
    walk.effects = len(player.effects)
    for erased in player.wished(Erase):
        show(walk, [Line.from_json(line) for line in erased.receipt])
    if player.over:
        return
    show(walk, [*player.question.lines(), *(b.line for row in player.question.buttons() for b in row)])
    refused = [taken(player.question, poor) for poor in (Sent("sticker"), Pressed("nothing"), TOO_LONG)]
    show(walk, [answer.line for answer in refused if isinstance(answer, NotTaken)])


def show(walk: Walk, lines: list[Line]) -> None:
    """Note lines."""
    walk.seen.update(dict.fromkeys(lines))


def said(lines: list[Line], language: str) -> str:
    """Say lines in a language, as Telegram's HTML."""
    return "\n".join(voice_for(language).html(line) for line in lines)


def history(player: Player) -> list[object]:
    """Give what the journal and the effects hold, without a word of any language."""
    rows = [(row.seq, row.turn, row.key, row.shape, row.value) for row in player.rows]
    return [*rows, *((effect.key, effect.turn, repr(effect.what)) for effect in player.effects), player.ended]

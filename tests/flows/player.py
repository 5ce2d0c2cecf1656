"""Plays a flow as a person would: reads the screen, taps, writes; every journal row passes through JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel

import flows.client
import flows.staff  # noqa: F401 - the conversations register themselves as they are imported
from flows import registry
from flows.chat import Asking, Keep, Reading, Say, Waiting, Wish
from flows.course_readings import MyCourse
from flows.engine import Effect, Row, Standing, answer, play, rewind, told
from flows.measure_readings import MeasuresDue
from flows.questions import NotTaken, Pressed, Question, Raw, Sent, Spoke, Wrote, leavable, skippable
from flows.tool_readings import MyTools
from locales.line import Line
from locales.voice import voice_for

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
Told = BaseModel | Callable[[Mapping[str, str]], BaseModel]


class Player:
    """One person in one conversation; readings are given as values, or as functions of the ids asked for."""

    def __init__(
        self,
        flow: str,
        *readings: BaseModel,
        args: Mapping[str, Any] | None = None,
        language: str = "en",
        now: datetime = NOON,
        answers: Mapping[type[BaseModel], Told] | None = None,
    ) -> None:
        self.flow = registry.find(flow)
        self.args = dict(args or {})
        given: dict[type[BaseModel], Told] = {type(reading): reading for reading in readings}
        usual: dict[type[BaseModel], Told] = {MyCourse: MyCourse(), MeasuresDue: MeasuresDue(), MyTools: MyTools()}
        self.told: dict[type[BaseModel], Told] = {**usual, **given, **(answers or {})}
        self.language, self.now = language, now
        self.rows: list[Row] = []
        self.kept = 0  # how many of them came back from the database
        self.refusals: list[str] = []
        self.taps = 0
        self.standing = self._settle()

    # -- what the person does
    def tap(self, label: str) -> None:
        """Tap the button with this label (or this code)."""
        codes = {self.text(button.line): button.code for row in self.question.buttons() for button in row}
        if skippable(self.question):
            codes["Skip"] = "~skip"
        if leavable(self.question):
            codes["Stop here"] = "~leave"
        self.taps += 1
        self._take(Pressed(codes.get(label, label)))

    def write(self, text: str) -> None:
        """Write something."""
        self._take(Wrote(text))

    def speak(self, seconds: int = 5) -> None:
        """Record a voice note."""
        self._take(Spoke(f"voice-{seconds}", seconds))

    def sticker(self) -> None:
        """Send a sticker."""
        self._take(Sent("sticker"))

    def back(self) -> None:
        """Go back one question."""
        self.rows.append(rewind(self.standing, self.standing.answered[-1].key, self.now))
        self.standing = self._settle()

    def wait(self, time: timedelta) -> None:
        """Let time pass; a wait that is over is told so."""
        self.now += time
        if isinstance(self.standing.open, Waiting) and self.standing.open.until <= self.now:
            self.rows.append(told(self.standing, None, self.now))
            self.standing = self._settle()

    # -- what the person sees, and what came of it
    @property
    def question(self) -> Question[Any]:
        """The open question."""
        assert isinstance(self.standing.open, Asking), f"no question is open: {self.standing.open}"
        return self.standing.open.question

    @property
    def key(self) -> str | None:
        """The key of the open step, or none at the end."""
        return getattr(self.standing.open, "key", None)

    @property
    def asked(self) -> str:
        """The words of the open question."""
        return self.text(self.question.line)

    @property
    def labels(self) -> list[str]:
        """The buttons of the open question."""
        return [self.text(button.line) for row in self.question.buttons() for button in row]

    @property
    def said(self) -> dict[str, str]:
        """What was said so far, by key."""
        says = [
            (effect.key.removeprefix("say:"), effect.what) for effect in self.effects if isinstance(effect.what, Say)
        ]
        return {key: "\n\n".join(self.text(line) for line in say.lines) for key, say in says}

    @property
    def extras(self) -> dict[str, Mapping[str, Any]]:
        """What the host does with each thing said, by key."""
        return {
            effect.key.removeprefix("say:"): effect.what.extras
            for effect in self.effects
            if isinstance(effect.what, Say)
        }

    @property
    def opens(self) -> list[str]:
        """The conversations that buttons now offer."""
        return [name for extras in self.extras.values() for name, _line in extras.get("open", ())]

    @property
    def entries(self) -> list[Any]:
        """The entries that stand."""
        return [effect.what.entry for effect in self.effects if isinstance(effect.what, Keep)]

    @property
    def private(self) -> list[bool]:
        """Whether each entry is private."""
        return [effect.what.private for effect in self.effects if isinstance(effect.what, Keep)]

    @property
    def wishes(self) -> list[Any]:
        """The wishes that stand."""
        return [effect.what.wish for effect in self.effects if isinstance(effect.what, Wish)]

    def wished(self, kind: type[BaseModel]) -> list[Any]:
        """Give the wishes of one kind."""
        return [wish for wish in self.wishes if isinstance(wish, kind)]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Everything that the flow did."""
        return self.standing.effects

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return self.standing.open is None

    @property
    def ended(self) -> str:
        """How it ended."""
        return self.standing.ending.state if self.standing.ending else "done"

    def text(self, line: Line) -> str:
        """Give a line as the person reads it."""
        return voice_for(self.language).text(line)

    # -- how it is done
    def _take(self, raw: Raw) -> None:
        row = answer(self.standing, raw, self.now)
        if isinstance(row, NotTaken):
            self.refusals.append(self.text(row.line))
            return
        self.rows.append(row)
        self.standing = self._settle()

    def _settle(self) -> Standing:
        standing = self._play()
        while isinstance(standing.open, Reading):
            reading = standing.open
            found = self.told[reading.model]
            value = found(reading.ids) if callable(found) else found
            self.rows += [*standing.added, told(standing, value.model_dump(mode="json"), self.now)]
            standing = self._play()
        if not standing.added:
            return standing
        self.rows += standing.added
        return self._play()

    def _play(self) -> Standing:
        self.rows[self.kept :] = [_through_json(row) for row in self.rows[self.kept :]]
        self.kept = len(self.rows)
        return play(self.flow.function, self.args, self.rows, self.now)


def _through_json(row: Row) -> Row:
    """Give a row as a database would give it back."""
    return replace(row, value=json.loads(json.dumps(row.value)))

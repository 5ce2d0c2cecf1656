"""How an open question, and what a flow says, become rows of the outbox."""

from collections.abc import Mapping
from typing import Any

from flows.chat import Asking, Say
from flows.engine import Standing
from flows.questions import Json, Question, leavable, skippable
from flows.registry import Flow
from locales.line import Line, pgettext

URGENCY = {"safety": 0, "reply": 1, "prompt": 2, "courtesy": 3}


def question_payload(flow: Flow, standing: Standing, asking: Asking) -> dict[str, Json]:
    """Give the payload of an open question: its words, its buttons, and the row to go back or skip."""
    rows = [[button_json(button.code, button.line) for button in row] for row in asking.question.buttons()]
    ways = ways_out(flow, standing, asking.question)
    return {"lines": [line.to_json() for line in asking.question.lines()], "buttons": rows + ([ways] if ways else [])}


def ways_out(flow: Flow, standing: Standing, question: Question[Any]) -> list[dict[str, Json]]:
    """Give the last row of a question: back, skip, need help, where they may be."""
    ways = []
    if flow.back and standing.answered:
        # Translators: goes back to the question before this one
        ways.append(button_json("~back", pgettext("button", "Back")))
    if skippable(question):
        # Translators: leaves this question without an answer
        ways.append(button_json("~skip", pgettext("button", "Skip")))
    if leavable(question):
        # Translators: stops in the middle of something hard; what was answered is kept
        ways.append(button_json("~leave", pgettext("button", "Stop here")))
    if question.help_button:
        ways.append(button_json("~help", pgettext("button", "Need help")))
    return ways


def say_payload(say: Say) -> dict[str, Json]:
    """Give the payload of something said; `extras` are carried as they are."""
    extras = dict(say.extras)
    opens = extras.pop("open", None)
    payload: dict[str, Json] = {"lines": [line.to_json() for line in say.lines], **extras}
    if opens:
        payload["buttons"] = [[button_json(f"~open.{name}", as_line(line))] for name, line in opens]
    return payload


def settled_payload(token: str, question: Question[Any], answer: Line) -> dict[str, Json]:
    """Give the payload of the edit that shows the answer under its question and takes the buttons away."""
    return {"edit": {"of": token, "lines": [line.to_json() for line in question.lines()], "answer": answer.to_json()}}


def button_json(code: str, line: Line) -> dict[str, Json]:
    """Give one button as the payload keeps it."""
    return {"code": code, "line": line.to_json()}


def as_line(line: Line | Mapping[str, Json]) -> Line:
    """Take a Line, or a Line that was kept as JSON."""
    return line if isinstance(line, Line) else Line.from_json(dict(line))

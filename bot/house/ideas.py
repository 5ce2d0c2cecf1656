"""The task ideas that Interlude ships: each whole, each with an id of its own, none in a dispute without a safety note."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.house.source import Fault, called, modules


def task_ideas_are_whole(root: Path) -> list[Fault]:
    """An idea has an id of its own and a smaller version; some days need a question, a dispute a safety note."""
    known: set[str] = set()
    found: list[Fault] = []
    for module in modules(root, "flows/content"):
        for line, given in _ideas(module.tree):
            name = _constant(given.get("id"))
            found.extend(module.fault(line, f"the idea '{name}' {fault}") for fault in _faults(given, known))
            known.add(str(name))
    return found


def _ideas(tree: ast.AST) -> Iterator[tuple[int, dict[str, ast.expr]]]:
    """List the ideas written down in a file: those with an id that can be read there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node.func) == "TaskIdea":
            given = {word.arg: word.value for word in node.keywords if word.arg}
            if isinstance(given.get("id"), ast.Constant):
                yield node.lineno, given


def _faults(given: dict[str, ast.expr], known: set[str]) -> Iterator[str]:
    if _constant(given["id"]) in known:
        yield "stands here a second time"
    if "smaller" not in given:
        yield "has no smaller version"
    if _member(given.get("area")) == "DISPUTE" and _constant(given.get("safety")) is not True:
        yield "is for a dispute and needs safety=True"
    if _constant(given.get("days")) and "daily" not in given:
        yield "takes some days and has no question for each"
    if _constant(given.get("rated")) and not {"low_words", "high_words"} <= given.keys():
        yield "is rated and does not say what 0 and 10 stand for"


def _constant(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _member(node: ast.expr | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""

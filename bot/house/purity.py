"""Purity: flows that replay the same for ever, sentences that can be translated, tests that patch nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.house.source import Fault, called, imported, modules

WORLD = {
    "time", "random", "secrets", "uuid", "os", "sys", "asyncio", "threading", "multiprocessing", "socket", "subprocess",
    "logging", "httpx", "urllib", "requests", "sqlite3", "tempfile", "shutil", "locale", "gettext",
}  # fmt: skip
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
}
ENGINE = "flows/engine.py"  # it drives the coroutines, closes them and is no conversation
STEPS = {"ask", "read", "now", "until"}
DOUBLES = {"unittest.mock", "mock", "pytest_mock"}


def flows_are_pure(root: Path) -> list[Fault]:
    """Flows see no clock, chance, network, environment or thread, and never clean up in a `finally`."""
    found: list[Fault] = []
    for module in modules(root, "flows"):
        found += [
            module.fault(line, f"flows may not import {name}: a replay would see something else")
            for line, name in imported(module.tree)
            if name.split(".")[0] in WORLD
        ]
        if module.name != ENGINE:
            found += [module.fault(line, why) for node in ast.walk(module.tree) for line, why in _impure(node)]
    return found


def _impure(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call(func=func) if ast.unparse(func) in CLOCKS:
            yield node.lineno, f"{ast.unparse(func)}() reads a clock; use `await chat.now(key)`"
        case ast.Call(func=ast.Name(id="open" | "input" | "print" as name)):
            yield node.lineno, f"{name}() reaches outside; say it as an effect"
        case ast.Try(finalbody=[first, *_]):
            yield first.lineno, "a `finally` runs at every open question; say it after the step instead"
        case ast.AsyncWith() | ast.AsyncFor():
            yield node.lineno, "`async with` and `async for` await what the chat did not give"
        case ast.Await(value=ast.Call(func=ast.Attribute(attr=name))) if name not in STEPS:
            yield node.lineno, f"`await ….{name}(…)` awaits what the chat did not give"


def lines_are_marked(root: Path) -> list[Fault]:
    """No bare string is said or asked: every sentence is a Line, so that it can be translated."""
    return [
        module.fault(bare.lineno, f"{called(node.func)} is given a bare string; mark it with _(…), or verbatim(…)")
        for module in modules(root, "flows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for bare in _bare(node)
    ]


def _bare(call: ast.Call) -> list[ast.expr]:
    """Give the strings that stand where a Line belongs."""
    place = {
        "say": call.args[1:],
        "Choice": call.args[:1],
        "Scale": call.args[:1],
        "Words": call.args[:1],
        "Option": call.args[1:2],
    }
    named = [keyword.value for keyword in call.keywords if keyword.arg in {"line", "low_words", "high_words"}]
    return [part for part in (*place.get(called(call.func), []), *named) if _is_text(part)]


def _is_text(part: ast.expr) -> bool:
    return isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))


def nothing_is_patched_or_slept_on(root: Path) -> list[Fault]:
    """Tests use real parts and set clocks: no mocks, no patched attributes, no sleeping."""
    found: list[Fault] = []
    for module in modules(root, "tests"):
        found += [
            module.fault(line, f"{name} stands in for our own code; use Phone, SetCalendar or the stand-in")
            for line, name in imported(module.tree)
            if any(name == double or name.startswith(f"{double}.") for double in DOUBLES)
        ]
        found += [
            module.fault(node.lineno, why)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and (why := _why_not_in_a_test(node))
        ]
    return found


def _why_not_in_a_test(call: ast.Call) -> str:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="monkeypatch" | "mocker" | "patcher"), attr=name)):
            kept = name in {"setenv", "delenv", "chdir", "undo"}
            return "" if kept else f"`{name}` patches what should be passed in"
        case ast.Call(args=[ast.Constant(value=0)]):
            return ""  # `sleep(0)` waits for nothing: it lets others have their turn
    return "a test never sleeps; move its clock" if called(call.func) == "sleep" else ""

"""
The lint of flows: what would make a replay differ from the first time.

Python closes a coroutine at every open question, so a `finally` would run at each one; sets of strings change their
order from process to process; clocks, chance and the environment differ at every look.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any

CLOCKS = {"now", "utcnow", "today"}
MODULES = {"time", "random", "secrets", "uuid", "os", "sys", "asyncio", "threading", "socket", "subprocess", "pathlib"}
CALLS = {
    "set",
    "frozenset",
    "hash",
    "id",
    "open",
    "input",
    "print",
    "globals",
    "locals",
    "vars",
    "eval",
    "exec",
    "__import__",
}
AWAITED = {"ask", "read", "now", "until"}


def faults(function: Callable[..., Any]) -> list[str]:
    """List why a flow, or a function of the flows room that it calls, would not replay."""
    found: list[str] = []
    seen: set[Callable[..., Any]] = set()
    waiting = [function]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        sentences, called = _judged(current)
        found += sentences
        waiting += called
    return found


@cache
def _judged(function: Callable[..., Any]) -> tuple[list[str], list[Callable[..., Any]]]:
    """Give the faults of one function, and which others it calls; many flows call the same ones."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [f"{function.__name__}: {sentence}" for sentence in _faults_in(tree, function)], _called(tree, function)


def _called(tree: ast.AST, function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """Find the plain functions of the flows room that this one calls by name."""
    known = getattr(function, "__globals__", {})
    names = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    found = [known.get(name) for name in names]
    return [
        f for f in found if isinstance(f, FunctionType) and f.__module__.startswith(("flows.client", "flows.staff"))
    ]


def _faults_in(tree: ast.AST, function: Callable[..., Any]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Try(finalbody=[_, *_]):
                yield "a `finally` runs at every open question; say it after the step instead"
            case ast.ExceptHandler(type=None) | ast.ExceptHandler(type=ast.Name(id="BaseException")):
                yield "a bare `except` catches the closing of the flow; name the error"
            case ast.AsyncWith() | ast.AsyncFor():
                yield "`async with` and `async for` await what the chat did not give"
            case ast.Yield() | ast.YieldFrom():
                yield "a flow never yields; it awaits the chat"
            case ast.Global() | ast.Nonlocal():
                yield "a flow keeps nothing outside itself"
            case ast.Set() | ast.SetComp():
                yield "a set has another order in another process; use a list or a dict"
            case ast.Await(value=value):
                yield from _await_fault(value, function)
            case ast.Name(id=name) if name in MODULES:
                yield f"'{name}' differs at every replay; ask the chat"
            case ast.Call(func=func):
                yield from _call_fault(func)
            case _:
                pass


def _await_fault(value: ast.expr, function: Callable[..., Any]) -> Iterator[str]:
    """Allow the chat's own steps, and coroutines of the flows room."""
    match value:
        case ast.Call(func=ast.Attribute(value=owner, attr=step)) if step in AWAITED and _is_chat(owner):
            return
        case ast.Call(func=ast.Name(id=name)):
            target = getattr(function, "__globals__", {}).get(name)
            if target is None or (
                inspect.iscoroutinefunction(target) and target.__module__.startswith(("flows.", "tests"))
            ):
                return
        case _:
            pass
    yield f"`await {ast.unparse(value)}` awaits what the chat did not give"


def _is_chat(owner: ast.expr) -> bool:
    """Recognise `chat`, `part` made by `chat.under(…)`, and that call itself."""
    match owner:
        case ast.Name():
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr="under")):
            return _is_chat(inner)
        case _:
            return False


def _call_fault(func: ast.expr) -> Iterator[str]:
    match func:
        case ast.Name(id=name) if name in CALLS:
            yield f"`{name}(…)` differs at every replay or reaches outside"
        case ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=attr) if attr in CLOCKS:
            yield f"`{attr}()` reads a clock; use `await chat.now(key)`"
        case _:
            pass

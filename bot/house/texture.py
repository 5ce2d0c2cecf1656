"""Texture: short functions, short files, a sentence above each, and a reason beside every exception."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from bot.house.source import Fault, Module, modules

FUNCTION_LINES = 40
FILE_LINES = 400
MIGRATIONS = "storage/migrations/"  # lists of tables, in functions that Alembic names
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def functions_are_short(root: Path) -> list[Fault]:
    """A function of more than forty lines of code does more than one thing."""
    found: list[Fault] = []
    for module in _modules(root):
        code = _code_lines(module.text)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = len(code.intersection(range(node.lineno, node.end_lineno + 1)) - _docstring_lines(node))
                if length > FUNCTION_LINES:
                    found.append(
                        module.fault(node.lineno, f"{node.name} has {length} lines of code; {FUNCTION_LINES} at most")
                    )
    return found


def files_are_short(root: Path) -> list[Fault]:
    """A file of more than four hundred lines is two files."""
    return [
        module.fault(1, f"the file has {length} lines; {FILE_LINES} at most")
        for module in _modules(root)
        if (length := len(module.text.splitlines())) > FILE_LINES
    ]


def _modules(root: Path) -> list[Module]:
    """Read all files but migrations, which are long lists and never change again."""
    return [module for module in modules(root) if not module.name.startswith(MIGRATIONS)]


def _code_lines(text: str) -> set[int]:
    """Number the lines that hold code: neither blank nor only a comment."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    if ast.get_docstring(node) is None:
        return set()
    return set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))


def docstrings_end_with_a_full_stop(root: Path) -> list[Fault]:
    """Modules, public classes and public functions say in one sentence what they are."""
    found: list[Fault] = []
    for module in modules(root):
        for node, name in _to_be_described(module):
            line = getattr(node, "lineno", 1)
            first = (ast.get_docstring(node) or "").strip().split("\n")[0]
            if not first:
                found.append(module.fault(line, f"{name} has no docstring"))
            elif not first.endswith((".", ".)")):
                found.append(
                    module.fault(line, f"the first line of the docstring of {name} does not end with a full stop")
                )
    return found


def _to_be_described(module: Module) -> Iterator[tuple[ast.Module | Definition, str]]:
    """List the module, and in the rooms what others may use of it; a test is named by a sentence already."""
    yield module.tree, "the module"
    if module.room != "tests" and not module.name.startswith(MIGRATIONS):
        yield from _public(module.tree.body)


def _public(body: list[ast.stmt]) -> Iterator[tuple[Definition, str]]:
    for node in body:
        if not isinstance(node, Definition) or node.name.startswith("_") or _is_overload(node):
            continue
        yield node, node.name
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body)


def _is_overload(node: Definition) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id in {"overload", "override"} for mark in node.decorator_list)


def ignores_are_explained(root: Path) -> list[Fault]:
    """Every rule of the linter that is switched off has its reason beside it."""
    file = root / "pyproject.toml"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [
        Fault("pyproject.toml", number, f"{code.group(1)} is switched off without a reason")
        for number, line in enumerate(lines, 1)
        if (code := re.match(r'\s+"([A-Z]{1,4}\d{0,4})",(?!\s+#)', line))
    ]

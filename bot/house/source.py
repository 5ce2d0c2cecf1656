"""The source as the rules see it: files, their trees, and what was found in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOMS = ("locales", "flows", "storage", "bot")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One place where a rule of the house is broken."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it lies, its text and its tree."""

    name: str  # from the root, with slashes
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder at the top: a room of the house, or `tests`."""
        return self.name.split("/")[0]

    def fault(self, line: int, sentence: str) -> Fault:
        """Say what is wrong at a line of this file."""
        return Fault(self.name, line, sentence)


def modules(root: Path, *folders: str) -> list[Module]:
    """Read every Python file of these folders, or of all rooms and the tests."""
    wanted = folders or (*ROOMS, "tests")
    files = [file for folder in wanted for file in sorted((root / folder).rglob("*.py"))]
    return [_read(root, file, file.stat().st_mtime_ns) for file in files]


@lru_cache(maxsize=4096)
def _read(root: Path, file: Path, _changed_at: int) -> Module:
    text = file.read_text(encoding="utf-8")
    return Module(file.relative_to(root).as_posix(), text, ast.parse(text, filename=str(file)))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """List what a file imports, wherever it does so: line and full dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def called(node: ast.expr) -> str:
    """Give the last name of what is called: `sleep` of `time.sleep`."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""

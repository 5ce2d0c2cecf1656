"""Promises: whatever the house lists, it tests and documents."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.house.source import Fault, Module, called, modules

DEPENDENCIES_PAGE = "docs/dependencies.md"
NEIGHBOUR = "The oldest code that can run beside it"
SETTINGS_PAGE = "docs/settings.md"


def flows_have_tests(root: Path) -> list[Fault]:
    """Every registered flow is talked through in a test file of its name, or of the file it shares with its kin."""
    files = {Path(module.name).stem for module in modules(root, "tests")}
    return [
        module.fault(line, f"the flow '{name}' has no tests/flows/test_{name}.py")
        for module in modules(root, "flows")
        for line, name in _marked(module, "flow")
        if not files & {f"test_{name}", f"test_{Path(module.name).stem}"}
    ]


def _marked(module: Module, mark: str) -> Iterator[tuple[int, str]]:
    """List functions with the decorator `@mark("name", …)`: line and that name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                match decorator:
                    case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if called(func) == mark:
                        yield node.lineno, name
                    case ast.Call(func=func, args=[]) if called(func) == mark:
                        yield node.lineno, node.name.replace("_", "-").strip("-")


def questions_have_tests(root: Path) -> list[Fault]:
    """Every kind of question is named in a test of the flows."""
    tested = "\n".join(module.text for module in modules(root, "tests/flows"))
    return [
        module.fault(node.lineno, f"the question '{node.name}' is not in any test of tests/flows")
        for module in modules(root, "flows")
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and _is_question(node)
        if not re.search(rf"\b{node.name}\b", tested)
    ]


def _is_question(node: ast.ClassDef) -> bool:
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return any(called(base) == "Question" for base in bases)


def commands_have_tests(root: Path) -> list[Fault]:
    """Every command of the command line is typed in a test of the bot."""
    tested = "\n".join(module.text for module in modules(root, "tests"))
    return [
        module.fault(line, f"no test types the command '{name}'")
        for module in modules(root, "bot")
        for line, name in _marked(module, "command")
        if f'"{name}"' not in tested
    ]


def settings_are_documented(root: Path) -> list[Fault]:
    """Every setting is a row of the settings page, and every row a setting."""
    page = root / SETTINGS_PAGE
    rows = (
        set(re.findall(r"^\| `INTERLUDE_(\w+)`", page.read_text(encoding="utf-8"), re.MULTILINE))
        if page.exists()
        else set()
    )
    fields = {name.upper(): (module, line) for module in modules(root, "bot") for line, name in _settings(module)}
    unknown = [
        Fault(SETTINGS_PAGE, 1, f"INTERLUDE_{row} is no setting any more") for row in sorted(rows - fields.keys())
    ]
    missing = [
        module.fault(line, f"INTERLUDE_{name} is not in the table of {SETTINGS_PAGE}")
        for name, (module, line) in fields.items()
        if name not in rows
    ]
    return missing + (unknown if fields else [])


def dependencies_are_explained(root: Path) -> list[Fault]:
    """Every direct dependency has its reason on its page."""
    page = root / DEPENDENCIES_PAGE
    explained = (
        set(re.findall(r"^\| `([\w-]+)` \| \w", page.read_text(encoding="utf-8"), re.MULTILINE))
        if page.exists()
        else set()
    )
    return [
        Fault(file, 1, f"'{name}' is not explained in {DEPENDENCIES_PAGE}")
        for file, name in _dependencies(root)
        if name not in explained
    ]


def _dependencies(root: Path) -> Iterator[tuple[str, str]]:
    """List the direct dependencies: those of the project, and those that only build and test."""
    for file in root.glob("pyproject.toml"):
        project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
        yield from ((file.name, re.split(r"[^\w-]", wanted)[0]) for wanted in project.get("dependencies", []))
    for file in sorted(root.glob("requirements/*.in")):
        lines = file.read_text(encoding="utf-8").splitlines()
        yield from ((f"requirements/{file.name}", line) for line in lines if line and not line.startswith("#"))


def migrations_name_their_neighbours(root: Path) -> list[Fault]:
    """Every migration names the oldest code that can run beside it, so that replicas can be replaced one by one."""
    return [
        module.fault(1, f"the docstring does not say '{NEIGHBOUR}: …'")
        for module in modules(root, "storage/migrations")
        if "/versions/" in module.name and f"{NEIGHBOUR}: " not in (ast.get_docstring(module.tree) or "")
    ]


def _settings(module: Module) -> Iterator[tuple[int, str]]:
    """List the fields of the class `Settings`."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and node.name == "Settings":
            for field in node.body:
                match field:
                    case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_") and name != "model_config":
                        yield field.lineno, name


def locks_have_hashes(root: Path) -> list[Fault]:
    """Every locked package carries hashes, and no lock names the address of an index."""
    found: list[Fault] = []
    for file in sorted((root / "requirements").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        name = file.relative_to(root).as_posix()
        for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
            if "://" in line or line.startswith("--"):
                found.append(Fault(name, number, "a lock names packages and hashes, never an address"))
            if "==" in line and "--hash=" not in following:
                found.append(Fault(name, number, f"{line.split('==')[0]} has no hash"))
    return found

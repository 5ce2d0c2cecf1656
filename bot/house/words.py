"""Words: names from the glossary, and none that say nothing."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from bot.house.source import ROOMS, Fault, Module, called, modules

EMPTY = {"util", "utils", "helper", "helpers", "manager", "handler", "service", "info", "misc", "common"}
STARTS = ("process_", "do_", "handle_")
GLOSSARY = {
    "patient": "client",
    "customer": "client",
    "clinician": "therapist",
    "homework": "task",
    "questionnaire": "measure",
    "quiz": "measure",
    "survey": "check_in",
    "reminder": "prompt",
    "cron": "prompt",
    "tenant": "programme",
    "i18n": "voice",
}
INNER_GLOSSARY = {
    "user": "client",
    "users": "clients",
    "participant": "client",
    "admin": "therapist",
}  # not Telegram's words
PRESCRIBED = {"process_bind_param", "process_result_value", "do_request"}  # names of SQLAlchemy and python-telegram-bot
BOT_API = "bot/playground/methods/"  # where functions are called as Telegram's methods are
LEFT = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\([\w ]+, \d{4}-\d\d-\d\d\))")


def names_are_well_chosen(root: Path) -> list[Fault]:
    """A name is a word of the therapy or of the trade; a name that fits everything names nothing."""
    return [
        module.fault(line, f"'{name}' {why}")
        for module in modules(root)
        for line, name in (*_defined(module.tree), (1, Path(module.name).stem))
        if (why := _why_not(name, module))
    ]


def _why_not(name: str, module: Module) -> str:
    if name in PRESCRIBED or _is_telegrams(name, module):
        return ""
    words = set(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))
    if words & EMPTY or name.startswith(STARTS) or _is_plain_data(name, module):
        return "says nothing; name what it is"
    glossary = GLOSSARY if module.room in {"bot", "tests"} else GLOSSARY | INNER_GLOSSARY
    better = next((glossary[word] for word in sorted(words) if word in glossary), "")
    return f"is not our word; say '{better}'" if better else ""


def _is_telegrams(name: str, module: Module) -> bool:
    """Say whether a function serves a method of the Bot API under that method's own name, and says so in its table."""
    first, *others = name.split("_")
    spoken = first + "".join(map(str.capitalize, others))
    return module.name.startswith(BOT_API) and f'"{spoken}": {name},' in module.text


def _is_plain_data(name: str, module: Module) -> bool:
    """Refuse `data`, unless it is the database that stands beside the one of the keys."""
    return name == "data" and not any(other == "keys" for _, other in _defined(module.tree))


def _defined(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """List the names that a file makes up: not the attributes and keywords of others."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def columns_are_well_named(root: Path) -> list[Fault]:
    """Columns and tables keep the glossary too; they outlive the code."""
    return [
        module.fault(node.lineno, f"the column or table '{name}' {why}")
        for module in modules(root, "storage")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node.func) in {"Column", "Table", "create_table"} and node.args
        if isinstance(node.args[0], ast.Constant)
        and isinstance(name := node.args[0].value, str)
        and (why := _why_not(name, module))
    ]


def nothing_is_left_to_do(root: Path) -> list[Fault]:
    """A promise in a comment carries a name and a date, or it is nobody's."""
    return [
        module.fault(token.start[0], f"'{left.group(1)}' without (name, date)")
        for module in modules(root, *ROOMS, "tests")
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT and (left := LEFT.search(token.string))
    ]

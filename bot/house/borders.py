"""Borders: who may import whom."""

import ast
from pathlib import Path

from bot.house.source import ROOMS, Fault, Module, called, imported, modules

# Where a library may be imported: a room, a folder or a file. Everybody else sees values.
GUESTS = {
    "telegram": ("bot/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "asyncpg": ("storage/",),
    "aiosqlite": ("storage/",),
    "cryptography": ("storage/",),
    "babel": ("locales/",),
    "starlette": ("bot/web/", "bot/playground/"),
    "apscheduler": ("bot/",),
    "apscheduler.triggers": ("bot/", "flows/timing"),
}
TELEGRAM_FILES = 4
PICKLES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}


def imports_point_left(root: Path) -> list[Fault]:
    """Imports run locales <- flows <- storage <- bot; the left never knows the right."""
    return [
        module.fault(line, f"{module.room} imports {name}; imports run {' <- '.join(ROOMS)}, never the other way")
        for module in modules(root, *ROOMS)
        for line, name in imported(module.tree)
        if name.split(".")[0] in (*ROOMS[ROOMS.index(module.room) + 1 :], "tests")
    ]


def guests_stay_in_their_rooms(root: Path) -> list[Fault]:
    """A library is imported where it lives and nowhere else; Telegram's in four files at most."""
    found: list[Fault] = []
    telegram: dict[str, Module] = {}
    for module in modules(root, *ROOMS):
        for line, name in imported(module.tree):
            places = _places(name)
            if places and not module.name.startswith(places):
                found.append(module.fault(line, f"{name} may be imported only in {' and '.join(places)}"))
            if name.split(".")[0] == "telegram":
                telegram[module.name] = module
    return found + [
        module.fault(1, f"telegram is imported in {len(telegram)} files; {TELEGRAM_FILES} at most")
        for module in list(telegram.values())[TELEGRAM_FILES:]
    ]


def _places(name: str) -> tuple[str, ...]:
    """Where a name may be imported: the longest entry that covers it decides."""
    parts = name.split(".")
    covering = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((GUESTS[prefix] for prefix in covering if prefix in GUESTS), ())


def nothing_is_pickled(root: Path) -> list[Fault]:
    """What is stored is JSON or sealed bytes; nothing that runs code when it is read."""
    return [
        module.fault(line, f"{name} runs what it reads; keep JSON instead")
        for module in modules(root)
        for line, name in (*imported(module.tree), *_yaml_loads(module.tree))
        if name.split(".")[0] in PICKLES or name == "yaml.load"
    ]


def _yaml_loads(tree: ast.AST) -> list[tuple[int, str]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node.func) == "load"]
    return [(call.lineno, "yaml.load") for call in calls if ast.unparse(call.func) == "yaml.load"]

"""
A shelf for what was lived through once: two databases and the world around them, copied for every test that begins there.

Most tests of the whole begin where a therapist and a client have already met.  To meet takes fifty messages, to copy the
two databases takes none.  Nothing is skipped: the first test on each kind of database lives through it.
"""

from __future__ import annotations

import copy
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Database

NAMES = "names"  # the file that says what the copies are called on PostgreSQL's server


class Shelf:
    """What one worker has put by, by its name and the kind of database; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._worlds: dict[Path, object] = {}

    async def put(self, name: str, database: Database, world: object = None) -> None:
        """Keep a copy of two databases that nobody has open, and of the world that belongs to them."""
        place = self._place(name, database)
        if place is None:
            return
        shutil.copytree(database.folder, place)
        if database.dialect == "postgresql":
            kept = [f"{mine}_kept" for mine in database.names]
            await database.administer(*(_copied(*pair) for pair in zip(database.names, kept, strict=True)))
            (place / NAMES).write_text(" ".join(kept))
        self._worlds[place] = copy.deepcopy(world)

    async def take(self, name: str, database: Database) -> bool:
        """Fill two empty databases with what is kept under a name; say whether there is any."""
        place = self._place(name, database)
        if place is None or not place.exists():
            return False
        shutil.copytree(place, database.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(NAMES))
        if database.dialect == "postgresql":
            kept = (place / NAMES).read_text().split()
            await database.administer(*(f"DROP DATABASE {mine}" for mine in database.names))
            await database.administer(*(_copied(*pair) for pair in zip(kept, database.names, strict=True)))
        return True

    def world(self, name: str, database: Database) -> Any:
        """Give a copy of the world that was put by with them."""
        place = self._place(name, database)
        assert place is not None, "shelf: there is nothing on a shelf without a folder"
        return copy.deepcopy(self._worlds[place])

    def _place(self, name: str, database: Database) -> Path | None:
        return None if self._folder is None else self._folder / f"{name}-{database.dialect}"


def _copied(kept: str, made: str) -> str:
    return f"CREATE DATABASE {made} TEMPLATE {kept} OWNER interlude"  # a copy does not take over whose the first was

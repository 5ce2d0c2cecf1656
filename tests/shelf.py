"""
A shelf for what was lived through once: two databases and the world around them, copied for every test that begins there.

Most tests of the whole begin where a therapist and a client have already met.  To meet takes fifty messages, to copy the
two databases takes none.  Nothing is skipped: the first test on each kind of database lives through it.
"""

from __future__ import annotations

import copy
import shutil
from typing import TYPE_CHECKING, Any

from tests.rows import put_back, taken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Database
    from tests.rows import Rows


class Shelf:
    """What one worker has put by, by its name and the kind of database; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._worlds: dict[Path, object] = {}
        self._rows: dict[Path, list[Rows]] = {}

    async def put(self, name: str, database: Database, world: object = None) -> None:
        """Keep a copy of two databases that nobody has open, and of the world that belongs to them."""
        place = self._place(name, database)
        if place is None:
            return
        shutil.copytree(database.folder, place)
        if database.dialect == "postgresql":
            self._rows[place] = [await taken(address) for address in database.as_administrator]
        self._worlds[place] = copy.deepcopy(world)

    async def take(self, name: str, database: Database) -> bool:
        """Fill two empty databases with what is kept under a name; say whether there is any."""
        place = self._place(name, database)
        if place is None or not place.exists():
            return False
        shutil.copytree(place, database.folder, dirs_exist_ok=True)
        if database.dialect == "postgresql":
            for address, rows in zip(database.as_administrator, self._rows[place], strict=True):
                await put_back(address, rows)
        return True

    def world(self, name: str, database: Database) -> Any:
        """Give a copy of the world that was put by with them."""
        place = self._place(name, database)
        assert place is not None, "shelf: there is nothing on a shelf without a folder"
        return copy.deepcopy(self._worlds[place])

    def _place(self, name: str, database: Database) -> Path | None:
        return None if self._folder is None else self._folder / f"{name}-{database.dialect}"

"""The folder of an export: written under names that say that it is not finished, and renamed when everything is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

UNFINISHED = ".unfinished"


class FolderRefused(Exception):
    """The folder of an export is not new: nothing in it was touched."""

    def __init__(self, folder: Path, found: str) -> None:
        self.folder = folder
        super().__init__(f"'{folder}' {found}. Name a folder that does not exist yet, or an empty one.")


class Shelf:
    """A folder in the making; `open` gives a new file of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def open(self, name: str) -> TextIO:
        """Open a new file that only its owner can read."""
        place = os.open(self._place(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.names.append(name)
        return os.fdopen(place, "w", encoding="utf-8", newline="\n")

    def put(self, name: str, text: str) -> None:
        """Write a whole file."""
        with self.open(name) as paper:
            paper.write(text)

    def finish(self) -> None:
        """Give every file its name, in the order in which they were begun; a power cut leaves none that is cut off."""
        for name in self.names:
            with self._place(name).open("rb") as paper:
                os.fsync(paper.fileno())
        for name in self.names:
            self._place(name).rename(self.folder / name)

    def clear(self) -> None:
        """Take away everything that was begun."""
        for name in self.names:
            self._place(name).unlink(missing_ok=True)
            (self.folder / name).unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}{UNFINISHED}"


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    """Make a new folder or take an empty one; whatever interrupts the writing leaves nothing in it."""
    made = _taken(folder)
    begun = Shelf(folder)
    try:
        yield begun
        begun.finish()
    except BaseException:
        begun.clear()
        if made:
            folder.rmdir()
        raise


def _taken(folder: Path) -> bool:
    """Make sure that a folder is there and empty, and say whether it was made now."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        return True
    if not folder.is_dir():
        raise FolderRefused(folder, "is a file")
    if any(folder.iterdir()):
        raise FolderRefused(folder, "is not empty")
    return False

"""
One process serves an SQLite database: a lock beside the file, which the system takes away when the process ends.

Other commands work beside it.  PostgreSQL hands out the work by itself and needs no lock.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.engines import file_of
from storage.errors import StorageError


class AlreadyServed(StorageError):
    """Another process serves this database; this one has changed nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"database '{path}': another process serves it. Stop that one first, or give this one a database of its own."
        )


@contextlib.contextmanager
def serving_alone(database: str) -> Iterator[None]:
    """Hold the lock of an SQLite database while the block lasts, or raise `AlreadyServed`."""
    path = file_of(make_url(database))
    if path is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    door = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(door)
        except OSError:
            raise AlreadyServed(path) from None
        yield
    finally:
        os.close(door)


if sys.platform == "win32":
    import msvcrt

    def _lock(door: int) -> None:
        msvcrt.locking(door, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(door: int) -> None:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)

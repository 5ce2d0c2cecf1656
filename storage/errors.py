"""
The tree of errors of the storage room.

    StorageError
    ├── NotFound        there is none, or this actor may not know of it: both look the same
    ├── KeyGone         the key of a person was destroyed, or never made; what it sealed cannot be opened by anyone
    ├── StepTaken       another answer reached this run first, or the run has been closed; look at the update anew
    ├── KeyFileRefused  the key file cannot be used as it is; nothing was changed
    ├── KeysRefused     the keys database does not belong to the data; nothing was changed
    ├── NotHeard        PostgreSQL does not know for whom we speak; nothing was read or changed
    ├── MigrationBroken a migration left rows that refer to nothing; it was undone
    └── Tampered        a sealed value does not belong to its row
"""

from sqlalchemy.exc import DBAPIError


class StorageError(Exception):
    """Storage cannot do what was asked; nothing was changed."""


class NotFound(StorageError):
    """There is none, or this actor may not know of it."""

    def __init__(self) -> None:
        super().__init__("access: not found")


class KeyGone(StorageError):
    """The key of a person was destroyed, or never made."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        super().__init__(f"keys: '{owner}' has no key. A missing key is never made again; what it sealed is gone.")


class StepTaken(StorageError):
    """
    Another answer reached this run first.

    The transaction is rolled back and the update is looked at again: it now meets an answered step.
    """

    def __init__(self, *, run: str, expected: int) -> None:
        self.run, self.expected = run, expected
        super().__init__(
            f"run {run}: its journal no longer ends at row '{expected}', or the run is closed. "
            "Roll back, load the run again and look at the update anew."
        )


class KeyFileRefused(StorageError):
    """The key file cannot be used as it is."""

    def __init__(self, path: str, found: str, remedy: str) -> None:
        super().__init__(f"key file '{path}': {found}. {remedy} Nothing was changed.")


class KeysRefused(StorageError):
    """The keys database does not belong to the data."""

    def __init__(self, address: str, found: str, remedy: str = "") -> None:
        remedy = remedy or "Restore the keys database that was kept with this data, or name it in KEYS."
        super().__init__(f"keys database '{address}': {found}. {remedy} Nothing was changed.")


class MigrationBroken(StorageError):
    """A migration left rows that refer to nothing."""

    def __init__(self, table: str, parent: str) -> None:
        super().__init__(
            f"migrations: rows of '{table}' refer to rows of '{parent}' that are gone. The migration was undone; "
            "nothing was changed. Report this with the revision you came from."
        )


class Tampered(StorageError):
    """A sealed value does not belong to its row, or was changed."""

    def __init__(self, label: str, row: str) -> None:
        super().__init__(
            f"sealing: '{label}' of row '{row}' does not open with the key of its owner. It was left as it is."
        )


class NotHeard(StorageError):
    """PostgreSQL does not know for whom we speak; nothing was read or changed."""

    def __init__(self, setting: str) -> None:
        super().__init__(
            f"database: '{setting}', which a connection sends as it opens, does not arrive. "
            "Connect to PostgreSQL itself, or to a pooler that passes it on."
        )


def is_passing(error: BaseException) -> bool:
    """Say whether only another process stood in the way at this moment, so that the same may simply be tried again."""
    return isinstance(error, StepTaken) or (isinstance(error, DBAPIError) and _state_of(error) in IN_THE_WAY)


def _state_of(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", ""))


IN_THE_WAY = frozenset({"40001", "40P01"})  # PostgreSQL: could not serialize, deadlock
UNREADABLE = (KeyGone, Tampered)  # what nobody can open, of one person or in one row: nobody else may wait for it

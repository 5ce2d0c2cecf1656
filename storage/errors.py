"""
The tree of errors of the storage room.

    StorageError
    ├── NotFound        there is none, or this actor may not know of it: both look the same
    ├── KeyGone         the key of a person was destroyed, or never made; what it sealed cannot be opened by anyone
    ├── KeyFileRefused  the key file cannot be used as it is; nothing was changed
    └── Tampered        a sealed value does not belong to its row
"""


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


class KeyFileRefused(StorageError):
    """The key file cannot be used as it is."""

    def __init__(self, path: str, found: str, remedy: str) -> None:
        super().__init__(f"key file '{path}': {found}. {remedy} Nothing was changed.")


class Tampered(StorageError):
    """A sealed value does not belong to its row, or was changed."""

    def __init__(self, label: str, row: str) -> None:
        super().__init__(
            f"sealing: '{label}' of row '{row}' does not open with the key of its owner. It was left as it is."
        )

"""Wishes about supervision."""

from typing import ClassVar

from flows.entries import Said
from flows.wishes import Wished


class MarkEntry(Wished):
    """Mark an entry for supervision, with a question."""

    kind: ClassVar[str] = "mark_entry"
    client: str
    entry: str
    question: Said | None = None


class Discussed(Wished):
    """Note that a mark was discussed, and what came of it."""

    kind: ClassVar[str] = "discussed"
    mark: str
    outcome: Said | None = None

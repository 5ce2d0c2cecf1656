"""The entries of measures and of safety: what was answered, in which form, and what was shown at once."""

from typing import ClassVar, Literal

from flows.entries import Entry


class MeasureAnswered(Entry):
    """
    A measure was answered: the points of every item (none where it was left out), and the total if none is missing.

    `form` is the start of the SHA-256 of the form, so that two wordings never become one series.
    """

    kind: ClassVar[str] = "measure_answered"
    instrument: str
    language: str
    form: str
    given: Literal["self", "read_aloud"] = "self"
    answers: tuple[int | None, ...]
    difficulty: int | None = None
    total: int | None = None


class MeasureLeft(Entry):
    """A measure was due, and the client chose not to answer it."""

    kind: ClassVar[str] = "measure_left"
    instrument: str


Reply = Literal["safe", "talk", "stop"]


class SafetyCardShown(Entry):
    """A safety card was shown: why, which text and version, and what the client then chose; nothing is concluded."""

    kind: ClassVar[str] = "safety_card_shown"
    why: Literal["item9", "not_safe_home", "shaky"]
    answer: int | None = None
    text: str
    version: int
    language: str
    reply: Reply | None = None

"""The entries of measures and of safety: what was answered, in which form, and what was shown at once."""

from typing import ClassVar, Literal

from flows.entries import Entry
from flows.measures import SAFETY_ITEMS


class MeasureAnswered(Entry):
    """
    A measure was answered: the points of every item (none where it was left out), and the total if none is missing.

    `form` is the start of the SHA-256 of the form, so that two wordings never become one series.  `card_version` is that
    of the help card that follows every measure.
    """

    kind: ClassVar[str] = "measure_answered"
    instrument: str
    language: str
    form: str
    given: Literal["self", "read_aloud"] = "self"
    answers: tuple[int | None, ...]
    difficulty: int | None = None
    total: int | None = None
    safety_item: int | None = None  # its place, counted from 0; what was kept before this was knows that of PHQ-9
    card_version: int | None = None

    @property
    def safety_place(self) -> int | None:
        """Give the place of the item about being better off dead, counted from 0; none where there is no such item."""
        place = SAFETY_ITEMS.get(self.instrument) if self.safety_item is None else self.safety_item
        return place if place is not None and place < len(self.answers) else None

    @property
    def safety_answer(self) -> int | None:
        """Give the answer to that item; none where it is missing or is not asked."""
        return None if self.safety_place is None else self.answers[self.safety_place]


class MeasureLeft(Entry):
    """A measure was due, and the client chose not to answer it."""

    kind: ClassVar[str] = "measure_left"
    instrument: str


Reply = Literal["safe", "talk", "stop"]
Why = Literal["item9", "not_safe_home", "shaky", "monthly", "task"]


class SafetyCardShown(Entry):
    """
    A safety card was shown: why, and which text and version.

    It is kept in the commit that shows it, so that it stands also where the phone is put down there.  What the client
    then chose is an entry of its own; `reply` is where it stood before.
    """

    kind: ClassVar[str] = "safety_card_shown"
    why: Why
    answer: int | None = None
    text: str
    version: int
    language: str
    reply: Reply | None = None


class SafetyNoted(Entry):
    """
    What the client answered or chose about their own safety, where no card was shown with it; nothing is concluded.

    `answer` is that to item 9 where the card comes only after the measure; `reply` is what was tapped after a card.
    """

    kind: ClassVar[str] = "safety_noted"
    answer: int | None = None
    reply: Reply | None = None

"""Wishes about measures and safety: what was answered is passed on as a fact, and nothing is concluded from it."""

from datetime import date
from typing import ClassVar

from flows.agreed import Numbers
from flows.measure_entries import MeasureAnswered, SafetyCardShown
from flows.wishes import Wished


class SafetyAnswered(Wished):
    """The item about being better off dead was answered with one, two or three: staff hear of it as a fact."""

    kind: ClassVar[str] = "safety_answered"
    instrument: str
    answer: int


class WantsToTalk(Wished):
    """The client wants to talk to someone: staff hear of it at once, and tasks that bring contact rest."""

    kind: ClassVar[str] = "wants_to_talk"


class NotSafeAtHome(Wished):
    """The client is not safe at home: staff hear of it at once, and tasks that bring contact rest."""

    kind: ClassVar[str] = "not_safe_at_home"


class SwitchMeasure(Wished):
    """Switch a measure on with its rhythm in days (0: at every meeting), or off."""

    kind: ClassVar[str] = "switch_measure"
    client: str
    instrument: str
    every_days: int | None


class ShowNumbers(Wished):
    """Say when the client sees the plain number."""

    kind: ClassVar[str] = "show_numbers"
    client: str
    when: Numbers


class AskWorst(Wished):
    """Say whether the check-in asks for the lowest mood of the week too."""

    kind: ClassVar[str] = "ask_worst"
    client: str
    on: bool


class KnowItem(Wished):
    """Note that item 9 is known up to an answer, and that there is a plan, until a day of review; none takes it back."""

    kind: ClassVar[str] = "know_item"
    client: str
    answer: int
    until: date | None


class KeepReadAloud(Wished):
    """Keep a measure that staff read aloud, and whose answers they entered; with the card after item 9 that they read too."""

    kind: ClassVar[str] = "keep_read_aloud"
    client: str
    answered: MeasureAnswered
    card: SafetyCardShown | None = None

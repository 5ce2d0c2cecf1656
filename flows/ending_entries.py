"""The entries of an ending, and of the months after it."""

from datetime import date
from enum import Enum
from typing import ClassVar, Literal

from flows.agreed import OwnWords
from flows.entries import Entry, Said


class Different(Enum):
    """What is different at the end, in the client's own account; none of these is a better answer."""

    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"
    MIXED = "mixed"


class Band(Enum):
    """The step at which the client sees themselves today."""

    FINE = "fine"
    SLIPPING = "slipping"
    HELP = "help"


class EndingSpoken(Entry):
    """Therapist and client have spoken of the ending."""

    kind: ClassVar[str] = "ending_spoken"
    last_on: date | None = None


class ThenAndNow(Entry):
    """What is different with one person, beside the client's own first words about them."""

    kind: ClassVar[str] = "then_and_now"
    name: str
    then: Said | None = None
    now: Said


class DifferenceTold(Entry):
    """What is different with what was worked on."""

    kind: ClassVar[str] = "difference_told"
    different: Different
    words: Said | None = None


class PlanAgreed(Entry):
    """Therapist and client looked at the staying-well plan together."""

    kind: ClassVar[str] = "plan_agreed"


class CareWritten(Entry):
    """The therapist wrote who to turn to afterwards."""

    kind: ClassVar[str] = "care_written"
    words: OwnWords


class GoodbyeLeft(Entry):
    """A goodbye, of the therapist or of the client."""

    kind: ClassVar[str] = "goodbye_left"
    words: OwnWords
    by: Literal["staff", "client"]


class BandChosen(Entry):
    """The client said in a monthly look at which step they are."""

    kind: ClassVar[str] = "band_chosen"
    band: Band


class BoosterAsked(Entry):
    """The client asked for another meeting after the end."""

    kind: ClassVar[str] = "booster_asked"


class GoalRated(Entry):
    """The client said how close the goal is, from 0 to 10."""

    kind: ClassVar[str] = "goal_rated"
    number: int

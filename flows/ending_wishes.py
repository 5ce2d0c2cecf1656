"""Wishes about the ending and the months after it."""

from datetime import date
from typing import ClassVar

from flows.agreed import OwnWords
from flows.entries import Said
from flows.wishes import Wished


class SpokeOfEnding(Wished):
    """Both have spoken of the ending: it may come up, and the client is asked how it is to think about it."""

    kind: ClassVar[str] = "spoke_of_ending"
    client: str


class TakeBackEnding(Wished):
    """After *Back*: what the answer before had done stands no more; `spoken` says that both did speak of the ending."""

    kind: ClassVar[str] = "take_back_ending"
    client: str
    spoken: bool
    sessions: int  # as many as there were before anything was answered


class Extend(Wished):
    """The course goes on with so many more meetings."""

    kind: ClassVar[str] = "extend"
    client: str
    more: int


class WriteCare(Wished):
    """Keep who the client can turn to afterwards, how, and how fast."""

    kind: ClassVar[str] = "write_care"
    client: str
    words: OwnWords


class LeaveGoodbye(Wished):
    """Keep a goodbye for the client, which is given on the last day."""

    kind: ClassVar[str] = "leave_goodbye"
    client: str
    words: OwnWords


class AnswerGoodbye(Wished):
    """Keep the client's own goodbye."""

    kind: ClassVar[str] = "answer_goodbye"
    words: Said


class AgreePlan(Wished):
    """Note that both looked at the plan together."""

    kind: ClassVar[str] = "agree_plan"
    client: str


class LookMonthly(Wished):
    """Have the client asked once a month at which step they are, until a day; none: never."""

    kind: ClassVar[str] = "look_monthly"
    client: str
    until: date | None


class AskBooster(Wished):
    """Pass on that the client wants to meet again."""

    kind: ClassVar[str] = "ask_booster"

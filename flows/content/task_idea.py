"""
A task idea: one entry of the library that a therapist picks from, in words for the client.

Ideas are data.  Each is a draft until a named clinician has signed it, and says so wherever staff read it.
"""

from dataclasses import dataclass

from flows.course import Area, Mechanism, Stage, Touch
from locales.line import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskIdea:
    """
    One idea: what to try within a week, a smaller version of it, and when it is done.

    `area` none fits every area; `stage` none fits every stage of a dispute.  `days` is for what is noted on several days:
    how many, and `daily` what is asked on each.  A task with `safety` needs a safety note before it can be given.
    """

    id: str
    area: Area | None
    wording: Line
    smaller: Line
    done_when: Line
    mechanism: Mechanism
    stage: Stage | None = None
    touch: Touch = Touch.NONE
    safety: bool = False
    days: int = 0
    daily: Line | None = None  # asked on each of the days, answered by a number from 0 to 10, or by a tap
    rated: bool = False  # the answer of a day is a number from 0 to 10; else it is "yes, today" or "not today"
    low_words: Line | None = None  # both ends of the number in words
    high_words: Line | None = None
    medical: bool = False  # speaks of an illness: only where the therapist has chosen that explanation
    ending: bool = False  # speaks of the end: only after therapist and client have spoken of it
    signed_by: str | None = None

    @property
    def draft(self) -> bool:
        """Whether no clinician has signed it yet."""
        return self.signed_by is None

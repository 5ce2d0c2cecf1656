"""
The course: what a client and a therapist work on, from the first meeting to the last.

Everything here was chosen by the therapist together with the client; nothing is ever inferred.  Problem areas and the
stages of a dispute are those of Interpersonal Psychotherapy (Weissman, Markowitz and Klerman); the number of meetings is
a setting, because the sources differ.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Area(Enum):
    """The problem area; *none yet* is a full state and stands as no area at all."""

    GRIEF = "grief"
    DISPUTE = "dispute"
    CHANGE = "change"
    LONELINESS = "loneliness"


class Stage(Enum):
    """The stage of a dispute, set by the therapist."""

    RENEGOTIATION = "renegotiation"
    IMPASSE = "impasse"
    DISSOLUTION = "dissolution"


class Phase(Enum):
    """The part of a course."""

    OPENING = "opening"
    MIDDLE = "middle"
    ENDING = "ending"
    MAINTENANCE = "maintenance"


class Mechanism(Enum):
    """What a task may set in motion (Lipsitz and Markowitz 2013 name these four)."""

    SUPPORT = "support"
    STRESS = "stress"
    FEELINGS = "feelings"
    SKILLS = "skills"


class Touch(Enum):
    """How a task reaches others: it may bring contact, leave a written record of somebody, or neither."""

    CONTACT = "contact"
    RECORD = "record"
    NONE = "none"


class SessionState(Enum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    DROPPED = "dropped"


class TaskState(Enum):
    """Where a task stands: proposed to the client, agreed, paused for safety, or closed."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    PAUSED = "paused"
    CLOSED = "closed"


class Tried(Enum):
    """What became of a task, in the client's own account; none of these counts against anybody."""

    DONE = "done"
    PART = "part"
    NOT_YET = "not_yet"
    DECIDED_NOT = "decided_not"
    NOT_SAFE = "not_safe"


OVER = (Tried.DONE, Tried.DECIDED_NOT)  # such a task ends with the next meeting


class Carried(Enum):
    """What happens with a task after it was looked at."""

    KEEP = "keep"
    SHRINK = "shrink"
    CHANGE = "change"
    DROP = "drop"


class Safety(Enum):
    """What staff noted after asking in private whether the client is safe with the others concerned."""

    NO_CONCERN = "no_concern"
    PHONE_NOT_PRIVATE = "phone_not_private"
    CONCERN = "concern"
    NOT_ASKED = "not_asked"


Soon = Literal["today", "days", "place"]  # how soon somebody else is needed: today, within days, when there is a place
Ended = Literal["finished", "early", "moved", "not_reached", "referred", "worker_left", "died"]


@dataclass(frozen=True, slots=True)
class Template:
    """A way to hold a course: how many meetings, after which the middle begins, and with which the ending begins."""

    code: str
    sessions: int
    opening: int  # meetings of the opening phase
    ending: int  # meetings of the ending phase
    days_apart: int = 7

    def phase_at(self, number: int, planned: int | None = None) -> Phase:
        """Give the phase of a meeting by its number, where so many are planned; the therapist may say otherwise."""
        if self.code == "maintenance":
            return Phase.MAINTENANCE
        last = (planned or self.sessions) - self.ending
        if number <= min(self.opening, last):
            return Phase.OPENING
        return Phase.MIDDLE if number <= last else Phase.ENDING


TEMPLATES: dict[str, Template] = {
    one.code: one
    for one in (
        Template("ipc3", 3, 1, 1),
        Template("ipc4", 4, 1, 1),
        Template("ipc6", 6, 2, 1),
        Template("ipc8", 8, 2, 1),
        Template("ipt12", 12, 3, 2),
        Template("ipt16", 16, 3, 2),
        Template("group8", 8, 1, 1),
        Template("maintenance", 6, 0, 0, days_apart=28),
    )
}

"""What staff see counted of what a client wrote, and two views of a dispute beside each other; nothing is concluded."""

from datetime import date

from flows.course import Stage
from flows.readings import Known


class MomentsWith(Known):
    """Moments with one person, by the client's own word for each."""

    name: str
    good: int = 0
    hard: int = 0


class Views(Known):
    """Where a dispute stands: as the therapist set it, and as the client told it last."""

    stage: Stage
    set_on: date | None = None
    told: str  # a code of the tool 'where_we_stand'
    told_on: date


class Counts(Known):
    """Counts of four weeks, for staff alone; private entries and people whom the client hides are in none."""

    moments: tuple[MomentsWith, ...] = ()
    contacts: int = 0
    close: int = 0  # of these, with somebody whom the client put into the closest circle
    views: Views | None = None

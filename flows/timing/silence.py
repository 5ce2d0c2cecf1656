"""
Silence: what follows when a check-in stays without an answer.

The worst weeks look exactly like this, so a person is told before anything stops, and nothing blames.
"""

from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from flows.timing.quiet import QuietHours

REPEAT_AFTER_DAYS = 2


class Silence(Enum):
    """What a row of silent weeks calls for."""

    NOTHING = "nothing"
    TELL = "tell"  # the therapist gets one line
    STOP = "stop"  # prompts stop until the client starts again; the therapist gets a line too


def after_silence(weeks: int) -> Silence:
    """
    Say what follows after so many weeks in a row without an answer.

    A fourth week comes only when the client has started again, so the count begins anew after every third.
    """
    row = (Silence.STOP, Silence.NOTHING, Silence.TELL)
    return row[weeks % 3] if weeks else Silence.NOTHING


def repeat_at(begun_at: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Give the moment of the one gentle repeat: the same wall time two days later, out of quiet hours."""
    local = begun_at.astimezone(ZoneInfo(zone)) + timedelta(days=REPEAT_AFTER_DAYS)
    return quiet.over_at(local.astimezone(UTC), zone)

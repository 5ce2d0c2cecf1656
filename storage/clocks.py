"""
Two clocks, both injected: the calendar, which people live by, and the machine's, which leases and buckets count on.

The calendar is virtual in tests and in the playground; the machine's clock never jumps.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Calendar(Protocol):
    """Tells people's time."""

    def now(self) -> datetime:
        """Give the present moment as aware UTC."""
        ...


class Machine(Protocol):
    """Counts seconds that never jump."""

    def seconds(self) -> float:
        """Give seconds since some fixed point."""
        ...


class WallCalendar:
    """The real calendar."""

    def now(self) -> datetime:
        """Give the present moment as aware UTC."""
        return datetime.now(UTC)


class SetCalendar:
    """A calendar that stands still until it is told to move."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Give the moment at which the calendar stands."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Move to a moment; a calendar never goes back."""
        self._now = max(self._now, moment.astimezone(UTC))

    def forward(self, by: timedelta) -> None:
        """Move on by a while."""
        self.set(self._now + by)


class SteadyMachine:
    """The machine's own steady clock."""

    def seconds(self) -> float:
        """Give seconds since the machine started."""
        return time.monotonic()


class SetMachine:
    """A machine's clock that moves only when told."""

    def __init__(self, start: float = 1_000.0) -> None:
        self._seconds = start

    def seconds(self) -> float:
        """Give the seconds at which it stands."""
        return self._seconds

    def forward(self, seconds: float) -> None:
        """Move on by some seconds."""
        self._seconds += seconds

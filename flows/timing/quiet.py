"""Quiet hours on a client's own clock, and the minutes by which clients are spread."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

JITTER_UP_TO = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one local wall time until another, over midnight where the end is the earlier; equal times mean none."""

    begins: time
    ends: time

    @classmethod
    def between(cls, begins: str, ends: str) -> "QuietHours":
        """Make quiet hours from two wall times such as '21:00' and '09:00'."""
        return cls(time.fromisoformat(begins), time.fromisoformat(ends))

    def contains(self, local: datetime | time) -> bool:
        """Say whether a local moment is quiet; the first minute is, the last is not."""
        at = local.replace(tzinfo=None) if isinstance(local, time) else local.time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def over_at(self, moment: datetime, zone: str) -> datetime:
        """Give the same moment, or the end of the quiet hours that it lies in, as aware UTC."""
        local = moment.astimezone(ZoneInfo(zone))
        if not self.contains(local):
            return moment
        return _next(self.ends, local)

    def room(self, moment: datetime, zone: str) -> timedelta:
        """Give the time from a moment that is not quiet to the next quiet hours; a long time where there are none."""
        if self.begins == self.ends:
            return timedelta.max
        return _next(self.begins, moment.astimezone(ZoneInfo(zone))) - moment


def _next(wall: time, local: datetime) -> datetime:
    """Give the next moment at which the local clock shows a wall time, as aware UTC."""
    # In an autumn fold the second pass of the hour stays in the second pass.
    today = datetime.combine(local.date(), wall, local.tzinfo).replace(fold=local.fold)
    chosen = today if today.astimezone(UTC) > local.astimezone(UTC) else today + timedelta(days=1)
    return chosen.astimezone(UTC)


def jitter(prompt: str) -> timedelta:
    """Give the stable offset of one prompt, the same in every process: 0 to 10 minutes, in whole seconds."""
    # Not `hash()`: Python salts it anew in every process.
    drawn = int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:8])
    return timedelta(seconds=drawn % (int(JITTER_UP_TO.total_seconds()) + 1))

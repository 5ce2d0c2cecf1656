"""
Disguise: other ids and other dates, made by chance for one export and thrown away with it.

The times of a client are moved by whole weeks on the local clock, so that weekday, time of day and every distance stay as
they were.  The offset from UTC is that of the winter, the same in all rows: an offset that changed in the middle of a row
of weeks would tell in which week the clocks were changed, and with it by how much the dates were moved.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WEEKS = 26  # dates move by at most so many weeks, earlier or later
LENGTH = 16


class Names:
    """Gives clients other ids; the key is known to nobody, and two exports have different ones."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, client: str) -> str:
        """Give the id of a client in this export; a letter stands first, so that no program takes it for a number."""
        return "p" + hmac.new(self._key, client.encode(), hashlib.sha256).hexdigest()[:LENGTH]


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many weeks the dates of one client are moved, and on which clock they are told."""

    zone: ZoneInfo
    weeks: int

    @classmethod
    def by_chance(cls, zone: str) -> "Shift":
        """Draw a shift that nobody can guess."""
        return cls(ZoneInfo(zone), secrets.randbelow(2 * WEEKS + 1) - WEEKS)

    def wall(self, moment: datetime) -> datetime:
        """Give a moment as the client's clock would have shown it, some weeks earlier or later."""
        local = moment.astimezone(self.zone).replace(tzinfo=None)
        return local + timedelta(weeks=self.weeks)

    def day(self, moment: datetime) -> date:
        """Give the moved local date of a moment."""
        return self.wall(moment).date()

    def text(self, moment: datetime | None) -> str | None:
        """Give the moved local time as text."""
        return None if moment is None else self.wall(moment).isoformat(timespec="seconds")

    def offset(self, moment: datetime) -> int:
        """Give the minutes by which the client's clock is before UTC in winter, in the year of a moment."""
        halves = (datetime(moment.year, month, 1, tzinfo=self.zone).utcoffset() for month in (1, 7))
        return min(int(offset.total_seconds() // 60) for offset in halves if offset is not None)

"""Where days and numbers lie on a picture of weeks; where one reads from the right, time runs from the right."""

from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, EDGE = 520.0, 34.0  # points


@dataclass(frozen=True, slots=True)
class Plane:
    """Where days and numbers lie: the first and the last day, which side is early, and one panel's height."""

    first: date
    last: date
    rtl: bool
    top: float
    high: float
    most: int

    def along(self, on: date) -> float:
        """Give how far from the early edge a day lies."""
        share = (on - self.first) / max(self.last - self.first, timedelta(days=1))
        return EDGE + (WIDTH - 2 * EDGE) * share

    def x(self, on: date) -> float:
        """Give the place of a day."""
        return WIDTH - self.along(on) if self.rtl else self.along(on)

    def y(self, number: float) -> float:
        """Give the place of a number."""
        return self.top + self.high * (1 - number / max(self.most, 1))

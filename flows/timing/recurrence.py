"""
Recurrences: which local slot of a client's calendar comes next.

A slot is named by its local date and the chosen wall time, never by its UTC instant: the two 02:30 of an autumn night, a
second look of the ticker and a change of zone all meet in one name, and a name is delivered once.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from apscheduler.triggers.calendarinterval import CalendarIntervalTrigger
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

ONE_DAY = timedelta(days=1)
EARLIEST, LATEST = time(5, 0), time(21, 45)


@dataclass(frozen=True, slots=True)
class Slot:
    """One time that a prompt is due: `slot` is its name on the client's calendar, `due_at` the aware UTC instant."""

    slot: str
    due_at: datetime

    @property
    def on(self) -> date:
        """The local date of the slot."""
        return date.fromisoformat(self.slot[:10])


class Recurrence(BaseModel):
    """
    How often a prompt comes: weekly on an ISO weekday, or every so many days from a date, at a local wall time.

    `ends_on` is its last local date: a single day is every day from that day to that day.  `catches_up` allows one gentle
    late prompt after our own downtime; `asks_again` one repeat when nobody answers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    every_days: Annotated[int, Field(ge=1, le=366)] | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "18:00"
    catches_up: bool = True
    asks_again: bool = True

    @field_validator("time")
    @classmethod
    def _is_daytime(cls, chosen: str) -> str:
        # No zone of 2025-2027 moves its clock inside these hours but Easter Island, after 21:00 (timing.md, section 3).
        if not EARLIEST <= time.fromisoformat(chosen) <= LATEST:
            raise ValueError(f"recurrence: the time is '{chosen}'; choose one from '05:00' to '21:45'")
        return chosen

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if (self.weekday is None) == (self.every_days is None):
            raise ValueError("recurrence: give either 'weekday' or 'every_days', not both and not none")
        if self.every_days is not None and self.starts_on is None:
            raise ValueError("recurrence: 'every_days' counts from a date; give 'starts_on'")
        return self

    @property
    def period(self) -> timedelta:
        """The time from one slot to the next, on the calendar."""
        return timedelta(days=self.every_days or 7)

    @classmethod
    def once(cls, on: date, time: str) -> "Recurrence":
        """Come on one day only, and neither late nor again."""
        return cls(every_days=1, starts_on=on, ends_on=on, time=time, catches_up=False, asks_again=False)

    def lasts(self, slot: Slot) -> bool:
        """Say whether a slot lies before the end."""
        return self.ends_on is None or slot.on <= self.ends_on

    def first_on(self, day: date) -> date:
        """Give the first date of this recurrence that is not before `day`."""
        if self.starts_on is not None:
            day = max(day, self.starts_on)
        if self.weekday is not None:
            return day + timedelta(days=(self.weekday - day.isoweekday()) % 7)
        assert self.starts_on is not None
        return day + timedelta(days=-(day - self.starts_on).days % self.period.days)


def next_slot(recurrence: Recurrence, zone: str, after: datetime, served: date | None = None) -> Slot:
    """
    Give the first slot that is due after a moment and lies on a later local date than the one served last.

    `served` is what travel needs: 20:00 answered in Berlin is not asked again at 20:00 of the same date in New York.
    """
    where = ZoneInfo(zone)
    # One day early: where a whole day is left out of the calendar, its slot is due on the day after.
    day = recurrence.first_on(after.astimezone(where).date() - ONE_DAY)
    while True:
        slot = _slot_on(recurrence, day, where)
        if slot.due_at > after and (served is None or slot.on > served):
            return slot
        day = recurrence.first_on(day + ONE_DAY)


def _slot_on(recurrence: Recurrence, day: date, where: ZoneInfo) -> Slot:
    chosen = time.fromisoformat(recurrence.time)
    due_at = _fires(recurrence, day, chosen, where) or datetime.combine(day, chosen, where).astimezone(UTC)
    return Slot(f"{due_at.astimezone(where).date().isoformat()}/{recurrence.time}", due_at)


def _fires(recurrence: Recurrence, day: date, chosen: time, where: ZoneInfo) -> datetime | None:
    """
    Ask APScheduler for the instant of a date; none where the clock skips that wall time.

    `CalendarIntervalTrigger` fires once in an autumn fold, at the earlier of the two, where `CronTrigger` fires twice;
    and `CronTrigger` loses the day after spring forward when it fires soon after midnight (APScheduler issues 606 and
    529), a weekly one its whole week.  In a spring gap `CalendarIntervalTrigger` drops the date, so a date that does not
    come back is resolved by the caller to the same wall time on the old offset: one gap later on the client's clock.
    3.11.2 is the first release without the endless loop in a fold (issue 1021); 4.0 is an alpha.
    """
    trigger = CalendarIntervalTrigger(
        days=recurrence.period.days, hour=chosen.hour, minute=chosen.minute, start_date=day, timezone=where
    )
    fired: datetime = trigger.get_next_fire_time(None, datetime.combine(day, chosen, where))
    return fired.astimezone(UTC) if fired.date() == day else None

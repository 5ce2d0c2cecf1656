"""What holds in every zone, at every instant of 2026: one slot a local week, never in quiet hours, none lost, none doubled."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flows.timing import QuietHours, Recurrence, Slot, next_due, next_slot

ALL_ZONES = sorted(available_timezones() - {"localtime"})
STRANGE = [
    "Australia/Lord_Howe", "Pacific/Easter", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "America/Nuuk", "America/St_Johns", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu",
    "Antarctica/Troll", "Europe/Dublin", "Europe/Kyiv",
]  # fmt: skip
# Every tenth zone, so that the suite stays quick, and all that are known to be strange.
SAMPLE = sorted({*ALL_ZONES[::10], *STRANGE})
NEW_YEAR, YEAR_END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

zones = some.sampled_from(ALL_ZONES) | some.sampled_from(STRANGE)
moments = some.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=some.just(UTC))  # noqa: DTZ001 - `timezones` adds it
clocks = some.integers(5 * 4, 21 * 4 + 3).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")
weekly = some.builds(Recurrence, weekday=some.integers(1, 7), time=clocks)
every_few_days = some.builds(
    Recurrence,
    every_days=some.integers(1, 30),
    starts_on=some.dates(date(2025, 12, 1), date(2026, 12, 31)),
    time=clocks,
)
recurrences = weekly | every_few_days
hours = some.times().map(lambda at: at.replace(second=0, microsecond=0))
quiet_hours = some.builds(QuietHours, begins=hours, ends=hours)
usual_quiet = some.sampled_from([("21:00", "09:00"), ("22:00", "07:00"), ("23:30", "05:00"), ("13:00", "15:00")])


def slots_of_the_year(recurrence: Recurrence, zone: str) -> list[Slot]:
    found = [next_slot(recurrence, zone, NEW_YEAR)]
    while found[-1].due_at < YEAR_END:
        found.append(next_slot(recurrence, zone, found[-1].due_at))
    return found


@pytest.mark.parametrize("zone", SAMPLE)
def test_every_week_of_the_year_has_exactly_one_slot_at_the_chosen_wall_time(zone: str) -> None:
    for weekday, clock in ((7, "05:00"), (7, "18:00"), (6, "21:45"), (1, "06:00")):
        slots = slots_of_the_year(Recurrence(weekday=weekday, time=clock), zone)

        assert {later.on - earlier.on for earlier, later in pairwise(slots)} == {timedelta(days=7)}
        assert {slot.due_at.astimezone(ZoneInfo(zone)).time() for slot in slots} == {time.fromisoformat(clock)}
        assert {slot.due_at.astimezone(ZoneInfo(zone)).fold for slot in slots} == {0}


@given(recurrences, zones, moments)
def test_the_next_slot_is_later_and_there_is_none_between(recurrence: Recurrence, zone: str, after: datetime) -> None:
    slot = next_slot(recurrence, zone, after)
    a_moment_before = slot.due_at - timedelta(microseconds=1)

    assert slot.due_at > after
    assert next_slot(recurrence, zone, max(after, a_moment_before)) == slot
    assert next_slot(recurrence, zone, slot.due_at).on - slot.on == recurrence.period


@given(recurrences, zones, moments, quiet_hours, some.text(min_size=1))
def test_a_prompt_never_comes_in_quiet_hours(
    recurrence: Recurrence, zone: str, after: datetime, quiet: QuietHours, prompt: str
) -> None:
    slot = next_due(recurrence, zone, after, prompt=prompt, quiet=quiet)

    assert slot.due_at > after
    assert not quiet.contains(slot.due_at.astimezone(ZoneInfo(zone)))


@given(weekly, zones, moments, usual_quiet, some.uuids())
def test_no_planned_week_is_lost_or_doubled(
    recurrence: Recurrence, zone: str, after: datetime, times: tuple[str, str], prompt: object
) -> None:
    quiet, name = QuietHours.between(*times), str(prompt)
    slots = [next_due(recurrence, zone, after, prompt=name, quiet=quiet)]
    for _week in range(9):
        last = slots[-1]
        slots.append(next_due(recurrence, zone, last.due_at, prompt=name, quiet=quiet, served=last.on))

    assert {later.on - earlier.on for earlier, later in pairwise(slots)} == {timedelta(days=7)}


@given(weekly, zones, moments, some.uuids())
def test_a_prompt_comes_within_ten_minutes_of_the_chosen_time(
    recurrence: Recurrence, zone: str, after: datetime, prompt: object
) -> None:
    slot = next_due(recurrence, zone, after, prompt=str(prompt))

    assert (
        timedelta()
        <= slot.due_at - next_slot(recurrence, zone, slot.due_at - timedelta(minutes=11)).due_at
        <= timedelta(minutes=10)
    )


@given(recurrences, some.lists(zones, min_size=2, max_size=6), moments)
def test_a_traveller_is_never_asked_twice_on_one_date(
    recurrence: Recurrence, journey: list[str], after: datetime
) -> None:
    served: list[Slot] = []
    for zone in journey:
        slot = next_slot(recurrence, zone, after, served[-1].on if served else None)
        served.append(slot)
        after = slot.due_at + timedelta(hours=1)

    assert len({slot.on for slot in served}) == len(served)
    assert all(earlier.on < later.on and earlier.due_at < later.due_at for earlier, later in pairwise(served))

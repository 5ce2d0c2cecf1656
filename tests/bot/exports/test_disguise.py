"""Disguise: other ids and other dates, with every weekday, time of day and distance as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.exports.disguise import WEEKS, Names, Shift

ZONES = st.sampled_from(
    ["Europe/Berlin", "Europe/Kyiv", "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "UTC"]
)
SHIFTS = st.builds(Shift, ZONES.map(ZoneInfo), st.integers(-WEEKS, WEEKS))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


@given(SHIFTS, MOMENTS)
def test_weekday_and_time_of_day_stay(shift: Shift, moment: datetime) -> None:
    local, moved = moment.astimezone(shift.zone), shift.wall(moment)

    assert (moved.weekday(), moved.time()) == (local.weekday(), local.time())
    assert moved.date() - local.date() == timedelta(weeks=shift.weeks)


@given(SHIFTS, MOMENTS, MOMENTS)
def test_distances_on_the_local_clock_stay(shift: Shift, one: datetime, other: datetime) -> None:
    local = [moment.astimezone(shift.zone).replace(tzinfo=None) for moment in (one, other)]

    assert shift.wall(one) - shift.wall(other) == local[0] - local[1]


@given(SHIFTS, MOMENTS)
def test_the_offset_says_nothing_of_the_season(shift: Shift, moment: datetime) -> None:
    assert (
        shift.offset(moment)
        == shift.offset(moment.replace(month=1, day=1))
        == shift.offset(moment.replace(month=7, day=1))
    )


def test_the_offset_is_that_of_winter_on_both_halves_of_the_earth() -> None:
    july = datetime(2026, 7, 1, tzinfo=UTC)

    offsets = {
        zone: Shift(ZoneInfo(zone), 0).offset(july)
        for zone in ("Europe/Berlin", "Australia/Sydney", "America/New_York")
    }

    assert offsets == {"Europe/Berlin": 60, "Australia/Sydney": 600, "America/New_York": -300}


def test_a_time_before_the_clocks_change_keeps_its_hour_after_them() -> None:
    winter = datetime(2026, 3, 26, 17, tzinfo=UTC)  # 18:00 in Berlin, three days before summer time

    assert Shift(ZoneInfo("Europe/Berlin"), 1).text(winter) == "2026-04-02T18:00:00"


def test_shifts_are_drawn_anew_and_stay_within_half_a_year() -> None:
    drawn = {Shift.by_chance("UTC").weeks for _ in range(500)}

    assert len(drawn) > 20
    assert max(map(abs, drawn)) <= WEEKS


def test_two_exports_give_a_client_two_ids_and_one_export_one() -> None:
    first, second = Names(), Names()

    assert first.of("a") == first.of("a") != second.of("a")
    assert len({first.of(str(number)) for number in range(500)}) == 500
    assert first.of("a").isalnum()
    assert not first.of("a")[0].isdigit()

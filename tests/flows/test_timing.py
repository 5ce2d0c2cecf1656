"""Expected instants are written down by hand from the zones' published rules, never computed by our own code."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import ValidationError

from flows.timing import (
    QuietHours,
    Recurrence,
    Slot,
    jitter,
    next_due,
    next_slot,
    overdue,
    patience,
    repeat_at,
)

QUIET = QuietHours.between("21:00", "09:00")
THURSDAY = Recurrence(weekday=4, time="18:00")
DAILY = Recurrence(every_days=1, starts_on=date(2026, 1, 1), time="20:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# zone, weekday, time, then every expected slot with its instant in UTC.
BY_HAND = [
    ("Europe/Berlin", 7, "18:00", [("2026-03-22", "2026-03-22T17:00"), ("2026-03-29", "2026-03-29T16:00"), ("2026-04-05", "2026-04-05T16:00")]),
    ("Europe/Berlin", 7, "18:00", [("2026-10-18", "2026-10-18T16:00"), ("2026-10-25", "2026-10-25T17:00"), ("2026-11-01", "2026-11-01T17:00")]),
    ("Europe/Kyiv", 4, "18:00", [("2026-03-26", "2026-03-26T16:00"), ("2026-04-02", "2026-04-02T15:00")]),
    ("Europe/Kyiv", 4, "18:00", [("2026-10-22", "2026-10-22T15:00"), ("2026-10-29", "2026-10-29T16:00")]),
    ("America/New_York", 7, "18:00", [("2026-03-01", "2026-03-01T23:00"), ("2026-03-08", "2026-03-08T22:00")]),
    ("America/New_York", 7, "18:00", [("2026-10-25", "2026-10-25T22:00"), ("2026-11-01", "2026-11-01T23:00")]),
    ("Africa/Cairo", 5, "18:00", [("2026-04-17", "2026-04-17T16:00"), ("2026-04-24", "2026-04-24T15:00")]),
    ("Africa/Cairo", 5, "18:00", [("2026-10-23", "2026-10-23T15:00"), ("2026-10-30", "2026-10-30T16:00")]),
    # Lord Howe moves its clock by half an hour, from +11:00 to +10:30 and back.
    ("Australia/Lord_Howe", 7, "18:00", [("2026-03-29", "2026-03-29T07:00"), ("2026-04-05", "2026-04-05T07:30")]),
    ("Australia/Lord_Howe", 7, "18:00", [("2026-09-27", "2026-09-27T07:30"), ("2026-10-04", "2026-10-04T07:00")]),
    # Easter Island moves its clock at 22:00 of a Saturday: 21:30 comes twice on 4 April, and the first one counts.
    ("Pacific/Easter", 6, "21:30", [("2026-03-28", "2026-03-29T02:30"), ("2026-04-04", "2026-04-05T02:30"), ("2026-04-11", "2026-04-12T03:30")]),
    ("Pacific/Easter", 6, "21:30", [("2026-08-29", "2026-08-30T03:30"), ("2026-09-05", "2026-09-06T03:30"), ("2026-09-12", "2026-09-13T02:30")]),
    # On both sides of the date line.
    ("Pacific/Apia", 1, "07:00", [("2026-05-04", "2026-05-03T18:00"), ("2026-05-11", "2026-05-10T18:00")]),
    ("Pacific/Kiritimati", 1, "07:00", [("2026-05-04", "2026-05-03T17:00")]),
    ("Pacific/Pago_Pago", 1, "07:00", [("2026-05-04", "2026-05-04T18:00")]),
    # Samoa left Friday 30 December 2011 out of its calendar: that week's slot is on the Saturday.
    ("Pacific/Apia", 5, "18:00", [("2011-12-23", "2011-12-24T04:00"), ("2011-12-31", "2011-12-31T04:00"), ("2012-01-06", "2012-01-06T04:00")]),
    # Greenland's clock goes forward at 23:00 of a Saturday, five hours before this one.
    ("America/Nuuk", 7, "05:00", [("2026-03-22", "2026-03-22T07:00"), ("2026-03-29", "2026-03-29T06:00")]),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "weekday", "clock", "expected"), BY_HAND)
def test_a_weekly_prompt_keeps_its_wall_time_through_every_change_of_the_clock(
    zone: str, weekday: int, clock: str, expected: list[tuple[str, str]]
) -> None:
    recurrence = Recurrence(weekday=weekday, time=clock)
    after = at(expected[0][1]) - timedelta(minutes=1)
    found = []
    for _slot in expected:
        slot = next_slot(recurrence, zone, after)
        found.append((slot.slot, slot.due_at))
        after = slot.due_at

    assert found == [(f"{on}/{clock}", at(moment)) for on, moment in expected]


def test_a_prompt_every_third_day_counts_from_its_first_day_through_the_night_that_has_23_hours() -> None:
    recurrence = Recurrence(every_days=3, starts_on=date(2026, 3, 25), time="07:30")

    first = next_slot(recurrence, "Europe/Berlin", at("2026-03-01T00:00"))
    second = next_slot(recurrence, "Europe/Berlin", first.due_at)
    third = next_slot(recurrence, "Europe/Berlin", second.due_at)

    assert [slot.due_at for slot in (first, second, third)] == [
        at("2026-03-25T06:30"), at("2026-03-28T06:30"), at("2026-03-31T05:30"),
    ]  # fmt: skip


def test_a_daily_prompt_is_not_doubled_by_a_day_that_does_not_exist() -> None:
    recurrence = Recurrence(every_days=1, starts_on=date(2011, 12, 1), time="18:00")

    slots = [next_slot(recurrence, "Pacific/Apia", at("2011-12-29T05:00"))]
    for _ in range(2):
        slots.append(next_slot(recurrence, "Pacific/Apia", slots[-1].due_at))

    assert [slot.slot for slot in slots] == ["2011-12-29/18:00", "2011-12-31/18:00", "2012-01-01/18:00"]


TRAVEL = [
    # 20:00 answered in Berlin; New York's 20:00 of the same date comes six hours later and is not asked.
    ("America/New_York", "2026-05-07T19:00", "2026-05-07", "2026-05-08/20:00", "2026-05-09T00:00"),
    # Tokyo's next 20:00 comes 17 hours later, on the next date, and is wanted.
    ("Asia/Tokyo", "2026-05-07T19:00", "2026-05-07", "2026-05-08/20:00", "2026-05-08T11:00"),
    # Then from New York, answered on the 8th, on to Tokyo.
    ("Asia/Tokyo", "2026-05-09T06:00", "2026-05-08", "2026-05-09/20:00", "2026-05-09T11:00"),
    # Over the date line to the day before: the served date does not come again.
    ("Pacific/Honolulu", "2026-05-08T12:00", "2026-05-08", "2026-05-09/20:00", "2026-05-10T06:00"),
    # Before anything was served, the same evening is still to come.
    ("America/New_York", "2026-05-07T19:00", None, "2026-05-07/20:00", "2026-05-08T00:00"),
]


@pytest.mark.parametrize(("zone", "moved_at", "served", "slot", "due_at"), TRAVEL)
def test_travel_never_asks_twice_on_one_date_and_never_skips_the_next(
    zone: str, moved_at: str, served: str | None, slot: str, due_at: str
) -> None:
    found = next_slot(DAILY, zone, at(moved_at), date.fromisoformat(served) if served else None)

    assert found == Slot(slot, at(due_at))


def test_a_weekly_prompt_served_in_berlin_comes_a_week_later_in_new_york() -> None:
    found = next_slot(THURSDAY, "America/New_York", at("2026-05-07T17:00"), date(2026, 5, 7))

    assert found == Slot("2026-05-14/18:00", at("2026-05-14T22:00"))


def test_a_new_time_on_the_day_that_was_served_waits_for_the_next_week() -> None:
    later = Recurrence(weekday=4, time="20:00")

    found = next_slot(later, "Europe/Berlin", at("2026-05-07T17:00"), date(2026, 5, 7))

    assert found.slot == "2026-05-14/20:00"


@pytest.mark.parametrize("chosen", ["04:45", "21:46", "22:00", "00:15", "6:00", "24:00", "noon"])
def test_a_time_in_the_night_is_refused(chosen: str) -> None:
    with pytest.raises(ValidationError):
        Recurrence(weekday=1, time=chosen)


@pytest.mark.parametrize(
    "fields", [{}, {"weekday": 1, "every_days": 2}, {"every_days": 2}, {"weekday": 8}, {"every_days": 0}]
)
def test_a_recurrence_is_of_one_kind(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Recurrence(**fields)


@pytest.mark.parametrize("recurrence", [THURSDAY, DAILY, Recurrence(weekday=1, time="05:00", catches_up=False)])
def test_a_recurrence_survives_json_and_fits_its_column(recurrence: Recurrence) -> None:
    kept = recurrence.model_dump_json()

    assert Recurrence.model_validate_json(kept) == recurrence
    assert len(kept) <= 400


def test_prompt_for_one_day_comes_on_that_day_and_on_no_other() -> None:
    once = Recurrence.once(date(2026, 5, 7), "15:00")

    slot = next_slot(once, "Europe/Berlin", at("2026-05-01T00:00"))

    assert (slot.slot, once.lasts(slot)) == ("2026-05-07/15:00", True)
    assert not once.lasts(next_slot(once, "Europe/Berlin", slot.due_at))
    assert overdue(once, "Europe/Berlin", slot, at("2026-05-20T00:00"), prompt="a") == [slot]


def test_prompt_of_five_days_ends_with_the_fifth() -> None:
    days = Recurrence(every_days=1, starts_on=date(2026, 5, 4), ends_on=date(2026, 5, 8), time="19:00")
    first = next_slot(days, "Europe/Berlin", at("2026-05-01T00:00"))

    found = overdue(days, "Europe/Berlin", first, at("2026-06-01T00:00"), prompt="a")

    assert [slot.on.day for slot in found] == [4, 5, 6, 7, 8]


def test_quiet_hours_over_midnight_begin_at_their_first_minute_and_end_before_their_last() -> None:
    quiet = [
        clock
        for clock in ("20:59", "21:00", "23:59", "00:00", "08:59", "09:00")
        if QUIET.contains(time.fromisoformat(clock))
    ]

    assert quiet == ["21:00", "23:59", "00:00", "08:59"]


def test_equal_times_mean_no_quiet_hours() -> None:
    assert not QuietHours.between("09:00", "09:00").contains(time(9, 0))


def test_jitter_is_the_same_in_every_process() -> None:
    """The seconds were written down once; a change of them would move every client's prompt."""
    assert [int(jitter(name).total_seconds()) for name in ("a", "b", "prompt-1")] == [167, 215, 62]


def test_a_chosen_time_in_quiet_hours_comes_when_they_end() -> None:
    early = Recurrence(weekday=4, time="06:00")

    slot = next_due(early, "Europe/Berlin", at("2026-05-06T00:00"), prompt="a", quiet=QUIET)

    assert slot == Slot("2026-05-07/06:00", at("2026-05-07T07:00") + jitter("a"))


def test_a_late_choice_waits_for_the_morning_even_when_it_is_planned_anew_at_night() -> None:
    late = Recurrence(every_days=1, starts_on=date(2026, 5, 1), time="21:30")

    slot = next_due(late, "Europe/Berlin", at("2026-05-07T22:30"), prompt="a", quiet=QUIET)

    assert slot == Slot("2026-05-07/21:30", at("2026-05-08T07:00") + jitter("a"))


def test_jitter_never_leads_into_quiet_hours() -> None:
    close = Recurrence(weekday=4, time="20:58")

    found = [next_due(close, "UTC", at("2026-05-06T00:00"), prompt=f"p{n}", quiet=QUIET) for n in range(200)]

    assert {slot.due_at.replace(second=0) for slot in found} == {at("2026-05-07T20:58"), at("2026-05-07T20:59")}


def test_six_hours_of_downtime_leave_one_slot_that_may_still_come() -> None:
    first = Slot("2026-05-07/18:00", at("2026-05-07T16:05"))
    now = first.due_at + timedelta(hours=6)

    slots = overdue(THURSDAY, "Europe/Berlin", first, now, prompt="a", quiet=QUIET)
    coming = next_due(THURSDAY, "Europe/Berlin", now, prompt="a", quiet=QUIET, served=first.on)

    assert slots == [first]
    assert coming.slot == "2026-05-14/18:00"
    assert patience(THURSDAY, first, coming, timedelta(hours=2)) > timedelta(hours=6)


def test_three_weeks_of_downtime_leave_three_slots_oldest_first() -> None:
    first = Slot("2026-05-07/18:00", at("2026-05-07T16:05"))

    slots = overdue(THURSDAY, "Europe/Berlin", first, at("2026-05-22T12:00"), prompt="a", quiet=QUIET)

    assert [slot.slot for slot in slots] == ["2026-05-07/18:00", "2026-05-14/18:00", "2026-05-21/18:00"]


def test_a_catch_up_leaves_72_hours_before_the_next_check_in() -> None:
    slot, coming = Slot("2026-05-07/18:00", at("2026-05-07T16:00")), Slot("2026-05-14/18:00", at("2026-05-14T16:00"))

    assert patience(THURSDAY, slot, coming, timedelta(hours=2)) == timedelta(days=4)


def test_what_does_not_catch_up_has_its_grace_and_no_more() -> None:
    strict = Recurrence(weekday=4, time="18:00", catches_up=False)
    slot, coming = Slot("2026-05-07/18:00", at("2026-05-07T16:00")), Slot("2026-05-14/18:00", at("2026-05-14T16:00"))

    assert patience(strict, slot, coming, timedelta(hours=1)) == timedelta(hours=1)


def test_the_gentle_repeat_comes_two_days_later_at_the_same_wall_time() -> None:
    """The clock goes forward in Berlin in the night to Sunday 29 March."""
    assert repeat_at(at("2026-03-27T17:00"), "Europe/Berlin", QUIET) == at("2026-03-29T16:00")

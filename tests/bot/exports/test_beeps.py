"""Beeps: which answer belongs to which prompt, what nobody knows, and how beeps are counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.exports.beeps import COLUMNS, Beep, Lived, beeps_of, rows_of
from bot.exports.disguise import Shift
from bot.exports.tsv import Value
from flows.entries import Entry as Told
from flows.entries import Link, MoodReported
from storage.log import Entry
from storage.prompts import Delivery
from storage.research import Sent, Talk

DUE = datetime(2026, 3, 5, 17, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
BERLIN = Shift(ZoneInfo("Europe/Berlin"), 2)


def delivery(
    id_: str, outcome: str | None, *, run: str | None = None, at: datetime = DUE, prompt: str = "p"
) -> Delivery:
    return Delivery(id_, "client", prompt, f"slot-{id_}", at, at, outcome, run)


def entry(told: Told, run: str | None, at: datetime) -> Entry:
    value: Any = told.model_dump(mode="json")
    return Entry(f"e-{at}", "client", run, "keep", 0, told.kind, value, "uk", at, False, False)


def lived(deliveries: Sequence[Delivery] = (), entries: Sequence[Entry] = (), *talks: Talk) -> Lived:
    flows = {one.prompt: "check_in" if one.prompt == "p" else one.prompt for one in deliveries}
    return Lived(deliveries, flows, talks, entries)


def row(values: Sequence[Value]) -> dict[str, Value]:
    return dict(zip(COLUMNS, values, strict=True))


def rows(beeps: Sequence[Beep]) -> list[dict[str, Value]]:
    return [row(values) for values in rows_of("p0", beeps, BERLIN)]


def values_of(beep: Beep) -> dict[str, Value]:
    return {one.item: one.value for one in beep.answers}


def test_prompt_that_never_came_asks_its_items_all_the_same() -> None:
    (beep,) = beeps_of(lived([delivery("d", "paused")]))

    assert (beep.outcome, beep.expired, beep.sent, values_of(beep)) == (
        "paused",
        None,
        None,
        {"mood": None, "link": None},
    )
    assert [one["item"] for one in rows([beep])] == ["prompt_check_in", "mood", "link"]


def test_missed_prompt_has_expired_and_one_that_is_open_has_not_yet() -> None:
    missed, answered, waits = beeps_of(
        lived(
            [
                delivery("a", "missed", run="ra"),
                delivery("b", "begun", run="rb", at=DUE + HOUR),
                delivery("c", "begun", run="rc", at=DUE + 2 * HOUR),
            ],
            (),
            Talk("rc", "c", DUE, open=True, sent=()),
        )
    )

    assert (missed.expired, answered.expired, waits.expired) == (1, 0, None)


def test_answer_belongs_to_the_last_prompt_of_its_conversation_before_it() -> None:
    two_days = DUE + timedelta(days=2)
    both = [delivery("a", "begun", run="r"), delivery("a2", "begun", run="r", at=two_days)]
    talk = Talk("r", "a", DUE, open=False, sent=(Sent(DUE, "uk"), Sent(two_days, "en"), Sent(two_days + HOUR, "en")))

    late = beeps_of(lived(both, [entry(MoodReported(mood=4), "r", two_days + HOUR)], talk))
    early = beeps_of(lived(both, [entry(MoodReported(mood=4), "r", DUE)], talk))

    assert [values_of(beep)["mood"] for beep in late] == [None, 4]
    assert [values_of(beep)["mood"] for beep in early] == [4, None]
    assert [beep.sent for beep in late] == [Sent(DUE, "uk"), Sent(two_days, "en")]


def test_repeat_that_was_not_sent_takes_no_answer() -> None:
    two_days = DUE + timedelta(days=2)
    both = [delivery("a", "begun", run="r"), delivery("a2", "budget", run="r", at=two_days)]

    first, second = beeps_of(lived(both, [entry(MoodReported(mood=4), "r", two_days + HOUR)]))

    assert (values_of(first)["mood"], values_of(second)["mood"]) == (4, None)


def test_check_in_put_off_until_later_is_joined_while_the_house_still_knows() -> None:
    prompted = [delivery("a", "begun", run="r")]
    answered = [entry(MoodReported(mood=4), "later", DUE + 3 * HOUR)]

    (joined,) = beeps_of(lived(prompted, answered, Talk("later", "a", DUE + 3 * HOUR, open=False, sent=())))
    asked, own = beeps_of(lived(prompted, answered))

    assert values_of(joined) == {"mood": 4, "link": None}
    assert (values_of(asked)["mood"], values_of(own)["mood"], own.outcome, own.opened_at) == (None, 4, None, None)


def test_what_the_client_opened_stands_with_the_moment_it_was_opened() -> None:
    told = [
        entry(MoodReported(mood=4, link=Link.GOOD), "r", DUE + HOUR),
        entry(MoodReported(mood=2), None, DUE + 2 * HOUR),
    ]

    first, second = beeps_of(lived((), told, Talk("r", None, DUE, open=False, sent=())))

    assert (first.at, first.opened_at, values_of(first)) == (DUE, DUE, {"mood": 4, "link": "good"})
    assert (second.at, second.opened_at, values_of(second)) == (DUE + 2 * HOUR, None, {"mood": 2, "link": None})
    assert rows([first])[0]["scheduled_at"] is None


def test_prompt_of_a_hard_date_leaves_no_row_and_neither_does_its_conversation() -> None:
    told = [entry(MoodReported(mood=4), "r", DUE)]

    assert beeps_of(lived([delivery("a", "begun", run="r", prompt="hard_date")], told)) == []


def test_rows_are_moved_on_the_local_clock_and_counted_by_day() -> None:
    beeps = beeps_of(
        lived(
            [
                delivery("a", "begun", run="ra"),
                delivery("b", "late", at=DUE + 2 * HOUR),
                delivery("c", "quiet", at=DUE + timedelta(days=28)),
            ],
            [entry(MoodReported(mood=4), "ra", DUE + HOUR)],
        )
    )
    found = rows(beeps)

    assert [(one["day"], one["beep"]) for one in found] == [(1, 1)] * 3 + [(1, 2)] * 3 + [(29, 1)] * 3
    assert [found[place]["scheduled_at"] for place in (0, 3, 6)] == [
        "2026-03-19T18:04:00", "2026-03-19T20:04:00", "2026-04-16T19:04:00",
    ]  # fmt: skip
    assert {one["timezone_offset"] for one in found} == {60}
    assert (found[0]["answered_at"], found[1]["answered_at"], found[2]["answered_at"]) == (
        "2026-03-19T19:04:00", "2026-03-19T19:04:00", None,
    )  # fmt: skip
    assert (found[1]["value"], found[1]["locale"]) == (4, "uk")


def test_nobody_without_beeps_has_rows() -> None:
    assert rows([]) == []

"""What becomes of a prompt, told case by case, and what follows when nobody answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.timing import Outcome, Situation, after_silence, decide, look_again_at

DUE = datetime(2026, 5, 7, 16, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PLAIN = Situation(now=DUE, due_at=DUE, grace=2 * HOUR)

CASES: list[tuple[str, dict[str, Any], Outcome]] = [
    ("nothing stands in the way", {}, Outcome.BEGUN),
    ("the client tapped stop", {"stopped": True}, Outcome.STOPPED),
    ("nobody has confirmed the client", {"confirmed": False}, Outcome.NOT_YET),
    ("the client does not want to be written to", {"consent_message": False}, Outcome.NO_CONSENT),
    ("the client opens it", {"opens_self": True}, Outcome.OPENS_SELF),
    ("a pause lasts", {"paused_until": DUE + MINUTE}, Outcome.PAUSED),
    ("a pause is just over", {"paused_until": DUE}, Outcome.BEGUN),
    ("the chat is blocked", {"reachable": False}, Outcome.UNREACHABLE),
    ("the same was held two days ago", {"last_held_at": DUE - 48 * HOUR}, Outcome.DONE),
    ("the same was held three days ago", {"last_held_at": DUE - 72 * HOUR}, Outcome.BEGUN),
    ("the week is full", {"sent_this_week": 3}, Outcome.BUDGET),
    ("one more fits into the week", {"sent_this_week": 2}, Outcome.BEGUN),
    ("just within the grace", {"now": DUE + 2 * HOUR}, Outcome.BEGUN),
    ("after the grace", {"now": DUE + 2 * HOUR + MINUTE}, Outcome.LATE),
    ("after the grace, but it catches up", {"now": DUE + 6 * HOUR, "patience": 96 * HOUR}, Outcome.BEGUN),
    ("too late to catch up", {"now": DUE + 97 * HOUR, "patience": 96 * HOUR}, Outcome.LATE),
    ("quiet ends in time", {"quiet_until": DUE + HOUR}, Outcome.WAITING),
    ("quiet ends too late", {"quiet_until": DUE + 3 * HOUR}, Outcome.QUIET),
    ("an answer ten minutes ago", {"talked_at": DUE - 10 * MINUTE}, Outcome.WAITING),
    ("an answer thirty minutes ago", {"talked_at": DUE - 30 * MINUTE}, Outcome.BEGUN),
    (
        "a conversation of two hours",
        {"now": DUE + 2 * HOUR, "talked_at": DUE + 2 * HOUR - MINUTE, "waiting_since": DUE},
        Outcome.GAVE_WAY,
    ),
    (
        "a conversation that ended after the grace",
        {"now": DUE + 2 * HOUR + MINUTE, "waiting_since": DUE},
        Outcome.GAVE_WAY,
    ),
    (
        "the client stopped while it waited",
        {"now": DUE + HOUR, "stopped": True, "waiting_since": DUE},
        Outcome.STOPPED,
    ),
    (
        "stopped and paused and full",
        {"stopped": True, "paused_until": DUE + HOUR, "sent_this_week": 9},
        Outcome.STOPPED,
    ),
]


@pytest.mark.parametrize(("told", "change", "expected"), CASES, ids=[told for told, _change, _outcome in CASES])
def test_a_due_prompt_ends_as_its_situation_says(told: str, change: dict[str, Any], expected: Outcome) -> None:
    assert decide(replace(PLAIN, **change)) is expected, told


def test_a_waiting_prompt_is_looked_at_after_thirty_idle_minutes() -> None:
    situation = replace(PLAIN, talked_at=DUE - 10 * MINUTE)

    assert look_again_at(situation) == DUE + 20 * MINUTE


def test_a_waiting_prompt_is_looked_at_when_its_grace_ends() -> None:
    situation = replace(PLAIN, grace=15 * MINUTE, talked_at=DUE - 10 * MINUTE)

    assert look_again_at(situation) == DUE + 15 * MINUTE


def test_a_prompt_that_meets_quiet_hours_is_looked_at_when_they_end() -> None:
    situation = replace(PLAIN, quiet_until=DUE + HOUR, talked_at=DUE)

    assert look_again_at(situation) == DUE + HOUR


def test_every_outcome_fits_its_column() -> None:
    assert max(len(outcome.value) for outcome in Outcome) <= 20


def test_silence_is_told_in_the_second_week_and_ends_the_prompts_in_the_third_and_counts_anew() -> None:
    assert [after_silence(weeks).value for weeks in range(7)] == [
        "nothing", "nothing", "tell", "stop", "nothing", "tell", "stop",
    ]  # fmt: skip

"""One small question a day, with a clear end; a day that was missed is simply not there."""

from datetime import date

from flows.agreed import TaskPlan
from flows.course_wishes import NoteDay
from tests.flows.known import DAILY, MY_TASK
from tests.flows.player import Player
from tests.flows.scenes import HIGH, LOW


def opened(*, began: int, rated: bool = False) -> Player:
    plan = TaskPlan(on=date(2026, 3, began), time="18:30")
    task = DAILY.model_copy(update={"plan": plan, "rated": rated, "low_words": LOW, "high_words": HIGH})
    known = MY_TASK.model_copy(update={"task": task, "today": date(2026, 3, 4)})
    return Player("task_day", known, args={"task": "t2", "prompted": True})


def test_day_in_the_middle_says_which_day_it_was() -> None:
    player = opened(began=3)
    player.tap("Yes, today")

    assert player.wishes == [NoteDay(task="t2", on=date(2026, 3, 4), did=True)]
    assert [*player.said.values()] == ["Kept: day 2 of 3."]


def test_last_day_ends_clearly() -> None:
    player = opened(began=2)
    player.tap("Not today")

    assert player.wishes == [NoteDay(task="t2", on=date(2026, 3, 4), did=False)]
    assert "That was the last day." in [*player.said.values()][-1]


def test_number_is_taken_with_both_ends_in_words() -> None:
    player = opened(began=3, rated=True)
    assert len(player.labels) >= 11  # 0 to 10
    player.tap("8")

    assert player.wishes == [NoteDay(task="t2", on=date(2026, 3, 4), number=8)]


def test_skipped_day_keeps_nothing() -> None:
    player = opened(began=3)
    player.tap("Skip")

    assert player.wishes == []

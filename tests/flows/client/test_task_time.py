"""The moment of a task: still fits, another day, not today; the mood before is asked only then."""

from datetime import date

from flows.agreed import TaskPlan
from flows.course_entries import Fits, TaskMoment
from flows.course_wishes import PlanTask
from tests.flows.known import MY_TASK, PLAN, TASK
from tests.flows.player import Player

PLANNED = TASK.model_copy(update={"plan": TaskPlan(on=date(2026, 3, 2), time="16:00")})


def opened() -> Player:
    known = MY_TASK.model_copy(update={"task": PLANNED})
    return Player("task_time", known, PLAN, args={"task": "t1", "prompted": True})


def test_plan_that_fits_asks_the_mood_just_before() -> None:
    player = opened()
    player.tap("Yes")
    player.tap("4")

    assert player.entries == [TaskMoment(task="t1", fits=Fits.YES, mood=4)]
    assert "When you have tried it, you can tell me here." in [*player.said.values()][-1]


def test_another_day_moves_the_plan() -> None:
    player = opened()
    player.tap("Another day")
    player.tap("Wednesday, 4 March")
    player.tap("Morning, 09:30")

    assert player.wishes == [PlanTask(task="t1", plan=TaskPlan(on=date(2026, 3, 4), time="09:30"))]


def test_not_today_needs_no_why() -> None:
    player = opened()
    player.tap("Not today")

    assert player.entries == [TaskMoment(task="t1", fits=Fits.NOT_TODAY)]
    assert player.over


def test_nothing_is_asked_about_a_task_that_rests() -> None:
    player = Player("task_time", MY_TASK.model_copy(update={"task": None}), PLAN)

    assert player.over

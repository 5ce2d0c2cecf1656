"""A task that comes: yes, other words, smaller, not now; one more question, and nothing else required."""

from datetime import date

import pytest

from flows.agreed import TaskPlan
from flows.course import TaskState
from flows.course_wishes import AcceptTask, DeclineTask, PlanTask
from flows.entries import Said
from tests.flows.known import DAILY, MY_TASK, TASK, WHO
from tests.flows.player import Player
from tests.flows.scenes import VOICED

PROPOSED = MY_TASK.model_copy(update={"task": TASK.model_copy(update={"state": TaskState.PROPOSED})})


def opened(**changes: object) -> Player:
    task = TASK.model_copy(update={"state": TaskState.PROPOSED, **changes})
    return Player("task_offer", MY_TASK.model_copy(update={"task": task}), WHO, args={"task": "t1"})


def test_yes_and_a_day_are_four_taps() -> None:
    player = opened()
    for label in ("Yes", "Tuesday, 3 March", "Afternoon, 16:00", "No, that is enough"):
        player.tap(label)

    assert player.wishes == [
        AcceptTask(task="t1"),
        PlanTask(task="t1", plan=TaskPlan(on=date(2026, 3, 3), time="16:00")),
    ]
    assert (player.taps, player.over) == (4, True)


def test_task_shows_why_and_until_when_it_may_be_tried() -> None:
    assert "Done when:" in opened().asked
    assert "Until: Monday, 9 March" in opened().asked


def test_own_words_take_the_place_of_the_wording() -> None:
    player = opened()
    player.tap("In my own words")
    player.write("Ring Ana")
    player.tap("I do not know yet")

    assert player.wishes == [AcceptTask(task="t1", words=Said(text="Ring Ana"))]


def test_too_big_offers_the_smaller_version() -> None:
    player = opened()
    player.tap("Too big")
    assert "Think of one story" in player.asked
    player.tap("Yes, this")
    player.tap("I do not know yet")

    assert player.wishes == [AcceptTask(task="t1", smaller=True)]


def test_even_smaller_is_only_to_think_about_it() -> None:
    player = opened()
    player.tap("Too big")
    player.tap("Only think about it")

    assert player.wishes == [AcceptTask(task="t1", smaller=True)]
    assert player.over


def test_without_a_smaller_version_the_client_says_what_is_half() -> None:
    player = opened(smaller=None)
    player.tap("Too big")
    player.write("Half")
    player.tap("I do not know yet")

    assert player.wishes == [AcceptTask(task="t1", words=Said(text="Half"))]


@pytest.mark.parametrize("way", [("Not now",), ("Too big", "Not this week")])
def test_no_is_taken_for_an_answer_and_nobody_asks_why(way: tuple[str, ...]) -> None:
    player = opened()
    for label in way:
        player.tap(label)

    assert player.wishes == [DeclineTask(task="t1")]
    assert player.over


def test_details_are_offered_and_kept_with_the_plan() -> None:
    player = opened()
    for label in ("Yes", "Monday, 2 March", "Evening, 18:30", "Yes, shortly", "Skip"):
        player.tap(label)
    player.write("Find her number")
    player.write("She is away")
    player.write("Write to Ivan")

    plan = player.wishes[-1]
    assert isinstance(plan, PlanTask)
    assert (plan.plan.first_step, plan.plan.plan_b) == (Said(text="Find her number"), Said(text="Write to Ivan"))


def test_what_was_agreed_in_the_room_is_only_asked_when() -> None:
    player = Player("task_offer", MY_TASK, WHO, args={"task": "t1"})

    assert "When would you like to try it?" in player.asked


def test_task_of_several_days_asks_from_which_day() -> None:
    player = Player("task_offer", MY_TASK.model_copy(update={"task": DAILY}), WHO, args={"task": "t2"})
    assert "From which day?" in player.asked
    player.tap("Monday, 2 March")
    player.tap("Evening, 18:30")

    assert player.over


def test_voice_is_played_only_when_the_client_wants_to_listen() -> None:
    player = opened(words=VOICED)
    assert [*player.said.values()] == []
    player.tap("Listen")

    assert "Here it is:" in [*player.said.values()][-1]
    player.tap("Yes")


def test_task_that_is_gone_is_not_asked_about() -> None:
    player = Player("task_offer", MY_TASK.model_copy(update={"task": None}), WHO)

    assert player.over
    assert [*player.said.values()] == ["There is nothing to answer here any more. Nothing is lost."]

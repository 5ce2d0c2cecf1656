"""The board: what stands where in the client's own account, and what can be done with it."""

import pytest

from flows.course import Carried, TaskState, Tried
from flows.course_wishes import CarryTask, CloseTask, ConfirmTask, ReopenTask
from tests.flows.known import TASK
from tests.flows.player import Player
from tests.flows.scenes import CLOSED, STAFF_CARD


def opened(**changes: object) -> Player:
    card = STAFF_CARD.model_copy(update={"tasks": (TASK.model_copy(update=changes),)})
    return Player("task_board", card, args={"client": "c1"})


@pytest.mark.parametrize(
    ("changes", "label", "wish"),
    [
        ({"by_client": True}, "1: that is it", ConfirmTask(task="t1")),
        ({"state": TaskState.PAUSED}, "1: open again", ReopenTask(task="t1")),
        ({}, "1: make it smaller", CarryTask(task="t1", carried=Carried.SHRINK)),
        ({}, "1: close it", CloseTask(task="t1")),
    ],
)
def test_each_deed_is_one_tap(changes: dict[str, object], label: str, wish: object) -> None:
    player = opened(**changes)
    player.tap(label)

    assert player.wishes == [wish]


def test_result_is_shown_in_words_that_judge_nothing() -> None:
    assert "agreed, decided not to" in opened(tried=Tried.DECIDED_NOT).asked


def test_what_tasks_were_for_is_counted_and_nothing_is_concluded() -> None:
    assert "Social support: 2 of 3" in opened().asked

    uncounted = STAFF_CARD.model_copy(update={"aims": ()})
    assert "four weeks" not in Player("task_board", uncounted, args={"client": "c1"}).asked


def test_closed_tasks_stay_on_the_board() -> None:
    card = STAFF_CARD.model_copy(update={"tasks": (), "done": CLOSED})
    player = Player("task_board", card, args={"client": "c1"})

    assert "closed, done, keep it" in player.asked
    player.tap("Close")
    assert player.wishes == []


def test_empty_board_says_what_comes() -> None:
    player = Player("task_board", STAFF_CARD.model_copy(update={"tasks": ()}), args={"client": "c1"})

    assert "The first one may come from any meeting." in [*player.said.values()][-1]

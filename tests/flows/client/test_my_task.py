"""My task: what was agreed, when the next meeting is, and the ways on."""

from tests.flows.known import COURSE, TASK
from tests.flows.player import Player


def test_task_and_meeting_are_shown() -> None:
    player = Player("my_task", COURSE)

    assert "Tell one person one story" in next(iter(player.said.values()))
    assert "Your next meeting: Tuesday, 3 March, 09:00." in [*player.said.values()][-1]


def test_without_a_task_nothing_is_missing() -> None:
    player = Player("my_task", COURSE.model_copy(update={"tasks": ()}))

    assert "Nothing is agreed at the moment." in [*player.said.values()][-1]


def test_proposed_task_is_found_here_too() -> None:
    player = Player("my_task", COURSE.model_copy(update={"tasks": (), "proposed": (TASK,)}))

    assert "Tell one person one story" in next(iter(player.said.values()))

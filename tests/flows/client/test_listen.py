"""Listening: a recorded task is heard when the client wants to, and never unasked."""

from tests.flows.known import MY_TASK, TASK
from tests.flows.player import Player
from tests.flows.scenes import VOICED


def test_recording_is_played() -> None:
    player = Player("listen", MY_TASK.model_copy(update={"task": TASK.model_copy(update={"words": VOICED})}))

    assert [extras["voice"] for extras in player.extras.values() if "voice" in extras] == ["f1"]


def test_task_without_a_recording_says_so() -> None:
    player = Player("listen", MY_TASK)

    assert [*player.said.values()] == ["There is nothing to answer here any more. Nothing is lost."]

"""What the client tells right after trying a task; *not safe* ends everything at once."""

from flows.content.safety_texts import HELP_CARD_VERSION
from flows.course import Tried
from flows.course_entries import TaskReviewed
from flows.course_wishes import ReviewTask
from flows.entries import Said
from flows.measure_entries import SafetyCardShown
from tests.flows.known import CARD, CLIENT, MY_TASK, PLAN
from tests.flows.player import Player


def opened() -> Player:
    return Player("task_moment", MY_TASK, PLAN, CARD, CLIENT, args={"task": "t1"})


def test_done_keeps_the_mood_after_and_own_words() -> None:
    player = opened()
    player.tap("Done")
    player.tap("7")
    player.write("We talked")

    assert player.wishes == [ReviewTask(task="t1", tried=Tried.DONE)]
    assert player.entries[-1] == TaskReviewed(task="t1", tried=Tried.DONE, words=Said(text="We talked"), mood_after=7)


def test_not_safe_shows_the_card_and_asks_nothing_more() -> None:
    player = opened()
    player.tap("It was not safe")

    assert player.over
    assert "This task rests now." in [*player.said.values()][-2]
    assert "000" in [*player.said.values()][-1]
    assert player.entries[-1] == SafetyCardShown(why="task", text="help_card", version=HELP_CARD_VERSION, language="en")


def test_skipping_keeps_nothing() -> None:
    player = opened()
    player.tap("Skip")

    assert (player.entries, player.wishes, player.over) == ([], [], True)

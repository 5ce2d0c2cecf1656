"""In the evening of a meeting: what was agreed, in the client's words, or nothing this time."""

from flows.course_wishes import TellTask
from flows.entries import Said
from tests.flows.known import WHO
from tests.flows.player import Player


def test_words_are_kept_and_shown_to_the_therapist() -> None:
    player = Player("tell_task", WHO, args={"prompted": True})
    player.tap("Yes, I tell you")
    player.write("Visit Ana")

    assert player.wishes == [TellTask(words=Said(text="Visit Ana"))]
    assert "Olena" in [*player.said.values()][-1]


def test_nothing_this_time_is_one_tap() -> None:
    player = Player("tell_task", WHO, args={"prompted": True})
    player.tap("Nothing this time")

    assert (player.wishes, player.taps, player.over) == ([], 1, True)


def test_whoever_opens_it_is_asked_at_once() -> None:
    player = Player("tell_task", WHO)
    player.speak()

    assert player.wishes == [TellTask(words=Said(voice="voice-5", seconds=5))]

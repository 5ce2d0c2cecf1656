"""My numbers: plain, oldest first, no word that concludes; and messages that stay in the chat."""

from flows.measure_readings import MyNumbers
from flows.tool_wishes import KeepInChat
from tests.flows.known import NUMBERS, WHO
from tests.flows.player import Player


def test_moods_and_measures_are_plain_numbers() -> None:
    said = Player("my_numbers", NUMBERS, WHO).said

    assert ": 4" in said["moods"]
    assert "12, 7" in said["measures"]
    assert "12, saved" in said["measures"]
    assert "2 items left out" in said["measures"]
    assert "Higher means more of these troubles" in said["meaning"]


def test_weeks_come_as_a_picture_once_there_are_two_moods() -> None:
    assert "Your weeks" in Player("my_numbers", NUMBERS, WHO).said["weeks"]
    one = NUMBERS.model_copy(update={"weeks": None})

    assert "weeks" not in Player("my_numbers", one, WHO).said


def test_meaning_is_said_only_where_a_number_is_shown() -> None:
    hidden = NUMBERS.model_copy(update={"measures": NUMBERS.measures[1:2]})

    assert "meaning" not in Player("my_numbers", hidden, WHO).said


def test_before_anything_was_given_it_says_what_comes() -> None:
    assert "Nothing yet" in Player("my_numbers", MyNumbers(), WHO).said["none"]


def test_messages_that_would_go_may_stay() -> None:
    player = Player("keep_here", args={"of": "run1"})

    assert player.wishes == [KeepInChat(run="run1")]

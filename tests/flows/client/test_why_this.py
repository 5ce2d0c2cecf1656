"""Why this was chosen: in the words that were agreed, and a doubt is passed on without a question."""

from flows.course_wishes import DoubtArea
from tests.flows.known import COURSE, WHO
from tests.flows.player import Player
from tests.flows.scenes import OWN, VOICED


def test_goal_and_area_are_read_back() -> None:
    player = Player("why_this", COURSE.model_copy(update={"goal": OWN, "area": "change"}), WHO)

    assert [*player.said.values()] == ["12 345"]
    assert "a big change in your life" in player.asked


def test_doubt_is_passed_on() -> None:
    player = Player("why_this", COURSE.model_copy(update={"area": "grief"}), WHO)
    player.tap("Not sure, let us talk")

    assert player.wishes == [DoubtArea()]
    assert "Olena" in [*player.said.values()][-1]


def test_area_that_was_not_agreed_is_not_named() -> None:
    player = Player("why_this", COURSE, WHO)

    assert player.over
    assert [*player.said.values()] == ["You can talk about it when you meet."]


def test_goal_that_was_spoken_is_heard() -> None:
    player = Player("why_this", COURSE.model_copy(update={"goal": VOICED}), WHO)

    assert next(iter(player.said.values())) == "Here it is:"


def test_word_that_both_chose_is_read_back() -> None:
    player = Player("why_this", COURSE.model_copy(update={"word": OWN}), WHO)

    assert "Your word for it: 12 345" in [*player.said.values()]

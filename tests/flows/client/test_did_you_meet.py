"""Did you meet: one tap, and nothing when somebody has said so already."""

import pytest

from flows.course_readings import MetMeeting
from flows.course_wishes import TellMet
from tests.flows.player import Player
from tests.flows.scenes import MEETING


@pytest.mark.parametrize(("label", "state"), [("Yes", "held"), ("It was moved", "moved"), ("No", "missed")])
def test_answer_is_one_tap(label: str, state: str) -> None:
    player = Player("did_you_meet", MEETING, args={"session": "s1", "prompted": True})
    player.tap(label)

    assert player.wishes == [TellMet.model_validate({"session": "s1", "state": state})]
    assert (player.taps, player.over) == (1, True)


def test_meeting_that_was_told_of_is_not_asked_about() -> None:
    assert Player("did_you_meet", MetMeeting(), args={"session": "s1"}).over

"""The safety note: what to ask in private, and four answers, for staff alone."""

import pytest

from flows.course import Safety
from flows.course_wishes import NoteSafety
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD


@pytest.mark.parametrize("answer", list(Safety))
def test_answer_is_one_tap(answer: Safety) -> None:
    player = Player("safety", STAFF_CARD, args={"client": "c1"})
    assert "Who else sees this phone?" in player.asked
    player.tap(answer.value)

    assert player.wishes == [NoteSafety(client="c1", answer=answer)]

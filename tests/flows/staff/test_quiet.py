"""Quiet now: one tap and a yes; and the same way back."""

import pytest

from flows.course_wishes import QuietNow
from tests.flows.player import Player
from tests.flows.scenes import STAFF_CARD


@pytest.mark.parametrize("quiet", [False, True])
def test_it_turns_and_turns_back(quiet: bool) -> None:
    player = Player("quiet", STAFF_CARD.model_copy(update={"quiet": quiet}), args={"client": "c1"})
    player.tap("Yes")

    assert player.wishes == [QuietNow(client="c1", quiet=not quiet)]


def test_no_changes_nothing() -> None:
    player = Player("quiet", STAFF_CARD, args={"client": "c1"})
    player.tap("No")

    assert player.wishes == []

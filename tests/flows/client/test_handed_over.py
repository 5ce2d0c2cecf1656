"""Somebody else may go on: said plainly, and no is as good as yes."""

import pytest

from flows.handing import AnswerHandover, HandoverShown
from tests.flows.known import OFFER
from tests.flows.player import Player


@pytest.mark.parametrize(("tap", "yes"), [("Yes, that is fine", True), ("No", False)])
def test_client_decides(tap: str, yes: bool) -> None:
    player = Player("handed_over", OFFER)
    assert "You can also say no." in player.asked
    assert "and then no longer: 12" in player.asked
    player.tap(tap)

    assert player.wishes == [AnswerHandover(to="s2", yes=yes)]


def test_what_was_answered_is_asked_no_more() -> None:
    player = Player("handed_over", HandoverShown())

    assert player.over
    assert player.wishes == []

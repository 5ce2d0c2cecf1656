"""Handing over: staff offer, and the client is asked before anything changes."""

from flows.handing import OfferHandover
from tests.flows.known import SUCCESSORS
from tests.flows.player import Player


def test_colleague_is_chosen_and_the_client_is_asked() -> None:
    player = Player("handover", SUCCESSORS, args={"client": "c1"})
    player.tap("34")

    assert player.wishes == [OfferHandover(client="c1", to="s2")]
    assert "The client is asked" in player.said["sent"]


def test_nobody_else_works_here() -> None:
    player = Player("handover", SUCCESSORS.model_copy(update={"staff": ()}), args={"client": "c1"})

    assert player.over
    assert player.wishes == []

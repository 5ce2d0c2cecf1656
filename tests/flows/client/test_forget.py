"""Forget me: asked once, done, and a receipt."""

from flows.wishes import Erase, Notify
from tests.flows.player import Player


def test_forgetting_asks_once_and_gives_a_receipt() -> None:
    player = Player("forget")
    player.tap("Yes, delete all")

    assert [Notify(notice="erased")] == player.wished(Notify)
    assert len(player.wished(Erase)[0].receipt) == 4


def test_no_to_forgetting_deletes_nothing() -> None:
    player = Player("forget")
    player.tap("No, keep it")

    assert player.wishes == []
    assert player.ended == "cancelled"

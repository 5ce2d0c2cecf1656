"""Short cards: at most sixty words each, and no illness is named."""

import pytest

from flows.client.tell_again import CARDS
from tests.flows.player import Player


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_short_and_names_no_illness(name: str) -> None:
    player = Player("tell_again")
    player.tap(name)
    said = player.said["card"]

    assert len(said.split()) <= 60
    assert "depress" not in said.lower()
    assert "illness" not in said.lower()
    assert player.over


def test_closing_says_nothing() -> None:
    player = Player("tell_again")
    player.tap("Close")

    assert player.said == {}

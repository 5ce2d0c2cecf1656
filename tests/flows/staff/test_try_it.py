"""Trying it: the client's side in two minutes, and nothing kept."""

from tests.flows.known import CARD, THERAPIST
from tests.flows.player import Player


def test_the_trial_plays_the_check_in_and_keeps_nothing() -> None:
    player = Player("try_it", THERAPIST, CARD)
    for label in ("Begin", "4", "Something hard", "Skip", "Skip"):
        player.tap(label)

    assert player.over
    assert player.entries == []
    assert player.wishes == []


def test_the_trial_shows_the_help_card() -> None:
    player = Player("try_it", THERAPIST, CARD)
    for label in ("Begin", "Skip", "Skip", "Skip"):
        player.tap(label)

    assert "000 000 111" in player.said["card"]
    assert player.opens == ["try_it", "invite_client"]

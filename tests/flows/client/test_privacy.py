"""Privacy: each part withdrawn as easily as it was given."""

from flows.wishes import AnswerConsent, Notify
from tests.flows.known import PLACE, SETTINGS, WHO
from tests.flows.player import Player


def test_giving_a_consent_again_shows_its_text_first() -> None:
    player = Player("privacy", SETTINGS.model_copy(update={"share": False}), WHO, PLACE)
    player.tap("Show my notes")

    assert "May I keep what you write, and show it?" in player.asked

    player.tap("Yes")

    assert [(wish.part, wish.answer) for wish in player.wished(AnswerConsent)] == [("share", True)]
    assert [Notify(notice="share_on")] == player.wished(Notify)


def test_withdrawing_the_sharing_offers_deletion_and_forces_nothing() -> None:
    player = Player("privacy", SETTINGS, WHO, PLACE)
    player.tap("Do not show my notes")

    assert [Notify(notice="share_off")] == player.wished(Notify)
    assert player.opens == ["forget"]


def test_keeping_nothing_more_offers_the_two_ways() -> None:
    player = Player("privacy", SETTINGS, WHO, PLACE)
    player.tap("Keep nothing more")

    assert player.opens == ["forget"]
    assert player.wishes == []

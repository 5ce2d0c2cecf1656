"""Inviting: one link, several cards, or a new phone."""

import pytest

from flows.readings import Clients, ClientShown
from flows.wishes import MakeInvite
from tests.flows.known import PLACE
from tests.flows.player import Player

MIRA = ClientShown(id="c1", name="Mira", state="active")
SHUT = PLACE.model_copy(update={"open_to_clients": False})


def test_an_invitation_needs_two_answers_and_none_must_be_typed() -> None:
    player = Player("invite_client", PLACE)
    player.tap("Skip")
    player.tap("They choose")

    assert [MakeInvite(what="client")] == player.wishes


def test_a_nickname_and_a_language_may_be_given() -> None:
    player = Player("invite_client", PLACE)
    player.write(" Mira ")
    player.tap("Українська")

    assert [MakeInvite(what="client", label="Mira", language="uk")] == player.wishes


def test_the_client_can_see_the_nickname_and_the_therapist_is_told_so() -> None:
    assert "The client can see and change it." in Player("invite_client", PLACE).asked


def test_cards_are_made_several_at_once() -> None:
    player = Player("cards", PLACE)
    player.tap("5")

    assert 5 * [MakeInvite(what="client")] == player.wishes


@pytest.mark.parametrize("flow", ["invite_client", "cards"])
def test_no_one_is_invited_before_a_helpline_was_checked(flow: str) -> None:
    player = Player(flow, SHUT)

    assert player.over
    assert player.wishes == []
    assert "No helpline" in player.said["closed"]


def test_a_new_phone_is_linked_for_one_client() -> None:
    player = Player("new_phone", Clients(clients=(MIRA, ClientShown(id="c2", name=None, state="joining"))))

    assert player.labels == ["Mira"]

    player.tap("Mira")

    assert [MakeInvite(what="same_client", client="c1")] == player.wishes


def test_a_new_phone_without_clients_says_so() -> None:
    assert "no clients" in Player("new_phone", Clients()).said["none"]

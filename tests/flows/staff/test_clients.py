"""The therapist's list: new notes, who waits, who cannot be reached, who is paused."""

from datetime import UTC, datetime

import pytest

from flows.readings import Clients, ClientShown
from flows.wishes import Begin
from tests.flows.player import Player

MIRA = ClientShown(id="c1", name="Mira", state="active", new=2)
NOVA = ClientShown(id="c2", name="Nova", state="waiting")


def test_the_list_says_what_is_new_and_who_waits() -> None:
    player = Player("clients", Clients(clients=(MIRA, NOVA)))

    assert "• Mira: 2 new notes" in player.asked
    assert "• Nova: waits: compare pictures" in player.asked


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"reachable": False}, "messages no longer arrive"),
        ({"stopped": True}, "paused by the client"),
        ({"paused_until": datetime(2026, 3, 9, tzinfo=UTC)}, "questions rest until"),
        ({"shares": False}, "keeps the notes private"),
        ({"new": 0}, "nothing new"),
        ({"state": "invited"}, "link not used yet"),
    ],
)
def test_each_fact_has_words(change: dict[str, object], fact: str) -> None:
    assert fact in Player("clients", Clients(clients=(MIRA.model_copy(update=change),))).asked


def test_opening_a_client_opens_what_can_be_done() -> None:
    player = Player("clients", Clients(clients=(MIRA, NOVA)))
    player.tap("Mira")

    assert [Begin(flow="client_card", client="c1")] == player.wishes


def test_opening_one_who_waits_opens_the_comparison() -> None:
    player = Player("clients", Clients(clients=(MIRA, NOVA)))
    player.tap("Nova")

    assert [Begin(flow="confirm_client", client="c2")] == player.wishes


def test_an_empty_list_says_what_comes_first() -> None:
    player = Player("clients", Clients())

    assert player.opens == ["try_it", "invite_client"]


def test_who_has_not_joined_cannot_be_opened() -> None:
    player = Player("clients", Clients(clients=(NOVA.model_copy(update={"state": "joining"}),)))

    assert player.labels == ["Close"]

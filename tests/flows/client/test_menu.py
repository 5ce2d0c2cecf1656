"""The client's menu: every door leads somewhere."""

from flows import registry
from flows.readings import Me
from tests.flows.known import CLIENT, NOBODY, WHO
from tests.flows.player import Player


def test_every_door_of_the_menu_leads_to_a_conversation() -> None:
    player = Player("menu", CLIENT, WHO)

    assert player.opens == ["check_in", "my_words", "get_in_touch", "settings", "my_data"]
    assert {"client"} == {registry.find(name).face for name in player.opens}


def test_without_a_therapist_the_menu_offers_nobody_to_contact() -> None:
    assert "get_in_touch" not in Player("menu", CLIENT, NOBODY).opens


def test_who_left_joining_is_offered_to_go_on() -> None:
    assert Player("menu", Me(joined=False), NOBODY).opens == ["joining"]

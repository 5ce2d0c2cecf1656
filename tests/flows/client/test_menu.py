"""The client's menu: every door leads somewhere."""

from flows import registry
from flows.readings import Me
from flows.tool_wishes import MeetTool
from tests.flows.known import CLIENT, NOBODY, TOOLS_OPEN, WHO
from tests.flows.player import Player


def test_every_door_of_the_menu_leads_to_a_conversation() -> None:
    player = Player("menu", CLIENT, WHO)

    assert player.opens == [
        "check_in", "my_words", "my_numbers", "get_in_touch", "tell_again", "settings", "my_data",
    ]  # fmt: skip
    assert {"client"} == {registry.find(name).face for name in player.opens}


def test_without_a_therapist_the_menu_offers_nobody_to_contact() -> None:
    assert "get_in_touch" not in Player("menu", CLIENT, NOBODY).opens


def test_tools_that_were_met_have_a_door_and_a_new_one_is_met_now() -> None:
    player = Player("menu", CLIENT, WHO, TOOLS_OPEN)

    assert player.opens[0] == "moment"  # what is new is offered beside its own words, above the menu
    assert player.opens[1:5] == ["check_in", "timeline", "measure", "my_people"]
    assert player.opens[5] == "staying_well"
    assert player.wishes == [MeetTool(tool="moment")]
    assert "only if you like" in player.said["new"]


def test_who_left_joining_is_offered_to_go_on() -> None:
    assert Player("menu", Me(joined=False), NOBODY).opens == ["joining", "language", "forget"]

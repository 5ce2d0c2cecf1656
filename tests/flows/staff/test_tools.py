"""Tools for staff: one switch each, what is hard only after both have spoken of it, people from paper."""

from flows.tool_wishes import KeepForClient, SwitchTool
from tests.flows.known import SWITCHES
from tests.flows.player import Player


def opened(*taps: str) -> Player:
    player = Player("tools", SWITCHES, args={"client": "c1"})
    for tap in taps:
        player.tap(tap)
    return player


def test_one_tap_switches_a_tool() -> None:
    assert opened("my_people").wishes == [SwitchTool(client="c1", tool="my_people", on=False)]


def test_the_list_comes_back_after_a_switch_and_says_which_tool_it_was() -> None:
    player = opened("my_people")

    assert "Off: My people." in player.said["kept"]
    assert player.ended == "restart"


def test_what_is_hard_is_switched_on_only_after_both_have_spoken_of_it() -> None:
    assert opened("memories_during", "no").wishes == []
    assert opened("memories_during", "yes").wishes == [SwitchTool(client="c1", tool="memories_during", on=True)]


def test_a_closed_tool_says_why() -> None:
    assert "concern about safety" in opened().asked


def test_people_from_paper_are_kept_with_their_circles_in_any_script() -> None:
    player = opened("~people")
    player.write("mum, Tomas ,, mum")
    player.tap("Skip")
    player.write("محمد، Ana")

    kept = player.wished(KeepForClient)[0].kept
    found = [(one.fields[0].said.text, one.fields[1].code) for one in kept]
    assert found == [("mum", "closest"), ("Tomas", "closest"), ("محمد", "outer"), ("Ana", "outer")]
    assert len({one.record for one in kept}) == 4


def test_nothing_written_keeps_nothing() -> None:
    player = opened("~people", "Skip", "Skip", "Skip")

    assert player.wishes == []

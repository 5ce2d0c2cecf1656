"""Not safe at home: who can be reached, what is passed on, and no question."""

from flows.measure_entries import SafetyCardShown
from flows.measure_readings import Reached
from flows.measure_wishes import NotSafeAtHome
from tests.flows.known import CARD, CLIENT, PLAN, REACHED
from tests.flows.player import Player


def test_card_comes_at_once_and_staff_hear_of_it() -> None:
    player = Player("not_safe_home", CARD, REACHED, CLIENT, PLAN)

    assert player.over
    assert player.wishes == [NotSafeAtHome()]
    assert "it is not your fault" in player.said["card"]
    assert "000 000 111" in player.said["card"]
    assert player.entries == [SafetyCardShown(why="not_safe_home", text="home_card", version=3, language="en")]


def test_what_must_be_reported_is_said_in_the_programmes_own_words() -> None:
    player = Player("not_safe_home", CARD, Reached(name="Olena", duty="We must report harm to a child."), CLIENT, PLAN)

    assert "We must report harm to a child." in player.said["card"]

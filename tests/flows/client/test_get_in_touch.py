"""Asking the therapist to get in touch: one tap, not urgent, honest about when."""

from flows.entries import ContactAsked
from flows.wishes import Notify
from tests.flows.known import CLIENT, NOBODY, REACHED, WHO
from tests.flows.player import Player


def test_getting_in_touch_takes_one_tap_and_names_the_days() -> None:
    player = Player("get_in_touch", WHO, CLIENT, REACHED)

    assert [ContactAsked()] == player.entries
    assert [Notify(notice="contact")] == player.wishes
    assert "Usual days: Monday, Thursday." in player.said["passed_on"]
    assert "Need help" in player.said["passed_on"]


def test_it_is_said_when_nobody_can_be_reached_and_kept_all_the_same() -> None:
    player = Player("get_in_touch", WHO, CLIENT, REACHED.model_copy(update={"reachable": False, "anybody": False}))

    assert [ContactAsked()] == player.entries
    assert [Notify(notice="contact")] == player.wishes
    assert "I could not reach: Olena." in player.said["not_reached"]
    assert "passed_on" not in player.said


def test_getting_in_touch_with_nobody_says_so_and_passes_nothing_on() -> None:
    player = Player("get_in_touch", NOBODY, CLIENT)

    assert player.entries == []
    assert player.wishes == []
    assert "No one is connected" in player.said["nobody"]


def test_before_the_pictures_are_compared_nothing_is_said_to_be_passed_on() -> None:
    player = Player("get_in_touch", WHO, CLIENT.model_copy(update={"connected": False}), REACHED)

    assert [Notify(notice="contact")] == player.wishes
    assert "I pass it on as soon as" in player.said["passed_on"]
    assert "I have passed" not in player.said["passed_on"]

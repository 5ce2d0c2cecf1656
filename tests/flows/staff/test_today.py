"""The morning: one line for each who comes, safety first, and a tap to the brief."""

from flows.morning import Today
from flows.wishes import Begin
from tests.flows.known import COMING, MORNING
from tests.flows.player import Player


def test_line_holds_facts_in_order_and_a_tap_opens_the_brief() -> None:
    player = Player("today", MORNING)

    assert "12. safety first, mood 6, then 4, task: part of it, 2 things to raise" in player.said["coming"]
    assert player.extras["coming"]["protect"]
    assert player.extras["coming"]["gone_in"] == 20
    player.tap("12")
    assert player.wishes == [Begin(flow="brief", client="c1")]


def test_programme_may_leave_numbers_out() -> None:
    assert "mood" not in Player("today", MORNING.model_copy(update={"numbers": False})).said["coming"]


def test_who_keeps_everything_private_is_named_and_nothing_more() -> None:
    bare = COMING.model_copy(update={"mood": None, "mood_before": None, "task": None, "raised": 0, "safety": False})

    assert Player("today", Today(coming=(bare,))).said["coming"].endswith(": 12")


def test_day_without_meetings() -> None:
    player = Player("today", Today())

    assert player.over
    assert "No meeting is planned" in player.said["none"]

"""Away: the days, and who covers."""

from datetime import date

from flows.readings import Colleagues
from flows.wishes import SetAway
from tests.flows.player import Player


def test_an_absence_is_three_taps() -> None:
    player = Player("away", Colleagues(names=("Ruth",)))
    for code in ("2026-03-04", "2026-03-10", "Ruth"):
        player.tap(code)

    assert player.taps == 3
    assert [SetAway(away_from=date(2026, 3, 4), away_until=date(2026, 3, 10), cover="Ruth")] == player.wishes
    assert "Ruth" in player.said["noted"]


def test_nobody_covering_is_said_honestly() -> None:
    player = Player("away", Colleagues())
    for label in ("2026-03-04", "2026-03-10", "No one"):
        player.tap(label)

    assert [SetAway(away_from=date(2026, 3, 4), away_until=date(2026, 3, 10))] == player.wishes
    assert "No one reads until then." in player.said["noted"]


def test_weeks_are_offered_after_the_first_days() -> None:
    player = Player("away", Colleagues())
    player.tap("2026-03-04")

    assert {"2026-03-17", "2026-03-24", "2026-03-31"} <= {b.code for row in player.question.buttons() for b in row}


def test_coming_back_is_one_tap() -> None:
    player = Player("away", Colleagues(away=True))
    player.tap("I am back")

    assert [SetAway()] == player.wishes


def test_who_is_here_can_close_it_and_is_not_asked_to_come_back() -> None:
    player = Player("away", Colleagues())
    assert "I am back" not in player.labels
    player.tap("Close")

    assert player.wishes == []
    assert player.over

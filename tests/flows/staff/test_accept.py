"""Accepting an invitation: who they are, when they read, and what to do first."""

import pytest

from flows.wishes import FinishAccepting, SetLanguage, SetName, SetReadingDays, SetZone
from tests.flows.known import CLOCK, PLACE, THERAPIST
from tests.flows.player import Player


def accepted(*days: str, role: str = "therapist") -> Player:
    player = Player("accept", PLACE, THERAPIST.model_copy(update={"role": role}), CLOCK, args={"invite": "1"})
    player.tap("English")
    player.tap("Go on")
    player.write("Olena")
    for label in (*days, "Yes, it is"):
        player.tap(label)
    return player


def test_a_therapist_is_ready_after_five_answers() -> None:
    player = accepted("Monday to Friday")

    assert [SetLanguage(language="en")] == player.wished(SetLanguage)
    assert [SetName(name="Olena")] == player.wished(SetName)
    assert [SetZone(zone="Europe/Berlin")] == player.wished(SetZone)
    assert [FinishAccepting()] == player.wished(FinishAccepting)


def test_the_first_screen_offers_to_try_to_invite_and_to_print() -> None:
    assert accepted("Tue, Thu").opens == ["try_it", "invite_client", "cards"]


def test_a_supervisor_is_offered_the_trial_only() -> None:
    assert accepted("Tue, Thu", role="supervisor").opens == ["try_it"]


@pytest.mark.parametrize(
    ("labels", "days"),
    [
        (["Monday to Friday"], (1, 2, 3, 4, 5)),
        (["Mon, Wed, Fri"], (1, 3, 5)),
        (["Tue, Thu"], (2, 4)),
        (["One day a week", "Wednesday"], (3,)),
    ],
)
def test_reading_days_are_one_or_two_taps(labels: list[str], days: tuple[int, ...]) -> None:
    assert [SetReadingDays(weekdays=days)] == accepted(*labels).wished(SetReadingDays)


def test_reading_days_are_called_no_promise() -> None:
    player = Player("accept", PLACE, THERAPIST, CLOCK)
    player.tap("English")
    player.tap("Go on")
    player.write("Olena")

    assert "no promise" in player.asked

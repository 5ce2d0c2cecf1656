"""Settings: one choice, one change."""

from datetime import timedelta

import pytest

from flows.readings import Me, MySettings
from flows.wishes import (
    AnswerConsent,
    PauseAll,
    PlanCheckIns,
    ResumeAll,
    SetDigits,
    SetHelpLabel,
    SetLanguage,
    SetZone,
)
from tests.flows.known import CLIENT, CLOCK, PLACE, PLAN, SETTINGS, WHO
from tests.flows.player import NOON, Player


def change(*labels: str, mine: MySettings = SETTINGS, me: Me = CLIENT) -> Player:
    player = Player("settings", mine, me, PLACE, PLAN, CLOCK, WHO)
    for label in labels:
        player.tap(label)
    return player


def test_settings_say_what_is_set() -> None:
    assert "Check-in: Thursday, " in change().asked


def test_another_language_brings_the_keyboard_in_that_language() -> None:
    player = change("Language", "Українська")

    assert [SetLanguage(language="uk")] == player.wishes
    assert player.extras["language_set"]["keyboard"] == "client"


def test_wish_for_another_language_needs_one_tap_and_no_reading() -> None:
    player = Player("language", PLACE)
    assert player.labels == [tongue.own_name for tongue in PLACE.tongues]

    player.tap("العربية")

    assert [SetLanguage(language="ar")] == player.wishes
    assert player.extras["language_set"]["keyboard"] == "client"


def test_times_ask_for_a_time_of_day_and_a_weekday() -> None:
    player = change("Times", "Mornings", "Tuesday")

    assert [PlanCheckIns(weekday=2, time="09:30")] == player.wishes
    assert "Tuesday" in player.said["times_set"]


def test_only_when_i_open_you_needs_no_weekday() -> None:
    assert [PlanCheckIns()] == change("Times", "Only when I open you").wishes


def test_times_without_the_consent_to_write_first_say_so() -> None:
    player = change("Times", "Evenings", "Monday", mine=SETTINGS.model_copy(update={"message": False}))

    assert "I may not write first yet" in player.said["times_set"]


@pytest.mark.parametrize(("label", "days"), [("One week", 7), ("Two weeks", 14)])
def test_a_pause_ends_by_itself(label: str, days: int) -> None:
    assert [PauseAll(until=NOON + timedelta(days=days))] == change("Pause", label).wishes


def test_an_open_pause_offers_to_start_again() -> None:
    player = change("Pause", "Until I start again")

    assert [PauseAll()] == player.wishes
    assert player.opens == ["resume"]


def test_no_pause_goes_on_as_planned() -> None:
    assert [ResumeAll()] == change("Pause", "No pause").wishes


def test_starting_again_asks_for_nothing_that_was_missed() -> None:
    player = Player("resume")

    assert [ResumeAll()] == player.wishes
    assert "nothing to catch up on" in player.said["resumed"]


@pytest.mark.parametrize(("label", "code"), [("Need help", "help"), ("More", "more"), ("Contacts", "neutral")])
def test_the_help_button_has_one_of_three_labels(label: str, code: str) -> None:
    assert [SetHelpLabel(label=code)] == change("Help button", label).wishes


def test_a_journey_moves_the_clock() -> None:
    assert [SetZone(zone="Europe/London")] == change("My clock", "No, another time", "12:00").wishes


def test_digits_are_offered_only_where_the_language_has_its_own() -> None:
    assert "Digits" not in change().labels
    assert [SetDigits(digits="native")] == change("Digits", "Digits of my language", me=Me(native_digits=True)).wishes


def test_closing_changes_nothing() -> None:
    player = change("Close")

    assert player.wishes == []
    assert player.ended == "cancelled"


def test_withdrawing_messages_takes_one_tap() -> None:
    player = change("Privacy", "Do not write first")

    assert [(wish.part, wish.answer) for wish in player.wished(AnswerConsent)] == [("message", False)]

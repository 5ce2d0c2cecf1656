"""Joining: nine screens, few words, nothing typed, help before any question, and kind endings."""

import re
from typing import Any

import pytest

from flows.client.joining import joining
from flows.entries import MoodReported
from flows.readings import Me, Place, WhoReads
from flows.registry import find
from flows.wishes import AnswerConsent, Erase, FinishJoining, Notify, PlanCheckIns, SetLanguage, SetName, SetZone
from tests.flows.known import CARD, CLOCK, CODE, PLACE, PLAN, WHO
from tests.flows.player import Player

KNOWN = (PLACE, WHO, CARD, CLOCK, PLAN, CODE)
SCREENS = {"language": 1, "program": 2, "try_help": 3, "age": 4, "who_reads": 5, "keep": 6, "write_first": 7}
SCREENS |= {"when": 8, "clock_right": 8, "name": 9, "mood": 10}  # after the nine: one question at once
DEFAULTS: tuple[str, ...] = (
    "English",
    "Go on",
    "Need help",
    "Yes, I am",
    "Fine",
    "Keep and show",
    "Yes, write to me",
    "Evenings",
)
DEFAULTS = (*DEFAULTS, "Yes, it is", "Skip", "7")


def join(*labels: str, known: tuple[Any, ...] = KNOWN, language: str = "en") -> Player:
    player = Player("joining", *known, args={"invite": "1"}, language=language)
    for label in labels:
        player.tap(label)
    return player


def words(text: str) -> int:
    return len(re.findall(r"[\w'’:-]+", text))


def test_joining_takes_nine_screens_and_at_most_eleven_taps_and_nothing_typed() -> None:
    player = Player("joining", *KNOWN, args={"invite": "1"})
    seen = []
    for label in DEFAULTS:
        seen.append(SCREENS[player.key or ""])
        player.tap(label)

    assert [*range(1, 9), 8, 9, 10] == seen
    assert player.taps <= 11
    assert player.over


def test_joining_takes_at_most_330_english_words() -> None:
    player = Player("joining", *KNOWN, args={"invite": "1"})
    read = 0
    for label in DEFAULTS:
        read += words(player.asked) + sum(words(one) for one in player.labels if not one.isdigit())
        player.tap(label)
    read += sum(words(text) for key, text in player.said.items() if key != "card")

    assert read <= 330


def test_no_screen_has_more_than_fifty_words() -> None:
    player = Player("joining", *KNOWN, args={"invite": "1"})
    for label in DEFAULTS:
        assert words(player.asked) <= 50, player.asked
        player.tap(label)


def test_the_help_card_comes_before_any_question_about_the_person() -> None:
    player = join("English", "Go on", "Need help")

    assert "000 000 111" in player.said["card"]
    assert player.key == "age"


def test_help_stands_on_the_very_first_screen() -> None:
    assert Player("joining", *KNOWN, args={"invite": "1"}).question.help_button


def test_the_first_words_in_the_chosen_language_carry_the_help_button() -> None:
    player = join("English")

    assert [SetLanguage(language="en")] == player.wished(SetLanguage)
    assert player.extras["hello"]["keyboard"] == "client"
    assert "Olena" in player.said["hello"]


def test_four_parts_of_consent_are_never_bundled_into_one_record() -> None:
    player = join(*DEFAULTS)

    assert [(wish.part, wish.answer) for wish in player.wished(AnswerConsent)] == [
        ("store", True),
        ("share", True),
        ("message", True),
    ]
    assert [wish.version for wish in player.wished(AnswerConsent)] == [2, 2, 1]


def test_keeping_without_showing_makes_the_first_answer_private() -> None:
    labels = [label if label != "Keep and show" else "Keep, do not show yet" for label in DEFAULTS]

    player = join(*labels)

    assert {w.part: w.answer for w in player.wished(AnswerConsent)} == {"store": True, "share": False, "message": True}
    assert [MoodReported(mood=7, first=True)] == player.entries
    assert player.private == [True]


def test_no_to_keeping_ends_kindly_and_erases_everything() -> None:
    player = join(*DEFAULTS[:5], "No")

    erased = player.wished(Erase)[0]
    assert player.over
    assert player.entries == []
    assert erased.reason == "store_no"
    assert [Notify(notice="not_joined")] == player.wished(Notify)
    assert len(erased.receipt) == 2


def test_somebody_under_eighteen_is_thanked_and_nothing_is_kept() -> None:
    player = join(*DEFAULTS[:3], "No, younger")

    assert player.wished(Erase)[0].reason == "under_age"
    assert player.wished(AnswerConsent) == []
    assert player.over


def test_no_messages_first_means_no_plan_and_no_question_about_times() -> None:
    player = join(*DEFAULTS[:6], "No, I open you")

    assert player.key == "name"
    assert [PlanCheckIns()] == player.wished(PlanCheckIns)


def test_only_when_i_open_you_is_a_full_answer() -> None:
    player = join(*DEFAULTS[:7], "Only when I open you")

    assert player.key == "name"
    assert [PlanCheckIns()] == player.wished(PlanCheckIns)
    assert player.wished(SetZone) == []


@pytest.mark.parametrize(("label", "time"), [("Mornings", "09:30"), ("Midday", "12:30"), ("Evenings", "18:00")])
def test_a_time_of_day_plans_the_check_in_by_the_clock_that_was_confirmed(label: str, time: str) -> None:
    player = join(*DEFAULTS[:7], label, "Yes, it is")

    assert [SetZone(zone="Europe/Berlin")] == player.wished(SetZone)
    assert [PlanCheckIns(time=time)] == player.wished(PlanCheckIns)


def test_another_clock_settles_the_zone() -> None:
    player = join(*DEFAULTS[:8], "No, another time", "12:00")

    assert [SetZone(zone="Europe/London")] == player.wished(SetZone)


def test_a_clock_that_two_places_share_asks_for_the_nearest_place() -> None:
    player = join(*DEFAULTS[:8], "No, another time", "14:00")

    assert player.labels == ["Kyiv", "Cairo"]

    player.tap("Cairo")

    assert [SetZone(zone="Africa/Cairo")] == player.wished(SetZone)


def test_a_nickname_is_used_from_then_on() -> None:
    player = join(*DEFAULTS[:9])
    player.write("Mira")
    player.tap("6")

    assert [SetName(name="Mira")] == player.wished(SetName)
    assert "Welcome, Mira." in player.said["welcome"]


def test_a_voice_note_is_no_nickname() -> None:
    player = join(*DEFAULTS[:9])
    player.speak()

    assert player.refusals == ["I can keep only words here."]


def test_joining_ends_with_a_saved_answer_and_three_pictures() -> None:
    player = join(*DEFAULTS)

    assert [MoodReported(mood=7, first=True)] == player.entries
    assert [FinishJoining()] == player.wished(FinishJoining)
    assert "First check-in: " in player.said["welcome"]
    assert all(name in player.said["pictures"] for name in ("boat", "key", "sun", "Olena"))


def test_tell_me_more_says_who_looks_and_goes_on() -> None:
    player = join(*DEFAULTS[:4], "Tell me more")

    assert "No one watches this chat live." in player.asked

    player.tap("Go on")

    assert player.key == "keep"


def test_the_supervisor_is_named_where_there_is_one() -> None:
    who = WhoReads(name="Olena", weekdays=(1,), supervisor="Ruth")

    player = join(*DEFAULTS[:4], known=(PLACE, who, CARD, CLOCK, PLAN, CODE))

    assert "Ruth" in player.asked


def test_a_programme_without_a_fresh_helpline_takes_nobody_in() -> None:
    shut = Place(programme="P", tongues=PLACE.tongues, open_to_clients=False)

    player = join(known=(shut, WHO, CARD, CLOCK, PLAN, CODE, Me()))

    assert player.ended == "later"
    assert player.wishes == []


def test_joining_says_nothing_that_it_cannot_keep() -> None:
    player = Player("joining", *KNOWN, args={"invite": "1"})
    text = ""
    for label in DEFAULTS:
        text += player.asked
        player.tap(label)
    text += "".join(player.said.values())

    assert not re.search(r"\b(will see|will look|will call|always|patient|homework|depress)", text, re.IGNORECASE)


def test_joining_waits_three_days_for_the_next_answer() -> None:
    assert joining is find("joining").function
    assert find("joining").window.total_seconds() / 3600 == 72


def test_name_that_is_too_long_is_asked_for_again_and_not_in_parts() -> None:
    player = join(*DEFAULTS[:9])
    player.write("a" * 41)

    assert player.key == "name"
    assert player.refusals == ["That is longer than I can keep here (40 letters). Please send something shorter."]

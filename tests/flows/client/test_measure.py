"""A measure: official words, one item a message; what is left out stays out; item 9 is answered at once."""

import re

import pytest

from flows.content.safety_texts import HELP_CARD_VERSION
from flows.measure_entries import MeasureAnswered, MeasureLeft, SafetyCardShown, SafetyNoted
from flows.measure_readings import FormShown, MeasureDue, MeasuresDue, Reached
from flows.measure_wishes import SafetyAnswered, WantsToTalk
from flows.questions import Leavable, Words, leavable
from locales.line import verbatim
from tests.flows.known import CARD, CLIENT, DUE, PHQ9, PLAN, REACHED, WHO
from tests.flows.player import Player

ANY = verbatim("12")
NINE = PHQ9.model_copy(update={"items": tuple(f"item {n}" for n in range(1, 10)), "safety_item": 8})


def begun(form: FormShown = NINE, due: MeasuresDue = DUE, reached: Reached = REACHED, *, shares: bool = True) -> Player:
    plan = PLAN.model_copy(update={"shares": shares})
    player = Player("measure", plan, WHO, due, form, CARD, reached, CLIENT)
    player.tap("Go on")
    return player


def answered(player: Player, *points: str) -> Player:
    for point in points:
        player.tap(point)
    return player


def test_every_item_carries_the_stem_with_its_two_weeks_and_the_official_options() -> None:
    player = begun()
    for number in range(1, 10):
        assert NINE.stem in player.asked
        assert f"item {number}" in player.asked
        assert player.labels == list(NINE.options)
        assert player.question.help_button
        player.tap("0")


def test_total_is_the_sum_and_the_last_question_is_not_scored() -> None:
    player = answered(begun(), *"112233210"[:8], "0", "1")

    assert player.entries == [
        MeasureAnswered(
            instrument="PHQ-9",
            language="en",
            form="f" * 16,
            answers=(1, 1, 2, 2, 3, 3, 2, 1, 0),
            difficulty=1,
            total=15,
            safety_item=8,
            card_version=HELP_CARD_VERSION,
        )
    ]


def test_without_any_trouble_the_last_question_is_not_asked() -> None:
    player = answered(begun(), *["0"] * 9)

    assert player.over
    assert player.entries[0].total == 0
    assert player.entries[0].difficulty is None


def test_an_item_left_out_is_missing_and_never_nought() -> None:
    player = answered(begun(), "1", "Skip", *["0"] * 7, "Skip")

    assert player.entries[0].answers[1] is None
    assert player.entries[0].total is None


def test_help_card_follows_every_measure_whatever_was_answered() -> None:
    player = answered(begun(), *["0"] * 9)

    assert "000 000 111" in player.said["measure[PHQ-9].card_at_end"]


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_item_nine_brings_the_card_at_once_and_a_note_of_facts(answer: str) -> None:
    player = answered(begun(), *["0"] * 8, answer)

    said = player.said["measure[PHQ-9].item9_card"]
    assert player.wished(SafetyAnswered) == [SafetyAnswered(instrument="PHQ-9", answer=int(answer))]
    assert "Thank you for telling me" in said
    assert "I have sent a note to: Olena" in said
    assert "000 000 111" in said
    assert ("Please talk to someone today." in said) == (answer != "1")
    assert player.labels == ["I am safe for now, go on", "I want to talk", "Stop here"]


def test_card_promises_nobody_who_is_not_there() -> None:
    unreachable = begun(reached=Reached(name="Olena", reachable=False))
    nobody = begun(reached=Reached())

    assert "I could not reach: Olena" in answered(unreachable, *["0"] * 8, "1").said["measure[PHQ-9].item9_card"]
    assert "No therapist is connected" in answered(nobody, *["0"] * 8, "1").said["measure[PHQ-9].item9_card"]


def test_who_is_safe_goes_on_and_the_measure_is_whole() -> None:
    player = answered(begun(), *["0"] * 8, "2", "safe", "0")

    assert [type(entry) for entry in player.entries] == [SafetyCardShown, SafetyNoted, MeasureAnswered]
    assert player.entries[1].reply == "safe"
    assert player.entries[2].total == 2


def test_the_card_is_kept_as_it_is_shown_also_for_whoever_puts_the_phone_down_there() -> None:
    player = answered(begun(), *["0"] * 8, "3")

    assert player.entries == [SafetyCardShown(why="item9", answer=3, text="item9_card", version=3, language="en")]


def test_who_wants_to_talk_is_passed_on_at_once() -> None:
    player = answered(begun(), *["0"] * 8, "2", "talk")

    assert player.wished(WantsToTalk)
    assert "I have passed on to Olena that you want to talk" in player.said["measure[PHQ-9].talk"]


@pytest.mark.parametrize("reached", [REACHED, Reached(name="Olena", reachable=False), Reached()])
def test_who_wants_to_talk_at_night_is_told_only_of_the_number_that_answers_then(reached: Reached) -> None:
    player = answered(begun(reached=reached), *["0"] * 8, "2", "talk")
    card, talk = player.said["measure[PHQ-9].item9_card"], player.said["measure[PHQ-9].talk"]

    numbers = [row for row in card.splitlines() if row.replace(" ", "").isdigit()]
    assert "Open: 08:00 to 20:00." in card  # one of the lines is closed at night
    assert numbers[0] == CARD.emergency
    assert re.search("The first (one|number above) answers day and night", talk)


@pytest.mark.parametrize("wanted", ["talk", "stop"])
def test_nothing_more_is_asked_of_whoever_wants_to_talk_or_to_stop(wanted: str) -> None:
    player = answered(begun(), *["1"] * 9, wanted)

    assert player.over
    assert player.ended == "cancelled"
    assert player.entries[-1].total == 9
    assert "I ask nothing more today" in player.said["measure[PHQ-9].stopped"]


def test_only_at_the_end_where_legal_advice_asks_for_it() -> None:
    player = answered(begun(due=DUE.model_copy(update={"at_once": False})), *["0"] * 8, "3", "0")

    assert player.over
    assert "measure[PHQ-9].item9_card" not in player.said
    assert "measure[PHQ-9].card_at_end" in player.said
    assert player.wished(SafetyAnswered)
    noted, _answered, shown = player.entries
    assert noted == SafetyNoted(answer=3)
    assert shown == SafetyCardShown(why="item9", answer=3, text="help_card", version=HELP_CARD_VERSION, language="en")


def test_back_takes_the_note_back_with_the_answer() -> None:
    player = answered(begun(), *["0"] * 8, "3")
    player.back()
    player.tap("0")

    assert not player.wished(SafetyAnswered)
    assert player.entries[0].total == 0


def test_where_the_own_language_is_missing_the_client_chooses() -> None:
    due = MeasureDue(instrument="PHQ-9", forms=DUE.due[0].forms)
    player = Player("measure", PLAN, WHO, MeasuresDue(due=(due,)), NINE, CARD, REACHED, CLIENT)

    assert "not there in your language" in player.asked
    player.tap("Skip")
    assert player.entries == [MeasureLeft(instrument="PHQ-9")]


def test_not_this_time_is_kept_as_such() -> None:
    player = Player("measure", PLAN, WHO, DUE, NINE, CARD, REACHED, CLIENT)
    player.tap("Not this time")

    assert player.entries == [MeasureLeft(instrument="PHQ-9")]


def test_who_does_not_share_keeps_the_answers_alone() -> None:
    player = answered(begun(shares=False), *["0"] * 9)

    assert player.private == [True]


def test_a_question_that_may_be_left_says_so_through_others() -> None:
    question = Words(ANY).or_skip().or_leave().with_help()

    assert leavable(question)
    assert isinstance(Words(ANY).or_leave(), Leavable)
    assert not leavable(Words(ANY).or_skip())
